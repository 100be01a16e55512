"""Takes one new item of an edited copy back into long drafts: seconds of processor time, and the most memory.

Usage: python benchmarks/merge.py [--sizes 2000 20000]

A size is that of the document in paragraphs. The copy is the built document with one paragraph more, put in without a record.
"""

from __future__ import annotations

import argparse
import io
import re
import resource
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

from build import DIRECTORY, SENTENCE, as_yaml

import ctct.cli  # noqa: F401 - garbage is collected as in the command
from ctct.drafting.merge.merge import Copy, merge
from ctct.emit.formats import Form
from ctct.pipeline import check, compile_to
from ctct.project.files import Source

NEW = "Tổng kết công tác xây dựng nông thôn mới ở các xã miền núi."
PARAGRAPHS_PER_ITEM = 3.2
"""Its words, two lines of assignment, a note on every fifth."""
_WORDS = "(?:(?!</?w:p>|footnoteReference|instrText).)*"
_ITEM = re.compile(f"<w:p>{_WORDS}{SENTENCE}{_WORDS}</w:p>")


def with_new_item(data: bytes) -> bytes:
    """Return a document with an item behind one in its middle."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parts["word/document.xml"].decode()
    found = [*_ITEM.finditer(body)]
    item = found[len(found) // 2]
    new = re.sub(r"<w:bookmark[^>]*>", "", item[0])
    new = re.sub(r"(<w:t[^>]*>)[^<]*", rf"\g<1>{NEW}", new, count=1)
    end = item.end()
    for _ in range(2):  # behind its lines of assignment
        end = body.index("</w:p>", end) + len("</w:p>")
    parts["word/document.xml"] = f"{body[:end]}{new}{body[end:]}".encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def row(size: int, folder: Path) -> str:
    draft = folder / f"d{size}.yaml"
    draft.write_text(as_yaml(round(size / PARAGRAPHS_PER_ITEM)), "utf-8")
    source = Source.from_file(draft)
    copy = Copy("a.docx", with_new_item(compile_to(check(source), Form(copy="review"))[0]))
    begun = time.process_time()
    merged = merge(source, [copy])
    seconds = time.process_time() - begun
    assert [(edit.fate, edit.new) for edit in merged.edits] == [("taken", NEW)]
    kilobytes: Any = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"| {size:,} | {seconds:.2f} s | {kilobytes >> 10} MB |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[2_000, 20_000])
    print("| paragraphs | seconds | most memory |\n|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "danh-ba.yaml").write_text(DIRECTORY, "utf-8")
        for size in parser.parse_args().sizes:
            print(row(size, folder), flush=True)


if __name__ == "__main__":
    main()
