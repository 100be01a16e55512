"""A Word document → a draft: zones, labels and levels, assignees, references, the text, its proof, an account of it all."""
