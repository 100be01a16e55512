"""Blocks → an HTML page."""
