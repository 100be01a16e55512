"""What stands round the text: numbers and dates, letterhead, closing, the part that is added to a copy."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ctct.diagnostics import Path
from ctct.model.document import VanBan
from ctct.model.parts import CoQuan, Ngay, NguoiKy, SoKyHieu
from ctct.model.types import COPY_TYPES
from ctct.resolve.inlines import Phrase, joined, made_of, written
from ctct.resolve.marks import month_figure
from ctct.resolve.texts import TextReader
from ctct.resolve.tree import Closing, Copy, Inlines, Letterhead, Run, Signature

SECRECY = {"mat": "Mật", "toi_mat": "Tối mật", "tuyet_mat": "Tuyệt mật"}
URGENCY = {"khan": "Khẩn", "thuong_khan": "Thượng khẩn", "hoa_toc": "Hỏa tốc"}


def letterhead(draft: VanBan, words: Mapping[str, str]) -> Letterhead:
    """Return what stands above the title."""
    body = draft.co_quan
    # A body is left out only where ctct.toml has none either, which is a fault (MH01): an editor shows what there is.
    above, issuer, named = (body.cap_tren, body.ten, body.one_line) if body else (None, "", "")
    scope = draft.pham_vi or ""
    at_the_foot = bool(scope) and scope.rstrip(".").casefold() == words.get("khong_pho_bien", "").casefold()
    return Letterhead(
        cap_tren=written(above or "", ("co_quan", "cap_tren")),
        co_quan=written(issuer, ("co_quan", "ten")),
        noi_ban_hanh=named,
        so_ky_hieu=joined(words["so"], sign(draft.so_ky_hieu, words)),
        dia_danh_ngay=_place_and_date(draft.dia_danh, draft.ngay, _gap(words)),
        do_mat=made_of(SECRECY[draft.do_mat], ("do_mat",)) if draft.do_mat else "",
        do_khan=made_of(URGENCY[draft.do_khan], ("do_khan",)) if draft.do_khan else "",
        pham_vi="" if at_the_foot else written(scope, ("pham_vi",)),
        du_thao=joined("Dự thảo lần ", made_of(str(draft.du_thao), ("du_thao",))) if draft.du_thao else "",
        lien_he=written(draft.lien_he or "", ("lien_he",)),
        ky_so=written(draft.ky_so or "", ("ky_so",)),
        khong_pho_bien=written(scope, ("pham_vi",)) if at_the_foot else "",
        ten_day_du=full_name(body) if body else "",
    )


def _gap(words: Mapping[str, str]) -> str:
    """Return the blank that is left for the pen where a number or a day is not known yet."""
    # No clause says how; central bodies leave blanks («ngày   tháng   năm 2026»), and dots would look like a form.
    return " " * int(words["khoang_trong"])


def _place_and_date(place: str | None, day: Ngay, gap: str, at: Path = ()) -> str:
    # A biên bản of the State names no place: the line then begins with the date.
    date = made_of(issue_date(day, gap), (*at, "ngay"))
    return joined(written(place, (*at, "dia_danh")), ", ", date) if place else date


def sign(given: SoKyHieu, words: Mapping[str, str], at: Path = ("so_ky_hieu",), *, blank: bool = False) -> str:
    """Return số và ký hiệu after the word «Số»: a number below 10 has its zero, one not yet taken (or to be left
    ``blank``) leaves a gap.
    """
    number = _gap(words) if blank or given.so is None else f" {given.so:02}"
    return joined(made_of(number, (*at, "so")), words.get("noi_so", "-"), written(given.ky_hieu, (*at, "ky_hieu")))


def issue_date(written: Ngay, gap: str) -> str:
    """Return ``ngày 03 tháng 4 năm 2018``: zeros for days 1-9 and months 1-2 only; gaps for what is still open."""
    day = gap if written.ngay is None else f" {written.ngay:02} "
    month = gap if written.thang is None else f" {month_figure(written.thang)} "
    return f"ngày{day}tháng{month}năm {written.nam}"


def named_in_a_sentence(draft: VanBan, words: Mapping[str, str]) -> str:
    """Return how an appendix names the document that it belongs to; an electronic one leaves number and date open."""
    number = sign(draft.so_ky_hieu, words, blank=draft.trinh_bay.dien_tu)
    day = _day_in_a_sentence(draft, _gap(words), words)
    return f"{draft.full_type_name} số{number}{words.get('truoc_ngay', ',')} {day} của {_issuer(draft, words)}"


def _day_in_a_sentence(draft: VanBan, gap: str, words: Mapping[str, str]) -> str:
    between, blank = words.get("noi_ngay", ""), draft.trinh_bay.dien_tu
    if between:
        day, month, year = (None, None, gap) if blank else (draft.ngay.ngay, draft.ngay.thang, str(draft.ngay.nam))
        known = ("" if day is None else f"{day:02}", "" if month is None else month_figure(month))
        return "ngày " + between.join([*(one or gap for one in known), year])
    return f"ngày{gap}tháng{gap}năm{gap}" if blank else issue_date(draft.ngay, gap)


def _issuer(draft: VanBan, words: Mapping[str, str]) -> str:
    if draft.chu_the and words.get("chu_the_la_noi_ban_hanh"):
        return draft.chu_the[0]  # a decision of the Chairman stands under the letterhead of the People's Committee
    if draft.co_quan is None:
        return ""
    return full_name(draft.co_quan) if words.get("ten_kem_cap_tren") else draft.co_quan.one_line


def full_name(body: CoQuan) -> str:
    """Return the name of a Party body as it stands in a sentence: that of an office goes on with its committee's, that of a
    committee does not with the Party branch («đảng bộ») above it.
    """
    name, above = body.one_line, " ".join((body.cap_tren or "").split())
    if above.casefold().startswith("ban chấp hành trung ương"):
        above = "Trung ương Đảng" if name.casefold() == "văn phòng" else "Trung ương"
    if above.casefold().startswith("đảng bộ") or name.casefold().endswith(above.casefold()):
        return name
    return f"{name} {above}"


def closing(draft: VanBan, texts: TextReader, words: Mapping[str, str]) -> Closing:
    """Return what stands below the text."""
    return Closing(
        noi_nhan=_recipients(draft.noi_nhan, ("noi_nhan",), texts, words),
        nguoi_ky=_signature(draft.nguoi_ky, ("nguoi_ky",), words),
        nguoi_ghi=_signature(draft.nguoi_ghi, ("nguoi_ghi",), words) if draft.nguoi_ghi else None,
        nguoi_ky_ben_b=_signature(draft.nguoi_ky_ben_b, ("nguoi_ky_ben_b",), words) if draft.nguoi_ky_ben_b else None,
        nguoi_danh_may=_typist(draft, words),
        lien_co_quan=tuple(
            _signature(one, ("nguoi_ky_lien_co_quan", index), words)
            for index, one in enumerate(draft.nguoi_ky_lien_co_quan or ())
        ),
        xac_nhan=_signature(draft.xac_nhan, ("xac_nhan",), words) if draft.xac_nhan else None,
    )


def copy_part(draft: VanBan, texts: TextReader, words: Mapping[str, str]) -> Copy | None:
    """Return what is added to a copy, if this is one."""
    copy = draft.ban_sao
    if copy is None:
        return None
    kind = COPY_TYPES[copy.hinh_thuc].name
    day = f"{copy.ngay.ngay or 0:02}/{copy.ngay.thang or 0:02}/{copy.ngay.nam}"
    return Copy(
        hinh_thuc=made_of(kind, ("ban_sao", "hinh_thuc")),
        co_quan=written(copy.co_quan, ("ban_sao", "co_quan")),
        so_ky_hieu=joined(words["so"], sign(copy.so_ky_hieu, words, ("ban_sao", "so_ky_hieu"))) if copy.so_ky_hieu else "",
        dia_danh_ngay=_place_and_date(copy.dia_danh, copy.ngay, _gap(words), ("ban_sao",)),
        noi_nhan=_recipients(copy.noi_nhan, ("ban_sao", "noi_nhan"), texts, words),
        nguoi_ky=_signature(copy.nguoi_ky, ("ban_sao", "nguoi_ky"), words) if copy.nguoi_ky else None,
        ky_so=made_of(f"{kind.upper()}; {' '.join(copy.co_quan.split())}; {day}; {copy.dien_tu}", ("ban_sao", "dien_tu"))
        if copy.dien_tu
        else "",
    )


def _recipients(lines: tuple[str, ...] | None, at: Path, texts: TextReader, words: Mapping[str, str]) -> tuple[Inlines, ...]:
    return punctuated(texts, lines, at, ("- ", words["noi_nhan_ngan_cach"], words["noi_nhan_ket"]))


def _typist(draft: VanBan, words: Mapping[str, str]) -> str:
    typist = draft.nguoi_danh_may
    if typist is None:
        return ""
    if typist.so_ban is None:
        return written(typist.ky_hieu, ("nguoi_danh_may", "ky_hieu"))
    count = made_of(str(typist.so_ban), ("nguoi_danh_may", "so_ban"))
    name = written(typist.ky_hieu, ("nguoi_danh_may", "ky_hieu"))
    return joined(name, words.get("truoc_so_ban", "-"), count, words.get("sau_so_ban", ""))


_ROLE = re.compile(
    r"(?:thư ký|người ghi biên bản|(?:người )?chủ (?:trì|tọa|toạ))(?: (?:hội nghị|cuộc họp|phiên họp|buổi họp|đại hội))?",
    re.IGNORECASE,
)
"""What somebody is at a meeting and nowhere else: the layout's own words for that are not printed above it."""


_PARTY = re.compile(r"(?:đại diện )?bên [ab]", re.IGNORECASE)
"""What somebody signs a contract for, which the layout prints above too."""


def _signature(given: NguoiKy, at: Path, words: Mapping[str, str]) -> Signature:
    joint = words.get("kiem", "")
    # 05-HD/VPTW, II.I.7.1.4.đ: two posts stand on lines of their own, «kiêm» between them on another.
    posts = _said(given, "chuc_vu", given.chuc_vu, at)
    lines: list[str] = [part for line in posts for part in (_apart(line, joint) if joint else [line])]
    split = lines.index(joint) if joint in lines else len(lines)
    return Signature(
        quyen_han=_said(given, "quyen_han", given.quyen_han, at),
        chuc_vu=tuple(lines[:split]),
        ho_ten=_said(given, "ho_ten", (given.ho_ten,), at)[0],
        chuc_vu_co_quan=_as_phrases(given.chuc_vu_co_quan, (*at, "chuc_vu_co_quan")),
        kiem=joint,
        kiem_nhiem=tuple(lines[split + 1 :]),
        la_vai=bool(lines and _ROLE.fullmatch(lines[0])) or any(map(_PARTY.fullmatch, given.quyen_han or ())),
    )


def _said(given: NguoiKy, key: str, lines: tuple[str, ...] | None, at: Path) -> tuple[Phrase, ...]:
    """Return the lines of a part of a signature: as they are typed, else made of who signs."""
    if given.thay_mat and key not in given.model_fields_set:
        return tuple(made_of(line, (*at, "nguoi")) for line in lines or ())
    if key == "ho_ten":
        return (written(given.ho_ten, (*at, key)),)
    return _as_phrases(lines, (*at, key))


def _as_phrases(lines: tuple[str, ...] | None, at: Path) -> tuple[Phrase, ...]:
    return tuple(written(line, (*at, index)) for index, line in enumerate(lines or ()))


def _apart(line: Phrase, joint: str) -> list[Phrase]:
    """Return the parts of a line round the word ``joint`` that stands alone in it, that word among them."""
    path, parts, start = line.at[0].path if line.at else (), re.split(rf"(?:^| )({joint})(?: |$)", line), 0
    found = []
    for part in filter(None, parts):
        start = line.index(part, start)
        found.append(written(part, path, start))
        start += len(part)
    return found


def punctuated(texts: TextReader, lines: tuple[str, ...] | None, at: Path, signs: tuple[str, str, str]) -> tuple[Inlines, ...]:
    """Read lines that the layout punctuates: ``signs`` stand before each, after each, and after the last. Punctuation that
    the draft has already typed there is not doubled.
    """
    before, between, last = signs
    lines = lines or ()
    read = []
    for index, line in enumerate(lines):
        end = last if index == len(lines) - 1 else between
        said = line if line.endswith("...") else line.rstrip(" ,;.")  # an ellipsis is said, not punctuation between lines
        pieces = (Run(before), *texts.read(said, (*at, index)), Run(end))
        read.append(tuple(piece for piece in pieces if piece[0] != ""))
    return tuple(read)
