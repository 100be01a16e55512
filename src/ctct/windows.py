"""What Windows has otherwise: names that are devices, other drives, files that are held, where programs are looked for."""

from __future__ import annotations

import os
import re
import shutil
import time
from functools import cache
from pathlib import Path, PurePath, PureWindowsPath

from ctct.language import _

ON_WINDOWS = os.name == "nt"

NEW_GROUP = 0x200 if ON_WINDOWS else 0
"""What a program is started with that Ctrl-C must not reach: Windows knows no sessions."""

_PAUSES = (0.05, 0.1, 0.2) if ON_WINDOWS else ()
"""Seconds between tries to put a file in another's place: what looks for viruses holds a new one for a moment."""


@cache
def _device() -> re.Pattern[str]:
    return re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE)


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(r'[<>:"|?*\x00-\x1f]')


def why_no_name(path: str | PurePath) -> str:
    """Return why Windows keeps no file of that name, ``""`` where it does. What is written to «aux.docx» goes to a device and
    is gone, what is written to «ab:c.docx» into a part of «ab» that no window shows. «NUL» alone is asked for knowingly.
    """
    if not ON_WINDOWS or str(path).upper() == "NUL":
        return ""
    asked = PureWindowsPath(path)
    names = asked.parts[1:] if asked.anchor else asked.parts
    if device := next(filter(_device().fullmatch, names), None):
        return _("Windows dành tên «{device}» cho thiết bị; đặt tên khác", device=device)
    return _("tên tệp có ký tự không dùng được") if any(map(_signs().search, names)) else ""


def leads_to_another_drive(folder: PurePath, name: str) -> bool:
    """Return whether ``name``, seen from ``folder``, lies on another drive or in another machine's share: only to ask whether
    it is there would log on to that machine.
    """
    drive = PureWindowsPath(name).drive
    return bool(drive) and drive.lower() != PureWindowsPath(folder).drive.lower()


def move_over(source: Path, target: Path) -> None:
    """Put ``source`` in the place of ``target``. Raises ``OSError``, for a file that somebody else holds after some tries."""
    for pause in _PAUSES:
        try:
            os.replace(source, target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    os.replace(source, target)


def found_program(name: str) -> str | None:
    """Return the program that ``name`` starts, as ``PATH`` has it. Windows by itself would look into the current folder first,
    which may be anybody's checkout.
    """
    if not ON_WINDOWS or os.path.dirname(name):
        return shutil.which(name)
    endings = tuple(filter(None, os.environ.get("PATHEXT", ".COM;.EXE;.BAT;.CMD").lower().split(";")))
    names = [name] if name.lower().endswith(endings) else [name + ending for ending in endings]
    folders = [folder for folder in os.environ.get("PATH", "").split(os.pathsep) if os.path.isabs(folder)]
    return next(filter(os.path.isfile, (os.path.join(folder, one) for folder in folders for one in names)), None)
