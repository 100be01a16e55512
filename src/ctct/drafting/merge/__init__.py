"""Takes an edited copy of a document back into the draft that it was built from."""
