"""What rewrites the text of a draft: its forms, its one format, fixes, conversion, the next period's programme."""
