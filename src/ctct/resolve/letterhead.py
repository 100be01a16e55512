"""What stands round the text: numbers and dates, letterhead, closing, the part that is added to a copy."""

from __future__ import annotations

from collections.abc import Mapping

from ctct.diagnostics import Path
from ctct.model.document import VanBan
from ctct.model.parts import Ngay, NguoiKy, SoKyHieu
from ctct.model.types import COPY_TYPES, TYPE_NAMES
from ctct.resolve.texts import TextReader
from ctct.resolve.tree import Closing, Copy, Inlines, Letterhead, Run, Signature

SECRECY = {"mat": "Mật", "toi_mat": "Tối mật", "tuyet_mat": "Tuyệt mật"}
URGENCY = {"khan": "Khẩn", "thuong_khan": "Thượng khẩn", "hoa_toc": "Hỏa tốc"}


def letterhead(draft: VanBan, words: Mapping[str, str]) -> Letterhead:
    """Return what stands above the title."""
    body = draft.co_quan
    # A body is left out only where ctct.toml has none either, which is a fault (MH01): an editor shows what there is.
    above, issuer, named = (body.cap_tren, body.ten, body.one_line) if body else (None, "", "")
    return Letterhead(
        cap_tren=above or "",
        co_quan=issuer,
        noi_ban_hanh=named,
        so_ky_hieu=words["so"] + sign(draft.so_ky_hieu, words),
        dia_danh_ngay=_place_and_date(draft.dia_danh, draft.ngay, _gap(words)),
        do_mat=SECRECY[draft.do_mat] if draft.do_mat else "",
        do_khan=URGENCY[draft.do_khan] if draft.do_khan else "",
        pham_vi=draft.pham_vi or "",
        du_thao=f"Dự thảo lần {draft.du_thao}" if draft.du_thao else "",
        lien_he=draft.lien_he or "",
        ky_so=draft.ky_so or "",
    )


def _gap(words: Mapping[str, str]) -> str:
    """Return the blank that is left for the pen where a number or a day is not known yet."""
    # No clause says how; central bodies leave blanks («ngày   tháng   năm 2026»), and dots would look like a form.
    return " " * int(words["khoang_trong"])


def _place_and_date(place: str | None, day: Ngay, gap: str) -> str:
    # A biên bản of the State names no place: the line then begins with the date.
    return f"{place}, {issue_date(day, gap)}" if place else issue_date(day, gap)


def sign(written: SoKyHieu, words: Mapping[str, str], *, blank: bool = False) -> str:
    """Return số và ký hiệu after the word «Số»: a number below 10 has its zero, one not yet taken (or to be left
    ``blank``) leaves a gap.
    """
    number = _gap(words) if blank or written.so is None else f" {written.so:02}"
    return number + words.get("noi_so", "-") + written.ky_hieu


def issue_date(written: Ngay, gap: str) -> str:
    """Return ``ngày 03 tháng 4 năm 2018``: zeros for days 1-9 and months 1-2 only; gaps for what is still open."""
    day = gap if written.ngay is None else f" {written.ngay:02} "
    month = gap if written.thang is None else f" {month_figure(written.thang)} "
    return f"ngày{day}tháng{month}năm {written.nam}"


def month_figure(month: int) -> str:
    """Return the number of a month as a date in words has it: a zero before 1 and 2, none before 3 to 9."""
    # 36-HD/VPTW, II.1.4 and 30/2020/NĐ-CP, Phụ lục I, II.4 agree. A 1 put before a bare 1 or 2 by a later hand would make
    # another month of it; there is none that a 1 before 3 to 9 would make.
    return f"{month:02}" if month < 3 else str(month)


def named_in_a_sentence(draft: VanBan, words: Mapping[str, str]) -> str:
    """Return how an appendix names the document that it belongs to; an electronic one leaves number and date open."""
    gap, blank = _gap(words), draft.trinh_bay.dien_tu
    day = f"ngày{gap}tháng{gap}năm{gap}" if blank else issue_date(draft.ngay, gap)
    issuer = draft.co_quan.one_line if draft.co_quan else ""
    if draft.chu_the and words.get("chu_the_la_noi_ban_hanh"):
        issuer = draft.chu_the[0]  # a decision of the Chairman stands under the letterhead of the People's Committee
    number = sign(draft.so_ky_hieu, words, blank=blank)
    return f"{TYPE_NAMES[draft.loai]} số{number}{words.get('truoc_ngay', ',')} {day} của {issuer}"


def closing(draft: VanBan, texts: TextReader, words: Mapping[str, str]) -> Closing:
    """Return what stands below the text."""
    return Closing(
        noi_nhan=_recipients(draft.noi_nhan, ("noi_nhan",), texts, words),
        nguoi_ky=_signature(draft.nguoi_ky),
        nguoi_ghi=_signature(draft.nguoi_ghi) if draft.nguoi_ghi else None,
        nguoi_ky_ben_b=_signature(draft.nguoi_ky_ben_b) if draft.nguoi_ky_ben_b else None,
        nguoi_danh_may=_typist(draft, words),
    )


def copy_part(draft: VanBan, texts: TextReader, words: Mapping[str, str]) -> Copy | None:
    """Return what is added to a copy, if this is one."""
    copy = draft.ban_sao
    if copy is None:
        return None
    kind = COPY_TYPES[copy.hinh_thuc].name
    day = f"{copy.ngay.ngay or 0:02}/{copy.ngay.thang or 0:02}/{copy.ngay.nam}"
    return Copy(
        hinh_thuc=kind,
        co_quan=copy.co_quan,
        so_ky_hieu=words["so"] + sign(copy.so_ky_hieu, words) if copy.so_ky_hieu else "",
        dia_danh_ngay=_place_and_date(copy.dia_danh, copy.ngay, _gap(words)),
        noi_nhan=_recipients(copy.noi_nhan, ("ban_sao", "noi_nhan"), texts, words),
        nguoi_ky=_signature(copy.nguoi_ky) if copy.nguoi_ky else None,
        ky_so=f"{kind.upper()}; {' '.join(copy.co_quan.split())}; {day}; {copy.dien_tu}" if copy.dien_tu else "",
    )


def _recipients(lines: tuple[str, ...] | None, at: Path, texts: TextReader, words: Mapping[str, str]) -> tuple[Inlines, ...]:
    return punctuated(texts, lines, at, ("- ", words["noi_nhan_ngan_cach"], words["noi_nhan_ket"]))


def _typist(draft: VanBan, words: Mapping[str, str]) -> str:
    typist = draft.nguoi_danh_may
    if typist is None:
        return ""
    if typist.so_ban is None:
        return typist.ky_hieu
    return f"{typist.ky_hieu}{words.get('truoc_so_ban', '-')}{typist.so_ban}{words.get('sau_so_ban', '')}"


def _signature(written: NguoiKy) -> Signature:
    return Signature(written.quyen_han or (), written.chuc_vu or (), written.ho_ten, written.chuc_vu_co_quan or ())


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
        read.append(tuple(piece for piece in pieces if piece != Run("")))
    return tuple(read)
