"""Writing several files that belong together: all of them, or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from ctct.project.files import read_or_none
from ctct.project.writing import OutputRefused, check_writable, replace, write_whole


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files``, by their paths in ``folder``, over what is there. Raises :class:`OutputRefused` with everything as it
    was before: old files have their words back, new ones and the folders made for them are gone.
    """
    made = [*_missing_folders(folder, files)]
    for name, data in files.items():
        check_writable(folder / name, data, force=True, within=folder)
    done: list[tuple[Path, bytes | None]] = []
    try:
        for name, data in files.items():
            path = folder / name
            done.append((path, read_or_none(path)))
            write_whole(path, data, force=True, within=folder)
    except (OutputRefused, KeyboardInterrupt):
        _take_back(done, made)
        raise


def _missing_folders(folder: Path, files: Iterable[str]) -> Iterable[Path]:
    """Return the folders that are not there yet, the innermost first."""
    needed = {above for name in files for above in (folder / name).parents}
    return sorted((one for one in needed if not os.path.lexists(one)), key=lambda one: len(one.parts), reverse=True)


def _take_back(done: Iterable[tuple[Path, bytes | None]], made: Iterable[Path]) -> None:
    for path, before in done:
        with suppress(OSError):
            if before is None:
                path.unlink(missing_ok=True)
            else:
                replace(path, before)
    for one in made:
        with suppress(OSError):
            one.rmdir()
