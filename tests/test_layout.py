"""From a resolved document to blocks: what templates may do, and what is told of those that do it wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from ctct.diagnostics import Diagnostic, Rejected
from ctct.emit.formats import Form
from ctct.emit.plain import write_plain
from ctct.layout import guard, loading, rendering
from ctct.layout.blocks import Link, NoteMark, Paragraph, Rule, Run
from ctct.layout.environment import compile_templates, compiled_below
from ctct.layout.stylesheet import Layout
from ctct.layout.templates import lay_out
from ctct.outcome import Outcome
from ctct.pipeline import check, compile_to, sheet_of
from ctct.project.files import Source
from ctct.report import as_text
from ctct.source.shipped import shipped
from test_examples import DRAFTS

ROOT = Path(__file__).parents[1]
SHIPPED = sorted((ROOT / "templates").glob("*/*.j2"))
DRAFT = """
loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-CTr/TU
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: công tác quý II/2021
muc: [{ten: Một, khoan: [Lời văn.]}]
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
"""
NOWHERE = Path("/khong-co/rieng")


@pytest.fixture(scope="module")
def checked() -> Outcome:
    outcome = check(Source("du-thao.yaml", DRAFT.encode(), ROOT))
    assert outcome.findings == ()
    return outcome


def own_layout(outcome: Outcome, **templates: str) -> Layout:
    """Return an office's own layout, which changes some templates of the Party's."""
    assert outcome.layout is not None
    named = {name.replace("_", "-") + ".xml.j2": text for name, text in templates.items()}
    return Layout(NOWHERE, outcome.layout.stylesheet, shipped("templates") / "dang", named)


def fault_of(outcome: Outcome, **templates: str) -> Diagnostic:
    assert outcome.resolved is not None
    with pytest.raises(Rejected) as told:
        lay_out(outcome.resolved, own_layout(outcome, **templates))
    (fault,) = told.value.diagnostics
    return fault


def title_of(outcome: Outcome, template: str) -> Paragraph:
    """Return the paragraph that ``template`` writes in place of the title."""
    assert outcome.resolved is not None
    block = lay_out(outcome.resolved, own_layout(outcome, ten_loai=template)).blocks[1]
    assert isinstance(block, Paragraph)
    return block


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the templates that ship compiled, as in a wheel."""
    compile_templates(shipped("templates"), tmp_path)
    monkeypatch.setattr(loading, "compiled_templates", lambda package, templates: tmp_path)
    rendering._environment.cache_clear()
    yield
    rendering._environment.cache_clear()


@pytest.mark.usefixtures("compiled")
def test_compiled_templates_write_what_their_sources_write(monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = [check(Source.from_file(file)) for file in DRAFTS]
    made = [sheet_of(outcome) for outcome in outcomes]
    layout = outcomes[0].layout
    assert layout
    loader = rendering._environment(layout.folder, layout.base, None).loader
    assert isinstance(loader, loading.TemplateLoader)
    assert loader._compiled
    monkeypatch.setattr(loading, "compiled_templates", lambda package, templates: None)
    rendering._environment.cache_clear()
    assert made == [sheet_of(outcome) for outcome in outcomes]


@pytest.mark.parametrize("way", ["compiled", "from source"])
def test_faults_of_shipped_templates_are_told_where_they_stand(
    checked: Outcome, way: str, request: pytest.FixtureRequest
) -> None:
    """A layout that stems from a shipped one may lack what the templates of that print."""
    if way == "compiled":
        request.getfixturevalue("compiled")
    own = own_layout(checked)
    words = {key: word for key, word in own.stylesheet.words.items() if key != "dau_sao"}
    assert checked.resolved is not None
    with pytest.raises(Rejected) as told:
        lay_out(checked.resolved, own._replace(stylesheet=own.stylesheet._replace(words=words)))
    (fault,) = told.value.diagnostics
    file = ROOT / "templates" / "dang" / "dau-trang.xml.j2"
    assert (fault.message, fault.file) == ("mẫu trình bày không dựng được: không có «dau_sao»", str(file))
    assert fault.region
    assert file.read_text("utf-8")[slice(*fault.region)] == '<p style="Dấu sao">{{ lv.dau_sao }}</p>'


def test_compiled_templates_in_a_checkout_are_left_alone(tmp_path: Path) -> None:
    package = tmp_path / "src" / "ctct"
    compiled_below(package).mkdir(parents=True)
    assert loading.compiled_templates(package, tmp_path / "templates") is None
    assert loading.compiled_templates(package, package / "templates") == compiled_below(package)


@pytest.mark.parametrize("template", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_templates_hold_order_and_fixed_wording_only(template: Path) -> None:
    """They do not count, sort or join: that is for resolution."""
    tree = Environment().parse(template.read_text("utf-8"))
    counting = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.Mod, nodes.Concat, nodes.Neg, nodes.Compare)
    asked = {one.attr for one in tree.find_all(nodes.Getattr) if isinstance(one.node, nodes.Name) and one.node.name == "loop"}
    assert {one.name for one in tree.find_all(nodes.Filter)} <= {"chu", "so", "tron"}
    assert [(one.lineno, type(one)) for one in tree.find_all(counting)] == []
    assert asked <= {"first", "last"}


def test_an_own_layout_is_data(checked: Outcome) -> None:
    """Its folder need not be there: what it holds has been gathered."""
    own = own_layout(checked, ten_loai='<p style="Tên loại">Bản {{ vb.ten_loai }}</p>')
    assert checked.resolved is not None
    assert "Bản Chương trình".casefold() in write_plain(lay_out(checked.resolved, own)).casefold()


def test_what_stands_inside_a_paragraph(checked: Outcome) -> None:
    title = title_of(
        checked,
        '<p style="Trích yếu">a <i>b<b>c</b></i><br/><s name="Chữ đứng">d</s>'
        '<ref to="_m1" label="1">e</ref><!-- f --><note number="2" again=""/> &lt;g&gt;</p>',
    )
    assert title.content == (
        Run("a "),
        Run("b", italic=True),
        Run("c", italic=True, bold=True),
        Run("\n"),
        Run("d", style="Chữ đứng"),
        Link("e", "_m1"),
        NoteMark(2),
        Run(" <g>"),
    )


def test_capitals_are_written(checked: Outcome) -> None:
    """Character styles may ask for them, or not, whatever the paragraph does. What is rather shown than read stays as drafted."""
    title = title_of(checked, '<p style="Tên loại">đ <i>ở</i><ref to="_m1" label="">mục a</ref></p>')
    assert [getattr(piece, "text", None) for piece in title.content] == ["Đ ", "Ở", "MỤC A"]
    chapter = title_of(checked, '<p style="Chương">đ <s name="Tên phần chương mục">ở</s></p>')
    assert [getattr(piece, "text", None) for piece in chapter.content] == ["đ ", "Ở"]
    numbered = '<p style="Tên loại" label="a" lead=")" reference="a" series="" depth="0">b</p>'
    number = title_of(checked, numbered).number
    assert number
    assert (number.label, number.reference, number.printed) == ("a", "a", "A)")


def test_a_style_may_take_capitals_back(checked: Outcome) -> None:
    own = own_layout(checked, ten_loai='<p style="Tên loại">đ <s name="Chữ đứng">ở</s></p>')
    upright = own.stylesheet.styles["Chữ đứng"]._replace(caps=False)
    styles = {**own.stylesheet.styles, "Chữ đứng": upright}
    assert checked.resolved
    block = lay_out(checked.resolved, own._replace(stylesheet=own.stylesheet._replace(styles=styles))).blocks[1]
    assert isinstance(block, Paragraph)
    assert block.content == (Run("Đ "), Run("ở", style="Chữ đứng"))


def test_notes_in_capitals() -> None:
    noted = check(Source("du-thao.yaml", f'{DRAFT}ket: ["Xem[^a]."]\nchu_thich: {{a: Điều lệ}}\n'.encode(), ROOT))
    assert noted.resolved
    own = own_layout(noted)
    styles = {**own.stylesheet.styles, "Chú thích": own.stylesheet.styles["Chú thích"]._replace(caps=True)}
    sheet = lay_out(noted.resolved, own._replace(stylesheet=own.stylesheet._replace(styles=styles)))
    assert [piece[:1] for piece in sheet.notes[0].content] == [("ĐIỀU LỆ",)]


def test_the_properties_of_the_file_are_as_drafted(checked: Outcome) -> None:
    open_number = check(
        Source("du-thao.yaml", DRAFT.replace("05-CTr", "{so: null, ky_hieu: CTr").replace("/TU", "/TU}").encode(), ROOT)
    )
    told = sheet_of(open_number).properties
    assert (told.title, told.subject) == ("Chương trình công tác quý II/2021", "Số -CTr/TU")
    page = compile_to(checked, Form(to="html"))[0].decode()
    assert "<title>Chương trình công tác quý II/2021</title>" in page
    assert ">CHƯƠNG TRÌNH</h1>" in page


def test_rules_are_as_long_as_what_is_printed(checked: Outcome) -> None:
    """Words that a style puts in capitals are measured in capitals, whether or not the draft has typed them so."""
    widths = set()
    for words in ("Tỉnh ủy", "TỈNH ỦY"):
        rule = f'<rule style="Đường kẻ" under="Tên loại">{words}</rule>'
        assert checked.resolved
        block = lay_out(checked.resolved, own_layout(checked, ten_loai=rule)).blocks[1]
        assert isinstance(block, Rule)
        widths.add(block.width)
    assert len(widths) == 1
    assert 20 < widths.pop() < 35


def test_a_very_long_paragraph(checked: Outcome) -> None:
    """XML parsers refuse a text of 10 MB unless told otherwise."""
    title = title_of(checked, '<p style="Trích yếu">{% for _ in range(40000) %}' + 150 * "đ" + "{% endfor %}</p>")
    (words,) = title.content
    assert isinstance(words, Run)
    assert len(words.text) == 150 * 40_000


@pytest.mark.parametrize(
    ("template", "line", "told"),
    [
        ("\n{{ vb.ten_lai }}", 2, "không có «ten_lai»"),
        ("\n{{ ten }}", 2, "không có «ten»"),
        ("{{ vb.__class__ }}", 1, "mẫu không được dùng «__class__»"),
        ("{{", 1, "unexpected 'end of template'"),
        ("\n{{ vb | center }}", 2, "không có bộ lọc «center»"),
        ("{% include 'khac.xml.j2' %}", 1, "không có mẫu «khac.xml.j2»"),
        ("\n\n{{ 1 // 0 }}", 3, "chia cho 0"),
        ("{{ 2.0 ** 9999 }}", 1, "OverflowError: "),
        ("{{ vb.items + 1 }}", 1, "TypeError: "),
        ("{{ 'x'.nope() }}", 1, "không có «nope»"),
        ("{% macro m() %}\n{{ m() }}\n{% endmacro %}{{ m() }}", 2, "các mẫu lồng nhau, gọi nhau quá sâu"),
        (f"{{{{ {'(' * 5000} }}}}", 1, "các mẫu lồng nhau, gọi nhau quá sâu"),
        (f"{'{% for _ in [1] %}' * 30}{'{% endfor %}' * 30}", 1, "SyntaxError: "),
        ("\n<q/>", 2, "trong «sheet» không có phần tử «q»"),
        ("{% macro m() %}\n\n<q/>\n{% endmacro %}\n{{ m() }}", 3, "trong «sheet» không có phần tử «q»"),
        ('<p style="Tên loại">\n<q/></p>', 2, "trong «p» không có phần tử «q»"),
        ("<p>x</p>", 1, "«p» thiếu «style»"),
        ('<p style="Tên loại" label="1"/>', 1, "«p» thiếu «series»"),
        ('<p style="Tên loại" bookmark="a b"/>', 1, "«bookmark» không nhận tên «a b»"),
        ('<rule style="Đường kẻ" part="nửa"/>', 1, "«part» phải là số từ 0 trở lên, không phải «nửa»"),
        ('<box style="Tên loại" width="1" height="2" align="x"/>', 1, "«align» là left, center, right, không phải «x»"),
        ('<grid widths="1 2">\n<row><cell/></row></grid>', 2, "hàng rộng 1 cột, mà «widths» có 2 cột"),
        ('<table widths="1">\n<tr><td span="2"/></tr></table>', 2, "hàng rộng 2 cột, mà «widths» có 1 cột"),
        ('<grid widths="1"><row>\n<cell><section/></cell></row></grid>', 2, "trong «cell» không có phần tử «section»"),
        ('<grid widths="1"><row>\n<cell>Lời</cell></row></grid>', 2, "chữ «Lời» đứng ngoài đoạn văn"),
        (f"<p style='Tên loại'>{'<i>' * 1500}{'</i>' * 1500}</p>", 1, "các phần tử lồng nhau quá sâu"),
    ],
)
def test_a_fault_is_told_where_it_was_made(checked: Outcome, template: str, line: int, told: str) -> None:
    fault = fault_of(checked, ten_loai=template)
    assert (fault.code, fault.file) == ("TT10", str(NOWHERE / "ten-loai.xml.j2"))
    assert fault.message.startswith(f"mẫu trình bày không dựng được: {told}")
    assert fault.region
    assert template[: fault.region[0]].count("\n") == line - 1


@pytest.mark.parametrize(
    ("template", "line", "told"),
    [
        ("\n<p style='Tên loại'>x</q>", 2, "mở bằng «p» mà đóng bằng «q»"),
        ("<p style='Tên loại'>\n&nbsp;</p>", 1, "không có «&nbsp;»"),
        ("\n<p style=Nội/>", 2, 'AttValue: " or'),
        ("\n<p style='Tên loại'>{{ '\\ud800' }}</p>", None, ""),
        ("<p style='Tên loại'>{{ '\\x00' }}</p>", 1, "Invalid character"),
    ],
)
def test_markup_that_is_no_xml(checked: Outcome, template: str, line: int | None, told: str) -> None:
    fault = fault_of(checked, ten_loai=template)
    assert fault.code == "TT10"
    assert fault.message.startswith(f"mẫu trình bày không phải XML đúng: {told}")
    if line is not None:
        assert fault.region
        assert template[: fault.region[0]].count("\n") == line - 1


@pytest.mark.parametrize("template", ["<sheet/>", "<sheet><section/><section/></sheet>"])
def test_a_template_that_writes_nothing(checked: Outcome, template: str) -> None:
    fault = fault_of(checked, van_ban=template)
    assert (fault.code, fault.message) == ("TT11", "mẫu trình bày không in ra gì")


def test_entities_cannot_grow(checked: Outcome) -> None:
    bomb = '<!DOCTYPE sheet [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sheet><p style="Tên loại">&b;</p></sheet>'
    assert fault_of(checked, van_ban=bomb).message == "mẫu trình bày không dựng được: mẫu phải bắt đầu bằng «<sheet>»"


@pytest.mark.parametrize(
    "template",
    [
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(90) }}",
    ],
)
def test_a_template_that_does_not_come_to_an_end(checked: Outcome, monkeypatch: pytest.MonkeyPatch, template: str) -> None:
    monkeypatch.setattr(guard, "MOST_SECONDS", 0.2)
    fault = fault_of(checked, ten_loai=f"\n{template}")
    assert "giây mà chưa xong" in fault.message
    assert fault.file == str(NOWHERE / "ten-loai.xml.j2")


@pytest.mark.parametrize(
    "template",
    [
        "{% for i in range(9999) %}<p style='Trích yếu'>xxxxxxxxxx</p>{% endfor %}",
        "{% set n = namespace(x='x') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='x') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x='x') %}{% for i in range(99) %}{% set y %}{{ n.x }}{{ n.x }}{% endset %}{% set n.x = y %}{% endfor %}",
        "{{ 'x' * 1000000000000 }}",
        "{{ [1] * 1000000000000 }}",
    ],
)
def test_a_template_that_writes_without_end(checked: Outcome, monkeypatch: pytest.MonkeyPatch, template: str) -> None:
    monkeypatch.setattr(guard, "MOST_CHARACTERS", 50_000)
    fault = fault_of(checked, ten_loai=f"\n{template}")
    assert "viết ra quá" in fault.message
    assert fault.file


@pytest.mark.parametrize(
    "template", ["{{ 10 ** 9999 }}", "{{ '%999999999d' % 1 }}", "{{ 'x'.ljust(999999999) }}", "{{ 1.to_bytes }}"]
)
def test_much_is_not_made_of_little(checked: Outcome, template: str) -> None:
    assert fault_of(checked, ten_loai=template).code == "TT10"


def test_a_fault_of_an_own_template_is_shown_with_its_line(in_tmp: Path) -> None:
    (in_tmp / "rieng").mkdir()
    data = "ten: Thể thức riêng\nho: dang\nke_thua: dang\n"
    (in_tmp / "rieng" / "the-thuc.yaml").write_text(data, "utf-8")
    (in_tmp / "rieng" / "ten-loai.xml.j2").write_text("{# Tên #}\n  <p style='Tên loại'>{{ vb.ten_lai }}</p>\n", "utf-8")
    outcome = check(Source("du-thao.yaml", f"the_thuc: ./rieng\n{DRAFT}".encode(), in_tmp))
    with pytest.raises(Rejected) as told:
        sheet_of(outcome)
    assert as_text(told.value.diagnostics, outcome.gathered.files, outcome.gathered.name) == (
        "rieng/ten-loai.xml.j2:2:3: lỗi TT10: mẫu trình bày không dựng được: không có «ten_lai»\n"
        "  2 |   <p style='Tên loại'>{{ vb.ten_lai }}</p>\n"
        "    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
    )


@pytest.mark.parametrize("name", ["ten-loai.xml.j2", "the-thuc.yaml"])
def test_an_own_layout_does_not_lead_out_of_the_project(in_tmp: Path, name: str) -> None:
    project = in_tmp / "du-an"
    (project / "rieng").mkdir(parents=True)
    (project / "ctct.toml").write_text("", "utf-8")
    (project / "rieng" / "the-thuc.yaml").write_text("ten: Riêng\nho: dang\nke_thua: dang\n", "utf-8")
    (in_tmp / "ngoai").write_text("", "utf-8")
    (project / "rieng" / name).unlink(missing_ok=True)
    (project / "rieng" / name).symlink_to(in_tmp / "ngoai")
    found = check(Source("du-thao.yaml", f"the_thuc: ./rieng\n{DRAFT}".encode(), project)).findings
    assert [(one.code, one.message) for one in found] == [("TT12", f"«{name}» dẫn ra ngoài thư mục dự án «du-an»")]


def test_the_heading_of_a_quoted_article_stays_with_its_text() -> None:
    draft = (
        "the_thuc: nha-nuoc\nloai: quyet_dinh\nco_quan: Ủy ban nhân dân tỉnh\nso_ky_hieu: 05/QĐ-UBND\ndia_danh: Tây Ninh\n"
        "ngay: 15/4/2026\ntrich_yeu: Sửa đổi Quy chế\nchu_the: Chủ tịch\nnguoi_ky: {chuc_vu: Chủ tịch, ho_ten: Đặng Huy}\n"
        "dieu:\n  - noi_dung: |\n      Bổ sung Điều 9a như sau:\n      “Điều 9a. Họp trực tuyến\n      1. Họp được ghi hình.”.\n"
        "  - Văn phòng thi hành.\n"
    )
    blocks = sheet_of(check(Source("du-thao.yaml", draft.encode(), Path()))).blocks
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    kept = {"".join(one.text for one in block.content if isinstance(one, Run)): block.keep_next for block in paragraphs}
    assert kept["“Điều 9a. Họp trực tuyến"]
    assert not kept["1. Họp được ghi hình.”."]
