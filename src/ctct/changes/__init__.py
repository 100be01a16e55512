"""What became of a document: two of them compared item by item, and the differences told in several forms."""
