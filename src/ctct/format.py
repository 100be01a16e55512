"""Puts drafts and danh bạ into their one form: comments and order stay, and what a draft says does not change."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ctct.batch import read_source
from ctct.diagnostics import Rejected, error
from ctct.drafts import Misuse, drafts_in
from ctct.fix import diff
from ctct.forms.markdown_form import read_markdown, write_markdown
from ctct.forms.read import is_markdown, read_draft
from ctct.forms.tree import comments_in
from ctct.forms.yaml_reader import read_yaml
from ctct.forms.yaml_writer import write_yaml
from ctct.output import OutputRefused, write_whole
from ctct.project import Files, read_text
from ctct.report.located import Verdict, locate

DIRECTORY_KEYS = frozenset({"bao_gom", "nguoi", "co_quan", "nhom"})


def find_files(names: Iterable[str]) -> list[str]:
    """Return the files named, with the drafts and danh bạ found in folders; each once. Raises :class:`Misuse` for a folder
    without any.
    """
    found: dict[str, None] = {}
    for name in names:
        if not os.path.isdir(name):
            found[name] = None
            continue
        inside = sorted({*drafts_in(name), *_directories_in(name)})
        if not inside:
            raise Misuse(f"trong thư mục «{name}» không có dự thảo hay danh bạ nào")
        found.update(dict.fromkeys(inside))
    return list(found)


def _directories_in(folder: str) -> Iterable[str]:
    for path in Path(folder).rglob("*.y*ml"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and _is_directory(path.read_bytes()):
            yield os.path.normpath(path)


def _is_directory(data: bytes) -> bool:
    keys = {line.partition(b":")[0].decode("utf-8", "replace").strip() for line in data.splitlines() if line[:1].isalpha()}
    return bool(keys) and keys <= DIRECTORY_KEYS


def formatted(name: str, text: str) -> str:
    """Return ``text`` in its one form. Raises :class:`Rejected` for what cannot be read, or is no draft and no danh bạ."""
    value, _ = read_draft(name, text)
    if not isinstance(value, dict) or not ("loai" in value or DIRECTORY_KEYS.issuperset(value)):
        message = "đây không phải dự thảo (có khóa «loai») hay danh bạ (có «nguoi», «co_quan», «nhom»)"
        raise Rejected([error("DG01", (), message, region=(0, 0))])
    written, comments = _written(name, text)
    again, kept = _written(name, written)
    if read_draft(name, written)[0] != value or again != written or kept != comments:
        raise Rejected([error("DG02", (), "không định dạng được mà vẫn giữ nguyên nội dung; tệp được để yên", region=(0, 0))])
    return written


def _written(name: str, text: str) -> tuple[str, Counter[str]]:
    """Return the one form of a text, and its comments."""
    if is_markdown(name, text):
        front, body = read_markdown(text)
        comments = Counter([*comments_in(front), *comments_in(body)])
        return write_markdown(front, body), comments
    tree = read_yaml(text)
    return write_yaml(tree), Counter(comments_in(tree))


@dataclass(frozen=True, slots=True)
class Format:
    """Formats a file in its place; with ``shows`` it tells the change as a diff, with ``checks`` only that there is one."""

    checks: bool
    shows: bool

    def __call__(self, name: str) -> Verdict:
        """Format one file; ``-`` from standard input to standard output."""
        files = Files()
        try:
            source = read_source(name)
            data = formatted(source.name, read_text(source.data, source.name, files)).encode()
            return Verdict(name, done=self._settle(name, source.data, data))
        except Rejected as rejected:
            return Verdict(name, locate(rejected.diagnostics, files, "<stdin>" if name == "-" else name))
        except OutputRefused as refused:
            return Verdict(name, locate([refused.finding], files, name))

    def _settle(self, name: str, old: bytes, new: bytes) -> str:
        """Write what changed, or tell it; return in words what was done."""
        if old != new and self.shows:
            return diff(name, old, new).rstrip("\n")
        if old != new and self.checks:
            return f"chưa đúng dạng chuẩn: {name}"
        if name == "-" and not (self.shows or self.checks):
            return new.decode().rstrip("\n")
        if old == new:
            return ""
        write_whole(Path(os.path.realpath(name)), new, force=True)
        return f"đã định dạng {name}"
