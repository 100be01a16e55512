"""Compare what a wheel and a source archive hold with the files that git knows: all that should be there, and nothing else.

``python scripts/contents.py WHEEL SDIST`` prints what they weigh, by folder; ends with 1 where anything is missing or too much.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
_MADE = re.compile(
    r"ctct/compiled_templates/\d+/[\w-]+/\w+\.py|ctct/kept_layouts/[\w-]+\.json|ctct-[^/]+\.dist-info/.+|PKG-INFO"
)
"""What no file of the repository is and belongs there all the same: templates as compiled, layouts as kept, metadata."""
_BUNDLED = "ctct/watch/page/editor.js"
_MESSAGES = "ctct/locale/en/LC_MESSAGES/ctct.mo"
"""What no file of the repository is and must not be missing: the editor of the page (scripts/page-editor), the catalogue of
messages as compiled (hatch_build.py).
"""


def known() -> set[str]:
    """Return the files that git knows, from the top."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return {name for name in listed.decode().split("\0") if name}


def meant_for_wheel(files: set[str]) -> set[str]:
    """Return the names in the wheel of those files that belong there."""
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]
    places = {"src/ctct": "ctct", **hatch["build"]["targets"]["wheel"]["force-include"]}
    found = {there + name.removeprefix(here) for name in files for here, there in places.items() if name.startswith(f"{here}/")}
    return {name for name in found if not name.endswith(".po")} | {_BUNDLED, _MESSAGES}


def meant_for_sdist(files: set[str]) -> set[str]:
    """Return the files that belong in the source archive."""
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]
    asked = [one.removeprefix("/") for one in hatch["build"]["targets"]["sdist"]["include"]]
    made = {"pyproject.toml", ".gitignore", f"src/{_BUNDLED}"}
    return made | {name for name in files for one in asked if _is_meant(Path(name), one)}


def _is_meant(name: Path, asked: str) -> bool:
    return name.is_relative_to(asked) or (name.parent == Path() and name.match(asked))


def differing(label: str, held: set[str], meant: set[str]) -> bool:
    """Tell what differs; return whether anything does."""
    surplus = sorted(name for name in held - meant if not _MADE.fullmatch(name))
    missing = sorted(meant - held)
    for word, names in (("missing in", missing), ("does not belong in", surplus)):
        for name in names:
            print(f"{word} the {label}: {name}")
    return bool(surplus or missing)


def weights(wheel: zipfile.ZipFile) -> None:
    """Print what each folder of a wheel weighs, packed and unpacked."""
    packed, unpacked, count = Counter[str](), Counter[str](), Counter[str]()
    for info in wheel.infolist():
        top = info.filename.split("/")[1]
        folder = top if top in ("templates", "compiled_templates", "kept_layouts", "schema", "docs") else "code"
        folder = "metadata" if ".dist-info" in info.filename else folder
        packed[folder] += info.compress_size
        unpacked[folder] += info.file_size
        count[folder] += 1
    for folder, size in packed.most_common():
        packing = f"{size / 1024:>8.0f} KB packed {unpacked[folder] / 1024:>8.0f} KB unpacked"
        print(f"  {folder:<20}{count[folder]:>5} files {packing}")


def main(wheel_name: str, sdist_name: str) -> None:
    """Look at both."""
    for name in (wheel_name, sdist_name):
        print(f"{Path(name).name}: {Path(name).stat().st_size / 1024:.0f} KB")
    files = known()
    with zipfile.ZipFile(wheel_name) as wheel:
        weights(wheel)
        wrong = differing("wheel", set(wheel.namelist()), meant_for_wheel(files))
    with tarfile.open(sdist_name) as sdist:
        held = {member.name.partition("/")[2] for member in sdist if member.isfile()}
    wrong |= differing("source archive", held, meant_for_sdist(files))
    sys.exit(wrong)


if __name__ == "__main__":
    main(*sys.argv[1:])
