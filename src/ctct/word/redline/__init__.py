"""Two Word documents → the new one with what became of the old one as Word's own tracked changes.

To accept them all gives the new document, to reject them all the old one: that is read back before anything is handed out.
"""
