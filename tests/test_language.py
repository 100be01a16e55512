"""Two languages: nothing that a person reads is missing from the catalogue, and whoever asks for English gets English."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue import (
    CATALOGUE,
    CODE,
    MARKS,
    ROOT,
    SPOKEN,
    english_of_extension,
    forms,
    has_letters,
    messages,
    messages_of_script,
    name_of,
    read,
    scripts,
    text_of,
    translated,
)
from ctct import compile
from ctct.cli import main
from ctct.language import LANGUAGES, _, decimal, of_locale, speak, spoken
from ctct.layout.stylesheet import in_a_sentence
from ctct.lint.codes import RULES
from ctct.runs.check import Check
from ctct.runs.executors import Task, work_on
from ctct.runs.pool import run_jobs
from ctct.watch.words import PAGE, page_text, words_script

WRITTEN = {
    "changes/html.py": "a page to be kept",
    "changes/table.py": "a table to be kept",
    "commands/wording.py": "the words of click, which speaks English by itself",
    "drafting/forms/": "drafts in another form",
    "drafting/importing/labels.py": "numbers as drafts write them",
    "drafting/importing/letterhead.py": "looked for in Word files",
    "drafting/next_period.py": "the draft of the next period",
    "drafting/period_names.py": "periods as drafts write them",
    "drafting/periods.py": "periods as drafts write them",
    "drafting/scaffold.py": "a draft to begin with",
    "resolve/letterhead.py": "the head of a document",
    "resolve/marks.py": "numbers and dates of documents",
    "tracking/answer_sheets.py": "sheets that are sent out to be filled in",
    "tracking/opinions/form.py": "tables that are sent out to be filled in",
    "tracking/opinions/sheet.py": "a workbook",
    "tracking/report.py": "a report",
    "tracking/results.py": "a report",
    "tracking/views/calendar.py": "a calendar that others are sent",
    "tracking/views/data.py": "a table for other programs",
    "tracking/views/documents.py": "documents",
    "tracking/views/workbook.py": "a workbook",
}
"""Where words are not looked at, since they are those of documents and drafts, Vietnamese in every language; with what they are."""

NOT_MARKED = {
    "commands/diff.py": {" so với "},  # the title of a comparison, printed in it
    "commands/new.py": {"Địa danh"},  # written into a draft, for the drafter to replace
    "commands/nguon.py": {"(chưa ghi nguồn)"},  # a cell of a table that is kept as a document
    "commands/van_ban.py": {  # comments that are written into a register
        "# mọi văn bản được viện dẫn đều có trong danh mục\n",
        "# mọi văn bản của bảng đều có trong danh mục\n",
    },
    "watch/editing.py": {"# chữ chưa lưu, gõ trên bản "},  # the head of a file that is read again
    "runs/coverage_document.py": {" Cụ thể như sau:", "đối chiếu việc thực hiện "},  # written into a report or a draft
    "runs/reporting.py": {
        "# Dự thảo báo cáo: lời và số liệu lấy từ chương trình và tệp tiến độ; đọc lại, sửa cho trọn ý.",
        "# «ctct check» đối chiếu số liệu với tệp tiến độ mỗi lần soi (TDO07).",
        "kỳ sau",
    },  # written into a report or a draft
    "runs/view_forms.py": {"Dự thảo do «ctct viec» lập; xem lại trước khi lấy số, ký."},  # written into a report or a draft
    "source/legacy.py": {"Ơ", "ơ", "Ư", "ư"},
    "source/markdown/assignees.py": {" và "},
    "source/markdown/assignments.py": {"Chương trình"},
    "source/markdown/lists.py": {"việc thường kỳ"},
    "lint/pointers.py": {"(?! này)", "(?:gọi|viết) (?:chung |tắt )?là “?"},
    "lint/registry.py": {": declared twice, without a clause, or without Sai: and Đúng:"},  # told to whoever writes a rule
    "lint/rules/co_quan_het.py": {")(?!\\w)(?! và dân vận)"},
    "lint/rules/danh_muc_van_ban.py": {
        "Quy ước soạn thảo văn bản",
        "ngày ",
        "viện dẫn văn bản đang có hiệu lực",
        "văn bản viện dẫn có trong danh mục",
    },
    "lint/rules/go_may.py": {"Phụ lục I, Phần I, Mục I, khoản 4 (TCVN 6909:2001)", "Đ", "đ"},
    "lint/rules/ky_hieu_vien_dan.py": {",? của (?:Thường trực |Ban Thường vụ |Ban Chấp hành |Bộ trưởng )?("},
    "lint/rules/lan_thu.py": {"lần thứ "},
    "lint/rules/ngay_thang.py": {"ngày ", " tháng ", " năm "},
    "lint/rules/nguoi.py": {"ồng chí "},
    "lint/rules/the_thuc_nha_nuoc.py": {"Thành phố ", "Về việc "},
    "lint/rules/trich_yeu.py": {"về việc"},
    "lint/rules/vien_dan_trong_bai.py": {"văn bản"},
    "lint/rules/vien_dan_van_ban.py": {
        "(?:Ban Bí thư|Bộ Chính trị|Ban Chấp hành Trung ương(?: Đảng)?|Trung ương(?: Đảng)?)",
        "số ",
    },
    "lint/rules/viet_hoa.py": {"30/2020/NĐ-CP", "Phụ lục II, "},
    "lint/rules/viet_hoa_khac.py": {"Nhân dân", "Nhà nước", "Đảng", "hạng "},
    "lint/rules/viet_hoa_ngay_thang.py": {"tết"},
    "lint/rules/viet_hoa_ten_nguoi.py": {")([A-ZĐÂÔ]"},
    "lint/rules/viet_tat.py": {"sau đây ", "dưới đây ", "từ đây ", " là "},
    "drafting/importing/assignees.py": {" và "},
    "drafting/importing/conversion.py": {"ngày ", "năm "},
    "drafting/merge/report.py": {
        "# Nhận xét về ",
        "- Bản: ",
        "- Tình trạng: ",
        "- Tại đoạn: ",
        "; mã ",
        "; trả lời ",
        "Không rõ ai",
        "chưa giải quyết",
        "không rõ chỗ",
        "không rõ ngày",
        "đã giải quyết",
    },  # the file of remarks beside a draft
    "drafting/opinions/copies.py": {"Không rõ ai"},
    "drafting/repository.py": {"Thủ trưởng"},
    "emit/html/page.py": {
        '" role="doc-backlink" aria-label="về chỗ có chú thích ',
        '" role="doc-noteref" aria-label="chú thích ',
        '<nav aria-label="Mục lục"><ol>\n',
        '<section class="chu-thich" role="doc-endnotes" aria-label="Chú thích">\n<ol>',
    },
    "emit/plain.py": {"[Hình: "},
    "emit/word/pictures.py": {"Hình "},
    "model/times/points.py": {"ngày", "năm", "quý", "tháng"},
    "model/times/stretches.py": {"chủ nhật", "tháng", "thứ "},
    "resolve/assignees.py": {" và ", "Như "},
    "resolve/citations.py": {" của ", " khóa ", " ngày ", " số "},
    "resolve/items.py": {" của ", " này."},
    "resolve/numbering.py": {"Hình", "Phụ lục", "Phụ lục I"},
    "resolve/places.py": {", bảng, dòng "},
    "resolve/references.py": {" này", " và "},
    "tracking/citing.py": {" số "},
    "tracking/opinions/document.py": {"<bảng ý kiến>"},
    "tracking/opinions/table.py": {"(chưa có ý kiến nào)", "tổng hợp, tiếp thu, giải trình ý kiến góp ý dự thảo "},
    "tracking/recipients.py": {
        " viên",
        "Ban Bí thư (b/c)",
        "Các đồng chí ",
        "Lưu Văn phòng",
        "Lưu Văn phòng ",
        "Lưu: VT",
        "Thường trực ",
    },
    "tracking/views/citations.py": {"Văn bản viện dẫn"},
    "tracking/views/coverage.py": {"Chưa ghi nguồn", "Nội dung"},
    "drafting/importing/capitals.py": {"Ủy ban Mặt trận Tổ quốc"},
    "drafting/importing/closing.py": {
        "Thư ký|Chủ tọa|Chủ trì|Người ghi biên bản|Chủ trì hội nghị|Chủ trì cuộc họp|Đại diện bên A|Đại diện bên B"
    },
    "drafting/importing/proposals.py": {
        "# Đề xuất cho danh bạ, lấy từ «{}» (văn bản {}): xem lại, rồi chép những mục đúng vào danh bạ.\n"
    },
    "drafting/opinions/agreement.py": {
        "(?:chúng )?tôi|cơ quan|đơn vị|văn phòng|ban|sở|ủy ban|đảng ủy|huyện ủy|thành ủy|thị ủy|tỉnh ủy|công an|bộ chỉ huy|hội|liên đoàn|tỉnh đoàn|mặt trận|phòng|cục|chi cục|trung tâm|trường|viện|báo|đài"
    },
    "drafting/opinions/writing.py": {
        "# Ý kiến góp vào {name}, do «ctct y-kien nhan» ghi. Với mỗi ý kiến:\n# - xu_ly: tiep_thu, tiep_thu_mot_phan, giai_trinh, hoặc chua_xu_ly;\n# - giai_trinh: lời in ở cột «Tiếp thu, giải trình».\ndu_thao: {name}\n"
    },
    "lint/rules/chinh_ta.py": {"một văn bản dùng một cách viết"},
    "lint/rules/cho_sot.py": {
        "Quy ước soạn thảo văn bản",
        "văn bản ban hành không còn chỗ chờ điền, không lẫn dấu của phần mềm",
    },
    "lint/rules/cuoc_hop.py": {"Quy ước soạn thảo văn bản"},
    "lint/rules/dau_cau.py": {"Quy ước soạn thảo văn bản", "một văn bản dùng một kiểu dấu gạch"},
    "lint/rules/khoang_trang.py": {"Quy ước soạn thảo văn bản", "khoảng trắng quanh chữ và dấu câu"},
    "lint/rules/nguon.py": {"Quy ước soạn thảo văn bản", "chương trình thực hiện hết và không trùng việc của văn bản cấp trên"},
    "lint/rules/tien_do.py": {"Quy ước soạn thảo văn bản", "việc đã giao được theo dõi đến khi xong"},
    "lint/rules/viet_hoa_van_ban.py": {
        "nghị định|nghị quyết|quyết định|chỉ thị|kết luận|quy định|quy chế|hướng dẫn|chương trình|kế hoạch|thông tư|thông tư liên tịch|thông báo|thông tri|báo cáo|tờ trình|công văn|công điện|đề án|dự án|phương án|bộ luật|luật|pháp lệnh"
    },
    "model/pictures.py": {"Sơ đồ tổ chức của Đảng ủy xã"},
    "model/sources.py": {"Điểm 3.5, Khoản 3, Mục III, Phần B"},
    "runs/compare.py": {
        "loai: chuong_trinh\nco_quan: Tỉnh ủy\nso_ky_hieu: {so: null, ky_hieu: CTr/TU}\nngay: 2026\ntrich_yeu: công tác\nnguoi_ky: {ho_ten: Nguyễn Văn An}\n"
    },
}
"""Words of documents and drafts, which are Vietnamese in every language: looked for, or put there by a fix."""

SENTENCE = 6
"""So many words outside of functions are a message; fewer may be the name of anything."""
PLACEHOLDER = re.compile(r"(?<!\{)\{[a-z_][a-z_0-9]*(?:![rs])?(?::[.,<>0-9]*[a-z]?)?\}")
_TAKES_WORDS_OF_DRAFTS = {
    "startswith",
    "endswith",
    "removeprefix",
    "removesuffix",
    "replace",
    "partition",
    "rpartition",
    "split",
}


@pytest.fixture(autouse=True)
def _vietnamese_again() -> Iterator[None]:
    yield
    speak("vi")


def ctct(*arguments: str, **environment: str | None) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="ctct", env={"CTCT_LANG": None, "LANG": "C", **environment})


@pytest.fixture(scope="module")
def known() -> list[str]:
    return [one.text for one in messages()]


def test_the_catalogue_has_every_message_and_no_other(known: list[str]) -> None:
    """Where it has not, ``sh scripts/messages`` brings it up to date."""
    assert [text_of(one) for one in read() if one.id] == known


def test_what_every_rule_demands_is_a_message(known: list[str]) -> None:
    told = {*known}
    assert [code for code, rule in RULES.items() if rule.demands not in told] == []


def test_every_message_is_translated() -> None:
    assert [text_of(one) for one in read() if one.id and not all(forms(one))] == []


def test_what_the_extension_says_is_as_the_catalogue_has_it() -> None:
    """Where it is not, ``sh scripts/messages`` brings it up to date."""
    assert SPOKEN.read_text("utf-8") == english_of_extension()


def test_the_head_of_the_catalogue_has_no_date_and_nothing_to_fill_in() -> None:
    head = CATALOGUE.read_text("utf-8").partition("\n\n")[0]
    assert "Language: en" in head
    assert [told for told in ("Date", "ADDRESS", "Babel") if told in head] == []


def test_translations_have_the_placeholders_of_what_they_translate() -> None:
    both = [(text_of(one), said) for one in read() if one.id for said in forms(one)]
    assert len(both) > 700
    assert [told for told, said in both if set(PLACEHOLDER.findall(told)) != set(PLACEHOLDER.findall(said))] == []


class Unmarked(ast.NodeVisitor):
    """Gathers the literals of a file that have Vietnamese letters and are neither marked as messages nor compared with what a
    draft says: all those of its functions, and sentences of its tables.
    """

    def __init__(self) -> None:
        self.found: set[str] = set()
        self.depth = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.depth += 1
        for statement in node.body:
            self.visit(statement)
        self.depth -= 1

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.depth += 1
        self.visit(node.body)
        self.depth -= 1

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring is for programmers
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if not self.depth:  # keys and options declare what they tell; patterns tell nothing
            return
        self.visit(node.func)
        if name_of(node.func) not in MARKS and name_of(node.func) not in _TAKES_WORDS_OF_DRAFTS:
            for argument in node.args:
                self.visit(argument)
        for keyword in node.keywords:
            self.visit(keyword.value)

    def visit_Compare(self, node: ast.Compare) -> None:
        """Leave out words that are only looked for."""

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.visit(node.value)

    def visit_Dict(self, node: ast.Dict) -> None:
        for value in node.values:
            self.visit(value)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and has_letters(node.value) and (self.depth or len(node.value.split()) >= SENTENCE):
            self.found.add(node.value)


@pytest.mark.parametrize(
    "file",
    [file for file in sorted(CODE.rglob("*.py")) if not file.relative_to(CODE).as_posix().startswith(tuple(WRITTEN))],
    ids=lambda file: file.relative_to(CODE).as_posix(),
)
def test_every_message_is_marked(file: Path) -> None:
    unmarked = Unmarked()
    unmarked.visit(ast.parse(file.read_text("utf-8")))
    assert unmarked.found == NOT_MARKED.get(file.relative_to(CODE).as_posix(), set())


LOOKED_FOR_IN_SCRIPTS = {
    "drafts.js": {"[đĐ]"},  # a draft is found by its name without accents
    "panes.js": {"Sửa|Đổi|Bỏ|Đặt", "đã ${verb.toLowerCase()}"},  # of what a fix is called it is made what was done
    "said.ts": {"đã ghi", "«(.+)»", "thiếu ${option}", "không có tên loại"},  # read in what the command says
}
_COMMENT = re.compile(r"^\s*//.*|\s// .*|/\*(?s:.*?)\*/", re.MULTILINE)
_MARKED = re.compile(r'\b_\("(?:[^"\\]|\\.)*"')


@pytest.mark.parametrize("file", scripts(), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_message_of_a_script_is_marked(file: Path) -> None:
    code = _MARKED.sub("", _COMMENT.sub("", file.read_text("utf-8")))
    for words in LOOKED_FOR_IN_SCRIPTS.get(file.name, ()):
        assert words in code
        code = code.replace(words, "")
    assert [line for line in code.splitlines() if has_letters(line)] == []


def test_the_page_is_handed_the_words_of_its_scripts() -> None:
    """Of the editor, too, which stands in one file with all that it is made of."""
    said = {text for file in scripts() if file.suffix == ".js" for text in messages_of_script(file)}
    if not (PAGE / "editor.js").is_file():
        said = {text for file in PAGE.glob("*.js") for text in messages_of_script(file)}
    assert words_script() == (PAGE / "words.js").read_text("utf-8")
    speak("en")
    words = json.loads(words_script().partition("const WORDS = ")[2].partition(";\n")[0])
    assert words == translated(said)


def test_the_page_speaks_the_language_that_is_spoken() -> None:
    assert page_text() == (PAGE / "index.html").read_text("utf-8")
    speak("en")
    assert '<html lang="en">' in page_text()
    assert not has_letters(page_text())


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--lang", "en", "build"], {}),
        (["build", "--lang", "en"], {}),
        (["build", "--lang=en"], {"CTCT_LANG": "vi"}),
        (["build"], {"CTCT_LANG": "en"}),
        (["build"], {"LANG": "en_US.UTF-8"}),
    ],
)
def test_english_for_whoever_asks(arguments: list[str], environment: dict[str, str]) -> None:
    done = ctct(*arguments, **environment)
    assert (done.exit_code, done.stderr.splitlines()[0]) == (2, "Usage: ctct build [OPTIONS] DRAFT…")
    assert "Error: Missing argument «DRAFT…»: name the draft, for example «ctct build du-thao.yaml»" in done.stderr


@pytest.mark.parametrize(
    "environment", [{}, {"LANG": "C.UTF-8"}, {"CTCT_LANG": "vi", "LANG": "en_US.UTF-8"}, {"LANG": "fr_FR"}]
)
def test_vietnamese_for_all_others(environment: dict[str, str]) -> None:
    assert ctct("build", **environment).stderr.startswith("Cách dùng: ctct build [TÙY CHỌN] DỰ_THẢO…")


def test_what_the_locale_says() -> None:
    told = [
        {"LANG": "en"},
        {"LANG": "vi_VN", "LC_ALL": "en_GB"},
        {"LANG": "en_US", "LC_MESSAGES": "vi_VN.UTF-8"},
        {"LC_ALL": "POSIX"},
    ]
    assert [of_locale(one) for one in told] == ["en", "en", "vi", "vi"]


@pytest.mark.parametrize(
    ("arguments", "said"), [(["x", "--lang", "fr"], "không có tiếng «fr»"), (["x", "--lang"], "cần một giá trị")]
)
def test_a_language_that_there_is_not(arguments: list[str], said: str) -> None:
    done = ctct(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_words_after_two_dashes_are_names() -> None:
    assert "không có mã «--lang»" in ctct("explain", "--", "--lang", "en").stderr


def test_help_and_what_commands_do_in_english() -> None:
    told = ctct("--help", CTCT_LANG="en").stdout
    assert "Commands:\n  init " in told
    assert "--version       Print the version." in told
    assert not has_letters(told)
    assert "there is no command «soat»; did you mean «check»? (find every error" in ctct("soat", "--lang", "en").stderr


DRAFT = """loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 5-CTr/TU
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: công tác quý II/2021
muc: [{ten: Một, khoan: [Lời văn.]}]
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
"""
ENGLISH = "error SKH02: the number «5» lacks its leading 0"
VIETNAMESE = "lỗi SKH02: số «5» thiếu số 0 phía trước"


@pytest.mark.parametrize("count", [1, 4])  # here, and in processes of a pool
def test_findings_are_told_in_the_language_asked_for(in_tmp: Path, count: int) -> None:
    names = [f"d{number}.yaml" for number in range(count)]
    for name in names:
        Path(name).write_text(DRAFT, "utf-8")
    for language, told in (("en", ENGLISH), ("vi", VIETNAMESE), ("en", ENGLISH)):  # what is kept of each is its own
        done = ctct("check", "--format", "concise", *names, CTCT_LANG=language)
        assert [line.partition(" ")[2] for line in done.stdout.splitlines() if "SKH02" in line] == [told] * count


def test_processes_that_begin_from_nothing_speak_as_whoever_began_them() -> None:
    speak("en")
    assert [*run_jobs(spoken_over, ["a"], spoken_over, isolated=True)] == ["en"]


def test_other_machines_speak_as_whoever_asks() -> None:
    task = Task(Check(), spoken_over, [], "", "another", "another ctct", "", "en")
    assert "install the same ctct" in str(work_on(task)[1])


def spoken_over(name: str) -> str:
    return spoken()


def test_documents_are_the_same_in_every_language() -> None:
    draft = DRAFT.replace("5-CTr", "05-CTr")
    made = []
    for language in LANGUAGES:
        speak(language)
        made.append([compile(draft, to=form) for form in ("docx", "html", "text")])
    assert made[0] == made[1]


WORK = "{noi_dung: Lời văn., thoi_gian: tháng 4/2021, co_quan_chu_tri: [Văn phòng]}"


def test_works_are_shown_in_english_and_written_in_vietnamese(in_tmp: Path) -> None:
    Path("d.yaml").write_text(DRAFT.replace("[Lời văn.]", f"[{WORK}]").replace("5-CTr", "05-CTr"), "utf-8")
    asked = ("viec", "d.yaml", "-q", "--theo", "thang", "--ngay", "1/4/2021")
    shown = ctct(*asked, CTCT_LANG="en").stdout
    assert shown.splitlines()[1:4] == [
        "1 work; counted by persons and bodies named, also through «nhu»",
        "",
        "Month 4/2021: 1 work",
    ]
    assert [line.strip() for line in shown.splitlines()[5:]] == ["leads: Văn phòng"]
    for form in ("json", "csv", "xlsx", "html", "yaml", "ics"):
        made = [ctct(*asked, "--dang", form, CTCT_LANG=language).stdout_bytes for language in LANGUAGES]
        assert made[0] == made[1], form
        assert made[0], form


def test_differences_are_told_in_english(in_tmp: Path) -> None:
    for name, said in (("a.yaml", "Lời văn."), ("b.yaml", "Lời văn mới.")):
        Path(name).write_text(DRAFT.replace("Lời văn.", said).replace("5-CTr", "05-CTr"), "utf-8")
    assert ctct("diff", "a.yaml", "b.yaml", CTCT_LANG="en").stdout == "reworded: 1\n  reworded      I.1 «Lời văn [→ mới].»\n"


def test_counts_are_told_as_english_counts(in_tmp: Path) -> None:
    for name, said in (("a.yaml", DRAFT), ("b.yaml", DRAFT.replace("Lời văn.", "Lời văn , lời văn."))):
        Path(name).write_text(said, "utf-8")
    told = [ctct("check", name, CTCT_LANG="en").stdout.splitlines()[-1] for name in ("a.yaml", "b.yaml")]
    assert told[0].startswith("1 error (in 1 of 1 drafts); 1 place can be fixed")
    assert told[1].startswith("1 error, 1 warning (in 1 of 1 drafts); 2 places can be fixed")
    Path("a.yaml").write_text(DRAFT.replace("5-CTr", "05-CTr"), "utf-8")
    assert ctct("check", "a.yaml", CTCT_LANG="en").stdout == "no errors (1 draft)\n"
    speak("en")
    assert [_("{count} lỗi: chưa ghi gì", count=count).partition(":")[0] for count in (0, 1, 2)] == [
        "0 errors",
        "1 error",
        "2 errors",
    ]
    assert (decimal(1.5), decimal(0.667, 2)) == ("1.5", "0.67")
    speak("vi")
    assert (decimal(1.5), decimal(0.667, 2)) == ("1,5", "0,67")


def test_clauses_and_layouts_are_named_in_english(in_tmp: Path) -> None:
    Path("a.yaml").write_text(DRAFT, "utf-8")
    assert "= basis: 36-HD/VPTW, Appendix 3, line 3" in ctct("check", "a.yaml", CTCT_LANG="en").stdout
    speak("en")
    cited = [one for rule in RULES.values() for one in rule.cites]
    assert [one for one in cited if re.search(r"\b(?:Phụ lục|Mục|Điều|khoản|điểm|dòng) [IVX\d]", str(one))] == []
    assert [one for one in cited if one.document.startswith("Quy ước") and has_letters(str(one))] == []
    assert in_a_sentence("Thể thức văn bản của Đảng") == "the layout of Party documents"
    speak("vi")
    assert str(RULES["SKH02"].cites[0]) == "36-HD/VPTW, Phụ lục 3, dòng 3"


def test_explained_in_english() -> None:
    told = ctct("explain", "SKH02", "NG03", CTCT_LANG="en").stdout
    assert "Document numbers below 10 have a leading 0.\n\nWrong:\n    so_ky_hieu: 5-CTr/TU\n" in told
    assert "What to do: convert it to Unicode and save it again as UTF-8.\n" in told
