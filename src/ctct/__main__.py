"""``python -m ctct``."""

from ctct.cli import main

if __name__ == "__main__":
    main()
