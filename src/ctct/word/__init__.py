"""Word files, read: our own and those of others."""
