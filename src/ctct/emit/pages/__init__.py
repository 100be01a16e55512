"""Blocks → pages: PDF and SVG by the embedded engine, PDF by LibreOffice."""
