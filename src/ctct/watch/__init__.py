"""The live page: a draft as it will print, in a browser on this machine, drawn anew at each save."""
