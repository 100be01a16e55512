"""Blocks → a Word document."""
