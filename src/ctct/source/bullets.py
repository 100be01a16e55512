"""The signs that begin an item on paper."""

BULLETS = "•▪◦●–—"
"""Neither YAML nor Markdown knows them."""
