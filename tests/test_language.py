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
    has_letters,
    messages,
    messages_of_script,
    name_of,
    read,
    scripts,
    translated,
)
from ctct import compile
from ctct.cli import main
from ctct.language import LANGUAGES, of_locale, speak, spoken
from ctct.lint.codes import RULES
from ctct.runs.check import Check
from ctct.runs.executors import Task, work_on
from ctct.runs.pool import run_jobs
from ctct.watch.words import PAGE, page_text, words_script

COVERED = (
    "src/ctct/cli.py",
    "src/ctct/commands/",
    "src/ctct/diagnostics.py",
    "src/ctct/language.py",
    "src/ctct/lint/",
    "src/ctct/pipeline.py",
    "src/ctct/project/",
    "src/ctct/report/",
    "src/ctct/runs/",
    "src/ctct/source/",
    "src/ctct/watch/",
    "templates/",
)
"""What of the code is spoken in English; the messages of the rest are told in Vietnamese until they are translated."""

NOT_MARKED = {
    "commands/diff.py": {" so với "},  # the title of a comparison, printed in it
    "commands/new.py": {"Địa danh"},  # written into a draft, for the drafter to replace
    "commands/nguon.py": {"(chưa ghi nguồn)"},  # a cell of a table that is kept as a document
    "commands/van_ban.py": {  # comments that are written into a register
        "# mọi văn bản được viện dẫn đều có trong danh mục\n",
        "# mọi văn bản của bảng đều có trong danh mục\n",
    },
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
    "lint/rules/danh_muc_van_ban.py": {"ngày "},
    "lint/rules/go_may.py": {"Đ", "đ"},
    "lint/rules/ky_hieu_vien_dan.py": {",? của (?:Thường trực |Ban Thường vụ |Ban Chấp hành |Bộ trưởng )?("},
    "lint/rules/lan_thu.py": {"lần thứ "},
    "lint/rules/ngay_thang.py": {"ngày ", " tháng ", " năm "},
    "lint/rules/nguoi.py": {"ồng chí "},
    "lint/rules/the_thuc_nha_nuoc.py": {"Thành phố ", "Về việc "},
    "lint/rules/trich_yeu.py": {"về việc"},
    "lint/rules/vien_dan_trong_bai.py": {"văn bản"},
    "lint/rules/vien_dan_van_ban.py": {"số "},
    "lint/rules/viet_hoa.py": {"30/2020/NĐ-CP", "Phụ lục II, "},
    "lint/rules/viet_hoa_khac.py": {"Nhân dân", "Nhà nước", "Đảng", "hạng "},
    "lint/rules/viet_hoa_ngay_thang.py": {"tết"},
    "lint/rules/viet_hoa_ten_nguoi.py": {")([A-ZĐÂÔ]"},
    "lint/rules/viet_tat.py": {"sau đây ", "dưới đây ", "từ đây ", " là "},
}
"""Words of documents and drafts, which are Vietnamese in every language: looked for, or put there by a fix."""

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


def test_the_catalogue_has_every_message_and_no_other() -> None:
    """Where it has not, ``sh scripts/messages`` brings it up to date."""
    assert [one.id for one in read() if one.id] == [one.text for one in messages()]


def test_what_every_rule_demands_is_a_message() -> None:
    known = {one.text for one in messages()}
    assert [code for code, rule in RULES.items() if rule.demands not in known] == []


def test_every_message_is_translated() -> None:
    """Of the whole catalogue, also of the code that is not in ``COVERED``."""
    assert [one.id for one in read() if one.id and not one.string] == []


def test_what_the_extension_says_is_as_the_catalogue_has_it() -> None:
    """Where it is not, ``sh scripts/messages`` brings it up to date."""
    assert SPOKEN.read_text("utf-8") == english_of_extension()


def test_the_head_of_the_catalogue_has_no_date_and_nothing_to_fill_in() -> None:
    head = CATALOGUE.read_text("utf-8").partition("\n\n")[0]
    assert "Language: en" in head
    assert [told for told in ("Date", "ADDRESS", "Babel") if told in head] == []


def test_translations_have_the_placeholders_of_what_they_translate() -> None:
    both = [(str(one.id), str(one.string)) for one in read() if one.id and one.string]
    assert len(both) > 700
    assert [told for told, said in both if set(PLACEHOLDER.findall(told)) != set(PLACEHOLDER.findall(said))] == []


class Unmarked(ast.NodeVisitor):
    """Gathers the literals of a file's functions that have Vietnamese letters and are neither marked as messages nor compared
    with what a draft says.
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
        if self.depth and isinstance(node.value, str) and has_letters(node.value):
            self.found.add(node.value)


@pytest.mark.parametrize(
    "file",
    [file for file in sorted(CODE.rglob("*.py")) if file.relative_to(ROOT).as_posix().startswith(COVERED)],
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
    assert ctct("build", **environment).stderr.startswith("Cách dùng: ctct build [TÙY CHỌN] DRAFT…")


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


def test_explained_in_english() -> None:
    told = ctct("explain", "SKH02", "NG03", CTCT_LANG="en").stdout
    assert "Document numbers below 10 have a leading 0.\n\nWrong:\n    so_ky_hieu: 5-CTr/TU\n" in told
    assert "What to do: convert it to Unicode and save it again as UTF-8.\n" in told
