"""Chỗ sót: dấu của phần mềm, chỗ chờ điền, số gõ tay mà văn bản ban hành không có."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from ctct.diagnostics import Path, Severity, excerpt
from ctct.language import N_, _
from ctct.lint.prose import SOLID
from ctct.lint.registry import Finding, Subject, rule
from ctct.lint.texts import Hit
from ctct.model.types import LEVEL_NAMES
from ctct.source.fields import field_name
from ctct.source.inline import Words, read_inline
from ctct.source.shipped import word_list

if TYPE_CHECKING:
    from ctct.model.document import VanBan

CITES = ("Quy ước soạn thảo văn bản", "văn bản ban hành không còn chỗ chờ điền, không lẫn dấu của phần mềm")

# Each is sought by its first sign, which hardly any text has.
_LEFT = re.compile(
    r"(?P<the></?(?:a|b|i|u|p|br|div|em|font|img|li|ol|span|strong|sub|sup|table|td|th|tr|ul)\b[^<>\n]{0,80}>)"
    r"|(?P<ky_tu>&(?:nbsp|amp|lt|gt|quot|apos|ndash|mdash|\#\d{1,7}|\#x[0-9A-Fa-f]{1,6});)"
    r"|(?P<cho_dien>\{\{[^{}\n]{1,60}\}\}|\[\[[^\[\]\n]{1,60}\]\]|\[(?:\.{2,5}|…|\?)\]|\(\?\)|%[A-Za-z](?<!\d%.)\w{1,40}%"
    r"|\$[A-Za-z]\w{0,40}\$|@@\w{1,40}@@|«(?:MERGEFIELD [^»\n]{1,40}|[A-Za-z]{1,20}_\w{1,40})»"
    r"|(?<![\w/])(?:[xX]{4,12}|xxx|[dD]{2}(?P<ngan>[/.-])[mM]{2}(?:(?P=ngan)[yY]{2,4})?)(?![\w/])|\{[a-z][a-z0-9_]{0,40}\}|<[^\W\d_][^<>@\n]{1,40}>|\[[^\W\d_][^\[\]@^\n/]{1,60}\](?!\())"
    r"|(?P<nhac>\b(?:TODO|FIXME|TBD)\b|\?\?\?|«điền[^»\n]{0,40}»|\bLorem ipsum\b)"
    r"|(?P<lien_ket>!?\[[^\[\]\n]{0,80}\]\([^()\s]{1,200}\))"
    r"|(?P<o_tinh>\#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|\#{3,60}))"
    r"|(?P<dau>(?<!\w)_[^\s_][^_\n]{0,80}_(?!\w)|==[^=\s][^=\n]{0,80}==|(?<!\w)\^[^\s^]{1,40}\^|\[\^[^\]\s\[]{0,40}(?=\s|\Z)|(?<!\w)__[^\s_][^_\n]{0,80}__(?!\w)|~~[^~\n]{1,80}~~|`[^`\n]{1,80}`|\$[^$\s][^$\n]{0,60}\^[^$\n]{0,20}\$)"
    r"|(?P<thoat>\\(?:n|t|r)(?![^\W_])|\\text[a-z]{2}\{)"
)
_KINDS = {
    "the": N_("thẻ HTML"),
    "ky_tu": N_("mã ký tự HTML"),
    "cho_dien": N_("chỗ chờ điền"),
    "nhac": N_("lời nhắc người soạn"),
    "lien_ket": N_("liên kết kiểu Markdown"),
    "o_tinh": N_("ô bảng tính bị lỗi"),
    "dau": N_("dấu của Markdown hay LaTeX mà ctct không dùng"),
    "thoat": N_("mã xuống dòng, mã LaTeX"),
}
_line_mark_at = re.compile(r"(?:#{1,6} |\|.*\|$)").match


@rule("ST01", CITES, severity=Severity.WARNING)
def khong_sot_dau_phan_mem(subject: Subject) -> Iterator[Finding]:
    r"""Văn bản không còn thẻ HTML, mã «&nbsp;», chỗ chờ điền «{{ho_ten}}» hay «[Họ và tên]», lời nhắc TODO, liên kết kiểu
    Markdown.

    Sai:
        ket: "Đồng chí {{ho_ten}}, [chức vụ] báo cáo <b>kết quả</b>&nbsp;công tác."
    Sai:
        ket: "TODO: bổ sung số liệu; xem [báo cáo](http://a.vn)."
    Sai:
        ket: "# Phương hướng"
    Sai:
        ket: "Xem Error! Reference source not found."
    Sai:
        ket: "Số tiền: #REF! đồng, ######## đồng."
    Sai:
        ket: "Ông Nguyễn Văn XXX, điện thoại xxxx (điền sau)."
    Sai:
        ket: "Ngày dd/mm/yyyy."
    Sai:
        ket: "Ông [...], %TEN%, $ten$, «ho_ten» (?)."
    Sai:
        ket: "Chữ _nghiêng_, ==tô==."
    Sai:
        ket: "Chú thích [^abc không đóng."
    Đúng:
        ket: "Đại hội lần thứ XXX; nhiệm kỳ XXIX, XXX; “Đảng ta [...] vĩ đại”; định dạng dd/mm/yyyy; số ____; a_b; https://a.vn/%TEN%"
    Đúng:
        ket: "Số lượng < 5, tỷ lệ > 3 và <= 10; R&D; đơn giá 5 $; bản đồ [1]; ..., ……; C:\\nam"
    """
    for hit in subject.texts.search(_LEFT):
        if not _is_meant(subject, hit):
            yield _left(hit, _KINDS[next(kind for kind in _KINDS if hit.match[kind])])
    for hit in subject.texts.search(_sayings()):
        yield _left(
            hit, N_("lời nhắc người soạn") if hit.written[0] == "(" else N_("lời của phần mềm ở chỗ chưa điền hay bị hỏng")
        )
    for hit in subject.texts.search(_UNKNOWN):
        yield _left(hit, _KINDS["cho_dien"])
    for text in subject.texts:
        if found := _line_mark_at(text.text):
            yield Finding(text.at, _("dòng này mở đầu bằng dấu của Markdown"), _("bỏ dấu ấy"), (0, len(found[0].split(" ")[0])))


def _left(hit: Hit, kind: str) -> Finding:
    return Finding(
        hit.text.at, _("còn {kind} «{hit}»", kind=_(kind), hit=hit.written), _("thay bằng lời văn sẽ in, hoặc xóa"), hit.part
    )


def _is_meant(subject: Subject, hit: Hit) -> bool:
    """Return whether what looks left over is a column of the data, part of an address, or what the text speaks of."""
    written, before = hit.written, hit.text.text[: hit.part[0]]
    if written.startswith("{{"):
        return field_name(written[2:-2]) in subject.fields
    if written in ("[...]", "[…]"):
        return before.count("“") > before.count("”")  # words left out of a quotation
    if written[:2].lower() == "dd":
        return before.lower().endswith(("định dạng ", "dạng ", "kiểu ", "mẫu "))
    return written[0] in "%_=^$" and subject.prose.joined[hit.match.start()] == SOLID


# XXX is a number where others, or what is counted so, stand before it.
_UNKNOWN = re.compile(
    r"\bXXX\b(?<![IVXL], XXX)(?<![IVXL] - XXX)(?<![IVXL]-XXX)(?<![IVXL] và XXX)(?<!thứ XXX)(?<!kh[óo][aá] XXX)(?<!hội XXX)"
    r"(?<!kỳ XXX)(?<!kỷ XXX)(?<!ương XXX)(?<!ục XXX)(?<!hần XXX)(?![/-])"
)


@cache
def _sayings() -> re.Pattern[str]:
    """Return what finds the words of programs, and those that put off what is to be filled in."""
    lists = [
        "|".join(map(re.escape, sorted(word_list("cho-sot.txt", heading), key=len, reverse=True)))
        for heading in ("loi_cua_phan_mem", "hen_dien_sau")
    ]
    return re.compile(rf"(?<!\w)(?:{lists[0]})|\((?:{lists[1]})\)", re.IGNORECASE)


_LOST_STAR = re.compile(r"\*\*|(?<=[\s(“])\*(?=[^\W\d_])")


@rule("ST02", CITES, severity=Severity.WARNING)
def dau_sao_dong_du(subject: Subject) -> Iterator[Finding]:
    r"""«**chữ đậm**» mở thì đóng, dấu sao viết liền chữ: chỗ không đủ thì in ra cả dấu «**».

    Sai:
        ket: "**Kết quả công tác."
    Sai:
        ket: "Chữ ** đậm ** có cách."
    Sai:
        ket: "Chữ *nghiêng không đóng."
    Đúng:
        ket: "**Kết quả** công tác; 2*3*4; a * b; chữ *nghiêng*; chữ \\*sao; (*)."
    """
    for text in subject.texts:
        for piece in read_inline(text.text) if "*" in text.text else ():
            lost = _LOST_STAR.search(piece.text) if isinstance(piece, Words) else None
            if lost and (at := _where(text.text, piece.part, lost)) >= 0:
                kind = _("đậm") if lost[0] == "**" else _("nghiêng")
                message = _("«{lost}» không thành chữ {kind} nên in ra nguyên dấu", lost=lost[0], kind=kind)
                hint = _("viết «{lost}chữ{lost}», hoặc bỏ dấu", lost=lost[0])
                yield Finding(text.at, message, hint, (at, at + len(lost[0])))


def _where(text: str, part: tuple[int, int], lost: re.Match[str]) -> int:
    """Return where in ``text`` stands what was found in the words printed for a part of it; -1 for a star that is meant."""
    if text[slice(*part)] == lost.string:
        return part[0] + lost.start()
    return text.find("**", *part)  # with a backslash in it the part is longer than what is printed


_PLAIN_FIELDS = ("ten_loai", "dia_danh", "pham_vi", "lien_he", "ky_so")
_SIGNERS = ("nguoi_ky", "nguoi_ghi", "nguoi_ky_ben_b", "xac_nhan")


@rule("ST04", CITES, severity=Severity.WARNING)
def khoa_khong_doc_dau_thi_khong_co_dau(subject: Subject) -> Iterator[Finding]:
    """Tên loại, người ký, cơ quan, địa danh, thông tin liên hệ in đúng từng chữ: «**», «@mã», «[^mã]» ở đó in ra nguyên dấu.

    Sai:
        lien_he: "Số 1 **đường Trần Phú**"
    Sai:
        nguoi_ky: {chuc_vu: Chủ tịch, ho_ten: "*Đặng Ngọc Huy*"}
    Đúng:
        lien_he: Số 1 đường Trần Phú; thư điện tử vptu@quangngai.gov.vn.
    """
    for at, text in _plain_texts(subject.draft):
        if mark := next((piece for piece in read_inline(text) if piece != Words(text, part=(0, len(text)))), None):
            shown = text[slice(*mark.part)] if not isinstance(mark, Words) else "*"
            message = _(
                "«{shown}» in ra nguyên dấu: «{at}» không có chữ nghiêng, chú thích hay viện dẫn", shown=shown, at=at[0]
            )
            yield Finding(at, message, _("bỏ dấu, ghi đúng lời văn sẽ in"))


def _plain_texts(draft: VanBan) -> Iterator[tuple[Path, str]]:
    """Yield the texts that are printed to the letter."""
    yield from (((key,), text) for key in _PLAIN_FIELDS if (text := getattr(draft, key)))
    if draft.co_quan:
        yield from ((("co_quan", key), text) for key in ("ten", "cap_tren") if (text := getattr(draft.co_quan, key)))
    signers = [((key,), signer) for key in _SIGNERS if (signer := getattr(draft, key))]
    joint = [(("nguoi_ky_lien_co_quan", index), one) for index, one in enumerate(draft.nguoi_ky_lien_co_quan or ())]
    for at, signer in (*signers, *joint):
        yield (*at, "ho_ten"), signer.ho_ten
        for key in ("quyen_han", "chuc_vu"):
            yield from (((*at, key, index), line) for index, line in enumerate(getattr(signer, key) or ()))


_NAMING_FIELDS = ("trich_yeu", "ten", "kinh_gui", "noi_nhan", "can_cu")
_in_quotes = re.compile(r"\s*(?:“([^“”]+)”|«([^«»]+)»|\"([^\"]+)\"|‘([^‘’]+)’|'([^']+)')\s*").fullmatch


@rule("ST05", CITES, severity=Severity.WARNING)
def ca_gia_tri_khong_nam_trong_ngoac_kep(subject: Subject) -> Iterator[Finding]:
    """Trích yếu, tên mục, nơi nhận, căn cứ, tên người và cơ quan không nằm cả trong ngoặc kép: dấu ấy in ra giấy. Dấu nháy của
    YAML là thẳng (" hay '), ở ngoài cùng và chỉ một lần.

    Sai:
        trich_yeu: "“tổng kết công tác năm 2026”"
    Sai:
        muc: [{ten: "«Kết quả»", noi_dung: Đã tổng kết.}]
    Sai:
        nguoi_ky: {chuc_vu: Chủ tịch, ho_ten: "'Đặng Ngọc Huy'"}
    Đúng:
        trich_yeu: "“Ngày hội” và “Tuần lễ” năm 2026"
        ket: “Sống, chiến đấu, lao động và học tập theo gương Bác Hồ vĩ đại”
    """
    named = ((text.at, text.text) for text in subject.texts if text.field in _NAMING_FIELDS)
    for at, text in (*named, *_plain_texts(subject.draft)):
        if found := _in_quotes(text):
            inside = str(found[found.lastindex or 0]).strip()
            yield Finding(
                at,
                _("dấu ngoặc kép bọc cả nội dung nên in ra giấy"),
                _("ghi «{right}»", right=excerpt(inside)),
                fix=inside or None,
            )


_typed_at = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|[IVX]{1,5}\.(?! ?[A-ZĐ]\.)|[a-eg-hđ]\)|\([a-z\d]{1,2}\)"
    rf"|(?:{'|'.join(sorted(LEVEL_NAMES.values(), key=len, reverse=True))}) (?:\d{{1,3}}|[IVX]{{1,5}})[.:]|[-–+•]) (?=\S)",
    re.IGNORECASE,
).match


@rule("ST03", ("Quy ước soạn thảo văn bản", "số thứ tự do ctct đánh"), severity=Severity.WARNING)
def muc_danh_so_khong_go_so(subject: Subject) -> Iterator[Finding]:
    """Mục mà ctct đánh số thì không gõ thêm số hay gạch ở đầu: «- 1. Sơ kết» in thành «1. 1. Sơ kết».

    Sai:
        muc: [{ten: Công việc, khoan: [1. Sơ kết quý I., 2. Tổng kết năm.]}]
    Sai:
        muc: [{ten: I. Công việc, khoan: [Sơ kết quý I.]}]
    Sai:
        muc: [{ten: Công việc, khoan: ["- Sơ kết quý I."]}]
    Đúng:
        muc: [{ten: Công việc, khoan: ["30 đồng chí dự.", "V. I. Lê-nin.", "1.5 tỷ đồng.", "a và b."]}]
    """
    for at, placed in subject.items.items():
        if not placed.item.label:
            continue
        first = ("ten",) if placed.item.ten else ("noi_dung", 0)
        text = subject.texts.by_place.get((*at, *first))
        if text and (found := _typed_at(text)) and not _is_amount(found[0], text[found.end() :]):
            message = _(
                "số «{found}» gõ tay đứng sau số «{label}» mà ctct đánh",
                found=found[0].strip(),
                label=placed.item.label,
            )
            yield Finding((*at, *first), message, _("bỏ «{found}»", found=found[0].strip()), found.span(), "")


def _is_amount(number: str, following: str) -> bool:
    """Return whether what begins a text is an amount: «1.5 tỷ đồng»."""
    return number.strip()[-1].isdigit() and not following[:1].isupper()
