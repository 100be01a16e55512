"""Files that are kept beside a draft, under its name: the progress of its works, the opinions on it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ctct.diagnostics import Diagnostic, Rejected, Severity, error, reason
from ctct.language import N_, _
from ctct.project.files import Files, Source, read_bytes, read_text
from ctct.project.folders import is_file, is_there, joined, lies_in, near_file, shown

if TYPE_CHECKING:
    from ctct.model.opinions import SoYKien
    from ctct.model.part import Part
    from ctct.model.progress import TienDo

Said = TypeVar("Said", bound="Part")


class Beside(NamedTuple, Generic[Said]):
    """A kind of such files: how their names end, under which key they name their draft, the code of what is wrong with that,
    what they and their drafts are called; ``model`` imports what they may say.
    """

    ending: str
    key: str
    code: str
    title: str
    of: str
    model: Callable[[], type[Said]]

    def path(self, draft: Path) -> Path:
        """Return where the file of a draft is, with its accents put together as they are on the disk."""
        path = draft.with_name(draft.stem + self.ending)
        if path.name.isascii() or is_there(path):
            return path
        spelt = (draft.with_name(unicodedata.normalize(form, path.name)) for form in ("NFC", "NFD"))
        return next(filter(is_there, spelt), path)

    def draft(self, path: Path, said: Said) -> Path:
        """Return the draft that the file at ``path`` is about."""
        return joined(path.parent, self.named(said))

    def named(self, said: Said) -> str:
        """Return how a file names its draft."""
        name: str = getattr(said, self.key)
        return name


def _progress() -> type[TienDo]:
    from ctct.model.progress import TienDo

    return TienDo


def _opinions() -> type[SoYKien]:
    from ctct.model.opinions import SoYKien

    return SoYKien


PROGRESS: Beside[TienDo] = Beside(".tien-do.yaml", "chuong_trinh", "TD01", N_("tệp tiến độ"), N_("chương trình"), _progress)
OPINIONS: Beside[SoYKien] = Beside(".y-kien.yaml", "du_thao", "TP07", N_("tệp ý kiến"), N_("dự thảo"), _opinions)
KINDS: tuple[Beside[TienDo] | Beside[SoYKien], ...] = (PROGRESS, OPINIONS)
ENDINGS = tuple(kind.ending for kind in KINDS)


class Kept(NamedTuple, Generic[Said]):
    """Such a file: the name that findings give it, what it says (``None`` where that cannot be read), what is wrong."""

    file: str
    said: Said | None = None
    faults: tuple[Diagnostic, ...] = ()


def kind_beside(name: str) -> Beside[TienDo] | Beside[SoYKien] | None:
    """Return which kind of file is called ``name``, ``None`` for others."""
    return next((kind for kind in KINDS if name.endswith(kind.ending)), None)


def read_beside(
    kind: Beside[Said], draft: Path, files: Files, unsaved: Mapping[Path, bytes] = MappingProxyType({})
) -> Kept[Said] | None:
    """Return the file of that kind which is kept beside a draft, ``None`` where none is; never raises."""
    path = kind.path(draft)
    label = shown(path)
    if path not in unsaved and not is_there(path):
        files.absent.add(label)
        return None
    try:
        _rest, said = parse_beside(kind, read_bytes(path, unsaved), label, files)
    except OSError as fault:
        return Kept(
            label, faults=(error("TP01", (), _("không đọc được: {fault}", fault=reason(fault)), file=label, file_missing=True),)
        )
    except Rejected as rejected:
        return Kept(label, faults=tuple(fault._replace(file=label) for fault in rejected.diagnostics))
    # A draft in YAML and one in Markdown may have one name; the file says of which it is.
    named = kind.draft(path, said)
    if named == draft:
        return Kept(label, said)
    is_known = named in unsaved or is_file(named)
    if is_known and kind.path(named) == path:
        return None
    unfit = _of_another(kind, named, said) if is_known else _no_draft(kind, named, said)
    return Kept(label, said, (unfit._replace(file=label),))


def parse_beside(kind: Beside[Said], data: bytes, label: str, files: Files) -> tuple[object, Said]:
    """Return the value of the file ``label`` and what it says. Raises :class:`Rejected`."""
    from ctct.model.validation import validate
    from ctct.source.yaml import load

    value, files[label] = load(read_text(data, label, files))
    return value, validate(kind.model(), value)


def read_draft_of(kind: Beside[Said], path: Path, said: Said, source: Source, root: Path) -> Source:
    """Return the draft that the file at ``path``, itself ``source``, is about. Raises :class:`Rejected`."""
    draft, name = kind.draft(path, said), kind.named(said)
    if kind.path(draft) != path or not lies_in(draft, root):
        raise Rejected([_of_another(kind, draft, said)])
    try:
        data = read_bytes(draft, source.unsaved)
    except OSError as fault:
        message = _("không đọc được {of} «{name}»: {fault}", of=_(kind.of), name=name, fault=reason(fault))
        raise Rejected([error(kind.code, (kind.key,), message, near_file(draft), file_missing=True)]) from None
    return Source(shown(draft), data, draft.parent, {**source.unsaved, path: source.data})


def draft_fault(kind: Beside[Said], draft: str, faults: Sequence[Diagnostic]) -> Diagnostic:
    """Return what such a file is told of the ``faults`` of its draft."""
    first = next(one for one in faults if one.severity is Severity.ERROR)
    hint = _("sửa các lỗi mà «ctct check {draft}» nêu", draft=draft)
    return error(
        kind.code, (kind.key,), _("{of} «{draft}» có lỗi: {message}", of=_(kind.of), draft=draft, message=first.message), hint
    )


def _of_another(kind: Beside[Said], draft: Path, said: Said) -> Diagnostic:
    hint = _("{title} nằm cạnh {of} và cùng tên: «{file}»", title=_(kind.title), of=_(kind.of), file=kind.path(draft).name)
    return error(kind.code, (kind.key,), _("«{said}» không ứng với tên tệp này", said=kind.named(said)), hint)


def _no_draft(kind: Beside[Said], draft: Path, said: Said) -> Diagnostic:
    message, hint = (
        _("không có {of} «{said}»", of=_(kind.of), said=kind.named(said)),
        near_file(draft) or _("ghi tên tệp dự thảo của {of}", of=_(kind.of)),
    )
    return error(kind.code, (kind.key,), message, hint, file_missing=True)
