"""Which ctct this is: the same on two machines only where all that a verdict or a document depends on is the same."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from ctct.source.shipped import shipped


@cache
def code_digest() -> str:
    """Return the digest of ctct's code, rules and layouts, wherever they are installed."""
    digest = blake2b(digest_size=16)
    for label, file in installed_files():
        data = Path(file).read_bytes()
        digest.update(b"%s %d " % (os.fsencode(label), len(data)))
        digest.update(data)
    return digest.hexdigest()


def installed_files() -> Iterator[tuple[str, str]]:
    """Yield what ctct consists of, wherever that is installed: labels and paths. A bundle has its code in its program."""
    if getattr(sys, "frozen", False):
        yield "ctct", sys.executable
    for kind, folder, ending in (("ctct", Path(__file__).parents[1], (".py", ".mo")), ("templates", shipped("templates"), "")):
        for parent, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if name not in ("__pycache__", "templates"))
            within = kind + parent.removeprefix(str(folder)).replace(os.sep, "/")
            for name in sorted(name for name in names if name.endswith(ending)):
                yield f"{within}/{name}", os.path.join(parent, name)
