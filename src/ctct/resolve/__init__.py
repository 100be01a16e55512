"""Settles every number, reference, note and name. Total: what cannot be settled stays in the tree, named as such."""
