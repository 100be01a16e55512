"""A draft to begin with, for any type and layout: complete, without a finding, every part to be written over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from string import Template

from ctct.drafting.forms.yaml_reader import read_yaml
from ctct.drafting.forms.yaml_writer import write_yaml
from ctct.drafting.period_names import name_of, parts_of, period_before
from ctct.drafting.periods import whole_months
from ctct.model.signs import PARTY_BODIES, PARTY_OFFICES, STATE_BODIES
from ctct.model.types import OF_TWO_PARTIES, TYPES_OF
from ctct.model.values import quarter
from ctct.project.layouts import layout_data
from ctct.source.shipped import shipped

BODIES = "mau"
"""The folder of the bodies that scaffolds have."""

_BY_ARTICLES = frozenset({"quyet_dinh", "quy_dinh", "quy_che", "dieu_le_dang", "nghi_dinh", "thong_tu"})
_WITH_FORMS = {
    # 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.7-1.10.
    "nha-nuoc": frozenset({"bien_ban", "giay_moi", "giay_gioi_thieu", "giay_nghi_phep"}),
    # No clause lays them down (399-QĐ/TW only names them): they follow what is usual.
    "dang": frozenset({"giay_moi", "giay_gioi_thieu", "giay_chung_nhan", "giay_di_duong", "giay_nghi_phep"}),
}
"""The types that have a form of their own, by family of layouts."""
_SLIPS = frozenset(
    {"phieu_gui", "phieu_chuyen", "phieu_bao", "thu_cong", "thong_cao", "tuyen_bo", "loi_keu_goi", "giay_uy_quyen"}
)
_WORD = re.compile(r"(?:[^\W_])[^\s/–]*")
_SMALL_WORDS = frozenset({"và", "của", "về"})
_SIGNS = {name: signs[0] for name, signs in PARTY_BODIES.items()} | PARTY_OFFICES | STATE_BODIES
_STATE_SUBJECTS = {
    "cong_van": "triển khai nội dung công việc",
    "bien_ban": "họp triển khai công tác năm {nam}",
    "giay_moi": "họp triển khai công tác năm {nam}",
    "giay_gioi_thieu": "liên hệ công tác",
    "giay_nghi_phep": "nghỉ phép năm {nam}",
    "hop_dong": "về việc thực hiện nội dung công việc",
}
"""What the types are about that are not about a year's work."""

_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
"""«TAND», «UBND»: a sign keeps the letters Đ, Â, Ê … and drops the tones."""

_LOCAL = "Ủy ban nhân dân|Hội đồng nhân dân"

_MEETING = Template("""
          - ten: Hội nghị triệu tập trong $ky
            thoi_gian: $ky
            diem:
              - thuong_ky: cong-tac-can-bo
""")
_COMMITTEE = re.compile(r"(?:Tỉnh ủy|Thành ủy|Thị ủy|Huyện ủy|Quận ủy|Đảng ủy)\b")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a scaffold is for: a type of ``family`` (the layout's), the issuing body and its place, and the day it is begun on.
    ``given`` are the keys that the project's settings hold already; ``ky`` is the period of a programme, the quarter of that
    day if it is not said.
    """

    the_thuc: str
    family: str
    loai: str
    co_quan: str
    dia_danh: str
    today: date
    given: frozenset[str] = frozenset()
    ky: str | None = None

    @property
    def period(self) -> str:
        """The period of the programme."""
        return self.ky or name_of(quarter(self.today.year, (self.today.month + 2) // 3))


def scaffold(wanted: Wanted, schema: str | None) -> str:
    """Return the draft in YAML; ``schema`` is where an editor finds the schema, as seen from the draft."""
    blocks = [*_opening(wanted, schema), *_head(wanted), _body(wanted), *_closing(wanted)]
    return write_yaml(read_yaml("\n".join(blocks) + "\n"))


def family_of(the_thuc: str) -> str:
    """Return the family of a layout that ships with ctct: whose types it has."""
    return str(layout_data(the_thuc)["ho"])


def sign_of(wanted: Wanted) -> str:
    """Return the sign of the document, without its number."""
    kind = TYPES_OF[wanted.family].types[wanted.loai]
    abbreviation = kind.abbreviation or ("" if wanted.loai == "cong_van" else _initials(kind.name))
    body = body_sign(wanted.co_quan)
    if wanted.family == "dang":
        return f"{abbreviation or 'CV'}/{body}"
    if wanted.family == "van-ban-quy-pham":
        return f"{wanted.today.year}/{abbreviation}-{body}"
    return "-".join(filter(None, [abbreviation, body])) if abbreviation else f"{body}-VP"


def body_sign(co_quan: str) -> str:
    """Return the abbreviation of a body's name, as «VPTU» of «Văn phòng Tỉnh ủy»; a proposal that the office corrects."""
    known, rest = "", co_quan
    while found := min(((rest.find(name), name) for name in _SIGNS if name in rest), default=None):
        start, name = found
        # «Ban Tuyên giáo và Dân vận Tỉnh ủy»: what stands between two known names is part of the first.
        known += _initials(rest[:start]) + _SIGNS[name]
        rest = rest[start + len(name) :]
    return known or _initials(co_quan)


def _initials(name: str) -> str:
    letters = "".join(word[0].upper() for word in _WORD.findall(name) if word not in _SMALL_WORDS)
    return unicodedata.normalize("NFC", _TONE.sub("", unicodedata.normalize("NFD", letters)))


def _opening(wanted: Wanted, schema: str | None) -> Iterator[str]:
    if schema:
        yield f"# yaml-language-server: $schema={schema}"
        yield "#"
    name = TYPES_OF[wanted.family].types[wanted.loai].name
    yield f"# {name}: thay lời văn mẫu bằng nội dung thật, rồi chạy «ctct check» và «ctct build»."
    yield "# Số mục, dấu gạch đầu dòng, dấu cuối dòng của căn cứ và nơi nhận do ctct in ra, không gõ tay."
    yield ""


def _head(wanted: Wanted) -> Iterator[str]:
    lines = {
        "the_thuc": wanted.the_thuc,
        "loai": wanted.loai,
        "co_quan": wanted.co_quan,
        "so_ky_hieu": _written_sign(wanted),
        "dia_danh": wanted.dia_danh,
        "ngay": f"{wanted.today.year}  # chưa ký: chỉ ghi năm; ký rồi thì ghi như «06/4/{wanted.today.year}»",
        "trich_yeu": _subject(wanted),
    }
    if wanted.loai == "bien_ban" and wanted.family != "dang":
        del lines["dia_danh"]
    if wanted.loai == "chuong_trinh":
        lines["thoi_gian"] = f"{wanted.period}  # kỳ của chương trình, không in ra"
    yield from (f"{key}: {said}" for key, said in lines.items() if key not in wanted.given)
    yield ""
    if _has_grounds(wanted):
        yield from [
            "can_cu:",
            *(f"  - Căn cứ {ground}" for ground in _grounds(wanted)),
            f"  - Theo đề nghị của {office_of(wanted)}",
        ]
        yield f"chu_the: {_issuer(wanted)}"
        yield ""


def _written_sign(wanted: Wanted) -> str:
    sign = sign_of(wanted)
    remark = "chưa lấy số: chỗ của số chừa trống"
    if TYPES_OF[wanted.family].types[wanted.loai].abbreviation is None and wanted.loai != "cong_van":
        remark += "; chưa rõ quy định chữ viết tắt của tên loại này, văn thư xem lại"
    return f"{f'{{so: null, ky_hieu: {sign}}}' if sign[0].isdecimal() else sign}  # {remark}"


def _has_grounds(wanted: Wanted) -> bool:
    must = layout_data(wanted.the_thuc).get("thanh_phan", {}).get("phai_chu_the", {}).get("gia_tri", ())
    return wanted.loai in must or (wanted.family == "dang" and wanted.loai == "quyet_dinh")


def _grounds(wanted: Wanted) -> tuple[str, ...]:
    if wanted.family != "van-ban-quy-pham":
        return ("chức năng, nhiệm vụ, quyền hạn được giao",)
    local = re.match(_LOCAL, wanted.co_quan)
    organisation = "chính quyền địa phương số 72/2025/QH15" if local else "Chính phủ số 63/2025/QH15"
    return (f"Luật Tổ chức {organisation}", "Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15")


def _issuer(wanted: Wanted) -> str:
    name = TYPES_OF[wanted.family].types[wanted.loai].name
    if wanted.family == "van-ban-quy-pham":
        head = f"{post_of(wanted)} {wanted.co_quan}" if wanted.loai == "thong_tu" else wanted.co_quan
        return f"{head} ban hành {name} quy định nội dung công việc."
    return f"{wanted.co_quan} {name.lower()}" if wanted.family == "dang" else wanted.co_quan


def _subject(wanted: Wanted) -> str:
    year, party = wanted.today.year, wanted.family == "dang"
    said = f"công tác năm {year}"
    if wanted.loai == "chuong_trinh":
        said = f"công tác {wanted.period} của {wanted.co_quan}"
    elif party and wanted.loai == "giay_moi":
        said = "dự hội nghị về nội dung công việc"
    elif wanted.loai == "to_trinh" or (wanted.loai == "cong_van" and party):
        said = "về nội dung công việc"
    elif wanted.family == "van-ban-quy-pham":
        said = "quy định nội dung công việc"
    elif not party:
        said = _STATE_SUBJECTS.get(wanted.loai, said).format(nam=year)
    in_lower_case = wanted.family == "dang" or wanted.loai == "cong_van"
    return said if in_lower_case else said[0].upper() + said[1:]


def _body(wanted: Wanted) -> str:
    text = (shipped("templates") / BODIES / f"{_kind(wanted)}.yaml").read_text("utf-8")
    name = TYPES_OF[wanted.family].types[wanted.loai].name
    first, *others = map(name_of, parts_of(whole_months(wanted.period)))
    party = wanted.family == "dang"
    return Template(text).substitute(
        co_quan=wanted.co_quan,
        ten_loai=name,
        ten_loai_thuong=name.lower(),
        nam=wanted.today.year,
        ky=wanted.period,
        ky_truoc=period_before(wanted.period),
        phan_dau=first,
        cac_hoi_nghi_sau="".join(_MEETING.substitute(ky=one) for one in others),
        chu_tri=f"Ban Thường vụ {wanted.co_quan}" if party else wanted.co_quan,
        nguoi_chi_dao=f"Thường trực {wanted.co_quan}" if party else "Lãnh đạo cơ quan",
        don_vi=office_of(wanted),
        kinh_gui="Cơ quan nhận văn bản",
        chi_dao="phan_cong_chi_dao",
        tham_muu="co_quan_tham_muu",
    )


def _kind(wanted: Wanted) -> str:
    """Return the name of the body that the type has."""
    if wanted.loai in _WITH_FORMS.get(wanted.family, ()):
        return f"{wanted.family}/{wanted.loai.replace('_', '-')}"
    if wanted.loai in OF_TWO_PARTIES:
        return "nha-nuoc/hai-ben"
    if wanted.loai in ("chuong_trinh", "bien_ban"):
        return wanted.loai.replace("_", "-")
    must = layout_data(wanted.the_thuc).get("thanh_phan", {}).get("phai_kinh_gui", {}).get("gia_tri", ())
    if wanted.loai in must:
        return "thu"
    if wanted.loai in _BY_ARTICLES or _has_grounds(wanted):
        return "theo-dieu"
    return "loi-van" if wanted.loai in _SLIPS else "theo-muc"


def office_of(wanted: Wanted) -> str:
    """Return the office that keeps the papers of the body."""
    found = _COMMITTEE.search(wanted.co_quan)
    if wanted.family != "dang":
        return "Văn phòng"
    return f"Văn phòng {found[0]}" if found and not wanted.co_quan.startswith("Văn phòng") else wanted.co_quan


def _closing(wanted: Wanted) -> Iterator[str]:
    yield from ["", "noi_nhan:", f"  - {_first_recipient(wanted)}", f"  - {_last_recipient(wanted)}"]
    if wanted.loai == "bien_ban":
        yield from ["nguoi_ghi: {ho_ten: Họ và tên người ghi}", "nguoi_ky: {ho_ten: Họ và tên người chủ trì}"]
        return
    yield "nguoi_ky:"
    if authority := _authority(wanted):
        yield f"  quyen_han: {authority}"
    yield f"  chuc_vu: {post_of(wanted)}"
    yield "  ho_ten: Họ và tên"
    if wanted.loai in OF_TWO_PARTIES:
        yield "nguoi_ky_ben_b: {chuc_vu: Chức vụ, ho_ten: Họ và tên người ký của bên B}"


def _first_recipient(wanted: Wanted) -> str:
    if _kind(wanted) in ("thu", "dang/giay-moi", "nha-nuoc/giay-moi", "nha-nuoc/giay-gioi-thieu"):
        return "Như trên"
    state = {"bien_ban": "Thành phần tham dự", "giay_nghi_phep": "Ông (bà) họ và tên"} if wanted.family == "nha-nuoc" else {}
    return state.get(wanted.loai, "Bên B" if wanted.loai in OF_TWO_PARTIES else "Các cơ quan, đơn vị liên quan")


def _last_recipient(wanted: Wanted) -> str:
    if wanted.family == "dang":
        return f"Lưu {office_of(wanted)}"
    return '"Lưu: VT, Hồ sơ"' if wanted.loai == "bien_ban" else '"Lưu: VT"'


def _authority(wanted: Wanted) -> str | None:
    """Return the line for a body whose head signs in its name."""
    if wanted.family == "dang":
        found = re.match(_COMMITTEE.pattern + "|Chi bộ", wanted.co_quan)
        return f"T/M {found[0]}" if found else None
    found = re.match("Ủy ban nhân dân", wanted.co_quan)
    return f"TM. {found[0]}" if found else None


def post_of(wanted: Wanted) -> str:
    """Return the post of the head who signs."""
    if wanted.family == "dang":
        return "Bí thư" if _authority(wanted) else "Thủ trưởng cơ quan"
    heads = {_LOCAL: "Chủ tịch", "Bộ ": "Bộ trưởng", "Sở ": "Giám đốc"}
    return next((post for kind, post in heads.items() if re.match(kind, wanted.co_quan)), "Thủ trưởng cơ quan")
