"""What lies round a draft: all reading and writing of files is here; everything after is pure."""
