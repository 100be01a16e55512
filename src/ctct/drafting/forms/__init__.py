"""The forms of a draft: a tree that keeps comments and order, read from YAML or Markdown and written as either."""
