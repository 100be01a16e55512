"""Text in, plain values and the place of each out."""
