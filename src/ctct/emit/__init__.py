"""Blocks → bytes: the only place that speaks Word."""
