"""Every rule shows, by the fragments in its own docstring, that it fires and that it stays silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from ctct.diagnostics import Diagnostic, Severity
from ctct.lint import engine
from ctct.lint.registry import RULES, Rule
from ctct.model.progress import TienDo
from ctct.pipeline import check, lint
from ctct.project.files import Source

BASES = {
    "dang": """
loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-CTr/TU
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: công tác quý II/2021 của Ban Thường vụ Tỉnh ủy
thoi_gian: quý II/2021
danh_ba: danh-ba.yaml
muc:
  - id: can-bo
    ten: Công tác cán bộ
    khoan:
      - id: y-kien-can-bo
        noi_dung: Cho ý kiến về công tác cán bộ.
        phan_cong_chi_dao: [dang-van-minh]
        co_quan_tham_muu: [van-phong-tinh-uy]
noi_nhan: [Ban Bí thư (b/c), Văn phòng Tỉnh ủy, Lưu Văn phòng Tỉnh ủy]
nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
""",
    "nha-nuoc": """
the_thuc: nha-nuoc
loai: chuong_trinh
co_quan: {cap_tren: UBND tỉnh Quảng Ngãi, ten: Sở Nội vụ}
so_ky_hieu: 05/CTr-SNV
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: Công tác quý II năm 2021
thoi_gian: quý II/2021
danh_ba: danh-ba.yaml
muc:
  - id: can-bo
    ten: Công tác cán bộ
    khoan:
      - id: y-kien-can-bo
        noi_dung: Cho ý kiến về công tác cán bộ.
        phan_cong_chi_dao: [dang-van-minh]
        co_quan_tham_muu: [van-phong-tinh-uy]
noi_nhan: [Văn phòng Ủy ban nhân dân tỉnh, "Lưu: VT, VP"]
nguoi_ky: {quyen_han: KT. Giám đốc, chuc_vu: Phó Giám đốc, ho_ten: Đặng Ngọc Huy}
""",
    "van-ban-quy-pham": """
the_thuc: van-ban-quy-pham
loai: quyet_dinh
co_quan: Ủy ban nhân dân tỉnh Quảng Ngãi
so_ky_hieu: 05/2026/QĐ-UBND
dia_danh: Quảng Ngãi
ngay: 06/4/2026
trich_yeu: Quy định mức hỗ trợ
chu_the: Ủy ban nhân dân ban hành Quyết định quy định mức hỗ trợ.
danh_ba: danh-ba.yaml
dieu:
  - id: can-bo
    ten: Mức hỗ trợ
    khoan: [Mức hỗ trợ là 500.000 đồng.]
noi_nhan: ["Lưu: VT"]
nguoi_ky: {quyen_han: TM. Ủy ban nhân dân, chuc_vu: Chủ tịch, ho_ten: Đặng Ngọc Huy}
""",
}
DIRECTORY = """
nguoi:
  dang-van-minh:
    ho_ten: Đặng Văn Minh
    chuc_vu: [Phó Bí thư Tỉnh ủy, Chủ tịch Ủy ban nhân dân tỉnh]
  dang-ngoc-huy:
    ho_ten: Đặng Ngọc Huy
    chuc_vu: [{ten: Phó Bí thư Thường trực Tỉnh ủy, co_quan: tinh-uy, tu: 15/10/2020, den: 30/6/2025}]
co_quan:
  tinh-uy: Tỉnh ủy
  van-phong-tinh-uy: Văn phòng Tỉnh ủy
  ban-to-chuc-tinh-uy: Ban Tổ chức Tỉnh ủy
  ubnd-tinh: {ten: Ủy ban nhân dân tỉnh, ten_gon: UBND tỉnh}
nhom:
  cac-co-quan-lien-quan: các cơ quan liên quan
"""


DOCUMENTS = """
nq-02-tu: {so_ky_hieu: 02-NQ/TU, ngay: 01/7/2016, co_quan: Tỉnh ủy, khoa: XIX, trich_yeu: về kết cấu hạ tầng}
kl-31-tu: {so_ky_hieu: 31-KL/TU, ngay: 27/4/2016}
qd-399: {loai: quy_dinh, so_ky_hieu: 399-QĐ/TW, ngay: 09/01/2016}
nd-30-2020: {so_ky_hieu: 30/2020/NĐ-CP, ngay: 05/3/2020, co_quan: Chính phủ, trich_yeu: về công tác văn thư, thay_the: nd-110-2004}
nd-110-2004: {so_ky_hieu: 110/2004/NĐ-CP, ngay: 08/4/2004, co_quan: Chính phủ, trich_yeu: về công tác văn thư}
nq-99: {so_ky_hieu: 99/NQ-HĐND, ngay: 01/4/2026, hieu_luc: 15/4/2026}
ctr-01-tu:
  so_ky_hieu: 01-CTr/TU
  ngay: 27/11/2020
  muc_luc:
    - {tai: "Điểm 1.1, Khoản 3, Mục III, Phần B", han: tháng 4/2021}
    - "Điểm 3.5, Khoản 3, Mục III, Phần B"
"""

LEGAL_WORDS = {
    "muc:": "dieu:",
    "mục IV": "Điều 4",
    "mục II": "Điều 2",
    "mục I": "Điều 1",
    "Chương trình này": "Quyết định này",
    "chương trình này": "quyết định này",
}
"""What the fragments, written for a programme, are called in a legal text."""


def dumped(keys: dict[str, object]) -> str:
    return "".join(yaml.safe_dump({key: said}, allow_unicode=True) for key, said in keys.items())


def retold(fragment: str, layout: str) -> str:
    """Return a fragment in the words of ``layout``."""
    for word, of_law in LEGAL_WORDS.items() if layout == "van-ban-quy-pham" else ():
        fragment = fragment.replace(word, of_law)
    return fragment


PREVIOUS = "ky-truoc.yaml"
"""What a fragment that takes over another programme calls it: the base draft."""


def findings(folder: Path, layout: str, fragment: str) -> list[Diagnostic]:
    """Return what is found in the base draft of ``layout`` with the keys of ``fragment`` in place of its own; those that no
    draft has go to the files beside it: opinions, and progress (that of the programme before it, where it names one).
    """
    base, fragment = yaml.load(BASES[layout], yaml.BaseLoader), retold(fragment, layout)
    keys = yaml.load(fragment, yaml.BaseLoader)
    progress = {key: said for key, said in yaml.safe_load(fragment).items() if key in TienDo.model_fields}
    opinions = {key: said for key, said in yaml.safe_load(fragment).items() if key in ("y_kien", "tra_loi")}
    beside = {**progress, **opinions}
    fragment = dumped({key: said for key, said in keys.items() if key not in beside}) if beside else fragment
    kept = dumped({key: value for key, value in base.items() if key not in keys})
    (folder / "danh-ba.yaml").write_text(DIRECTORY, "utf-8")
    (folder / "van-ban.yaml").write_text(DOCUMENTS, "utf-8")
    if "ke_thua" in keys:
        (folder / PREVIOUS).write_text(BASES[layout], "utf-8")
    if progress:
        file = PREVIOUS if "ke_thua" in keys else "du-thao.yaml"
        told = yaml.safe_dump({"chuong_trinh": file, **progress}, allow_unicode=True)
        (folder / file).with_suffix(".tien-do.yaml").write_text(told, "utf-8")
    if opinions:
        told = yaml.safe_dump({"du_thao": "du-thao.yaml", **opinions}, allow_unicode=True)
        (folder / "du-thao.y-kien.yaml").write_text(told, "utf-8")
    outcome = check(Source("du-thao.yaml", f"{kept}{fragment}\n".encode(), folder))
    assert not outcome.findings, outcome.findings
    outcome = lint(outcome, engine.Selection(), date(2026, 1, 1))
    return list(outcome.findings)


def found(folder: Path, layout: str, fragment: str) -> list[str]:
    """Return the codes of what is found so."""
    return [finding.code for finding in findings(folder, layout, fragment)]


def cases(kind: str) -> list[object]:
    return [
        pytest.param(rule, layout, fragment, id=f"{rule.code}-{layout}-{number}")
        for rule in RULES.values()
        for layout in rule.layouts
        if layout in BASES
        for number, fragment in enumerate(getattr(rule, kind), 1)
    ]


@pytest.mark.parametrize(("rule", "layout", "fragment"), cases("wrong"))
def test_rule_fires(rule: Rule, layout: str, fragment: str, tmp_path: Path) -> None:
    assert rule.code in found(tmp_path, layout, fragment)


@pytest.mark.parametrize(("rule", "layout", "fragment"), cases("right"))
def test_rule_stays_silent(rule: Rule, layout: str, fragment: str, tmp_path: Path) -> None:
    assert rule.code not in found(tmp_path, layout, fragment)


@pytest.mark.parametrize("layout", BASES)
def test_base_draft_is_clean(layout: str, tmp_path: Path) -> None:
    assert found(tmp_path, layout, f"the_thuc: {layout}") == []


def test_a_legal_text_is_spared_what_is_not_its_own() -> None:
    """The rules of State documents that do not reach a legal text: those of works of a period, charged to somebody; and those
    of parts that it has not (kính gửi, V/v), may leave out (địa danh) or writes otherwise (its number has the year: QP01), or says in words of
    its own (who carries out: NN09).
    """
    spared = {code for code, rule in RULES.items() if "nha-nuoc" in rule.layouts and "van-ban-quy-pham" not in rule.layouts}
    programmes = {"CTR01", "CTR02", "CTR03", "CTR05", "PC01", "PC03", "PC04", *(f"TDO0{number}" for number in range(1, 9))}
    programmes |= {*(f"HAN0{number}" for number in range(1, 7)), *(f"BPH0{number}" for number in range(1, 5))}
    assert spared == {*programmes, "KY01", "NGU02", "NN09", "L06", "L07", "L08", "L13", "TY06"}


def test_a_clause_that_legal_texts_follow_by_usage_only_warns(tmp_path: Path) -> None:
    """30/2020/NĐ-CP does not govern them (Điều 4): what is an error against it is not one there."""
    said = "ket: Theo Khoản 2 điều 5 của Luật này.\nnoi_nhan: [Lưu VT]\n"
    for layout, severity in (("nha-nuoc", Severity.ERROR), ("van-ban-quy-pham", Severity.WARNING)):
        told = {one.code: one.severity for one in findings(tmp_path, layout, said)}
        assert told == dict.fromkeys(("VH25", "VH26", "L14"), severity)


def test_the_name_of_the_type_is_read_like_any_text(tmp_path: Path) -> None:
    assert {"ST04", "DC01"} <= set(found(tmp_path, "dang", 'ten_loai: "Chương trình  hành động **x**"'))


def test_a_finding_cites_the_edition_that_holds_on_the_documents_date(tmp_path: Path) -> None:
    said = "so_ky_hieu: 5-CTr/TU\nngay: {}\n"
    cited = [
        str(one.cites)
        for day in ("26/5/2026", "27/5/2026")
        for one in findings(tmp_path, "dang", said.format(day))
        if one.code == "SKH02"
    ]
    assert cited == ["36-HD/VPTW, Phụ lục 3, dòng 3", "05-HD/VPTW, II.I.3.2.2"]


def test_a_rule_on_one_edition_of_the_party_rests_on_the_other_too() -> None:
    """But for those on what one edition alone lays down."""
    cited = {code: {one.document for one in rule.cites} for code, rule in RULES.items()}
    party = {"36-HD/VPTW", "05-HD/VPTW"}
    assert {code for code, documents in cited.items() if len(documents & party) == 1} == {"TY04", "DD01", "VB06"}
