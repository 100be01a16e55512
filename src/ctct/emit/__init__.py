"""Blocks → bytes, a room for each kind of document."""
