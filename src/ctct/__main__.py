"""The program ``ctct``, and ``python -m ctct``."""

import gc
from typing import NoReturn

gc.set_threshold(500_000, 50, 50)  # the imports and trees of one command are worth keeping: collecting them costs a tenth


def run() -> NoReturn:
    """Run the command line; all of it is imported only now, with nothing collected meanwhile."""
    from ctct.cli import run as run_command

    run_command()


if __name__ == "__main__":
    run()
