"""Two texts beside each other: which of their paragraphs are the same, and which words differ."""
