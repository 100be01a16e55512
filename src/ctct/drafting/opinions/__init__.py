"""Opinions on a draft come back, in copies of it, in tables, on paper: they are gathered in one file beside it."""
