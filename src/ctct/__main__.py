"""``python -m ctct``."""

from ctct.cli import run

if __name__ == "__main__":
    run()
