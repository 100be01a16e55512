"""The draft that is edited in the page: read, saved unless another program has written it meanwhile, kept until it is saved."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any

from ctct.diagnostics import reason
from ctct.language import _
from ctct.project.files import MARKDOWN, Source, folder_of, read_file, read_or_none
from ctct.project.folders import is_there
from ctct.project.writing import OutputRefused, remove, replace, write_whole
from ctct.watch.saving import mark_of, save_from_page

KEPT = ".chua-luu"
"""What the name of a file ends with that holds what was typed and not saved."""
_KEPT_HEAD = "# chữ chưa lưu, gõ trên bản "
_PRIVATE = 0o600
_BOM = "\ufeff"


class EditedDraft:
    """The draft at ``path``, which messages call ``name``. Browsers ask at the same time: one is answered after the other."""

    def __init__(self, name: str, path: Path) -> None:
        self.name, self.path = name, path
        self.kept_at = path.with_name(f".{path.name}{KEPT}")
        self._lock = Lock()

    @property
    def is_markdown(self) -> bool:
        """Whether it is in Markdown."""
        return self.path.suffix in MARKDOWN

    def state(self) -> dict[str, Any]:
        """Return what the file says, its mark (``""`` for no file) and what was typed on it and not saved; or what is wrong."""
        with self._lock:
            try:
                return {**self._on_disk(), "kept": self._kept()}
            except UnicodeDecodeError:
                wrong = _("«{name}» không phải văn bản UTF-8: lưu lại bằng UTF-8 rồi mở lại trang", name=self.name)
            except OSError as fault:
                wrong = _("không đọc được «{name}»: {reason}", name=self.name, reason=reason(fault))
            return {"wrong": wrong}

    def save(self, mark: str, text: str) -> dict[str, Any]:
        """Write the text to the file, if that still has ``mark``; return its new mark, or what another program has written, or
        what is wrong.
        """
        with self._lock:
            try:
                before = read_or_none(self.path)
                if (mark_of(before) if before is not None else "") != mark:
                    return {"conflict": self._on_disk()}
                after = _written(text, before or b"")
                if before is None:
                    write_whole(self.path, after, force=False)
                elif after != before:
                    save_from_page(Source(self.name, before, folder_of(self.name)), after)
                self._forget()
            except (OutputRefused, OSError, UnicodeError) as fault:
                return {"wrong": _words(fault)}
            return {"mark": mark_of(after)}

    def keep(self, mark: str, text: str | None) -> dict[str, Any]:
        """Keep what was typed on the text ``mark`` and is not saved, beside the draft; ``None`` for nothing."""
        with self._lock:
            try:
                if text is None:
                    self._forget()
                else:
                    replace(self.kept_at, f"{_KEPT_HEAD}{mark}\n{text}".encode(), _PRIVATE)
            except (OutputRefused, OSError, UnicodeError) as fault:
                return {"wrong": _("chưa giữ được chữ chưa lưu: {why}", why=_words(fault))}
            return {}

    def save_apart(self, text: str) -> dict[str, Any]:
        """Write the text to a file of its own beside the draft; return its name."""
        with self._lock:
            try:
                target = self._free_name()
                write_whole(target, _written(text, read_or_none(self.path) or b""), force=False)
            except (OutputRefused, OSError, UnicodeError) as fault:
                return {"wrong": _words(fault)}
            return {"name": target.name}

    def _on_disk(self) -> dict[str, Any]:
        data = read_file(self.path) if is_there(self.path) else None
        return {"mark": "" if data is None else mark_of(data), "text": _text(data or b"")}

    def _kept(self) -> dict[str, str] | None:
        data = read_or_none(self.kept_at)
        head, _, text = (data or b"").decode("utf-8", "replace").partition("\n")
        return {"mark": head.removeprefix(_KEPT_HEAD), "text": text} if head.startswith(_KEPT_HEAD) else None

    def _forget(self) -> None:
        if is_there(self.kept_at):
            remove(self.kept_at, self.path.parent)

    def _free_name(self) -> Path:
        stem, suffix = self.path.stem, self.path.suffix
        names = (self.path.with_name(f"{stem}.cua-toi{number or ''}{suffix}") for number in range(1000))
        return next(path for path in names if not is_there(path))


def _text(data: bytes) -> str:
    """Return what an editor shows of a file. Raises ``UnicodeDecodeError``."""
    return data.decode("utf-8").removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")


def _written(text: str, like: bytes) -> bytes:
    """Return a text with the line ends and the byte order mark of the file that it was in. Raises ``UnicodeEncodeError``."""
    returns = like.count(b"\r\n")
    ends = text.replace("\n", "\r\n") if returns > like.count(b"\n") - returns else text
    return f"{_BOM if like.startswith(_BOM.encode()) else ''}{ends}".encode()


def _words(fault: Exception) -> str:
    if isinstance(fault, UnicodeError):
        return _("có ký tự không ghi ra tệp được")
    return reason(fault) if isinstance(fault, OSError) else str(fault)
