"""Drafts in Markdown: :func:`ctct.source.markdown.document.load` reads one."""
