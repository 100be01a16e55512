"""The language server: what a text editor asks while a draft is being typed. One small file for each thing that it asks."""
