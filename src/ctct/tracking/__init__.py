"""The life of a programme once it is signed: who does what by when."""
