"""Findings as people and programs read them: one module a format, each with ``write(report)``."""

from ctct.report.located import Located, Report, Verdict, locate
from ctct.report.text import as_text, summary

FORMATS = ("text", "concise", "json", "sarif", "github", "junit", "gitlab")
"""The formats, each a module of this package that is imported when it is asked for."""

__all__ = ["FORMATS", "Located", "Report", "Verdict", "as_text", "locate", "summary"]
