"""The catalogue of messages: ``python translation/catalogue.py`` brings ``ctct.po`` up to date with the code, ``--compile``
makes of it what a program reads.

A message stands in the code as ``_("…")`` or ``N_("…")``, also in the scripts of the page and of the extension for VS Code.
One with ``{count}`` has two translations, for one and for many, but where a script has it.
What click and the model are told by ``help=``, ``title=`` and the docstring of a command or of a part of a draft, what a rule
demands, and the texts of the page are messages where they stand.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from inspect import cleandoc
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from ctct.project.layouts import layout_data
from ctct.source.shipped import layouts
from ctct.watch.words import texts_of

ROOT = Path(__file__).parents[1]
CODE = ROOT / "src" / "ctct"
CATALOGUE = CODE / "locale" / "en" / "LC_MESSAGES" / "ctct.po"
PAGE = CODE / "watch" / "page" / "index.html"
BUNDLED = CODE / "watch" / "page" / "editor.js"
EXTENSION = ROOT / "editors" / "vscode" / "src"
SPOKEN = EXTENSION / "english.json"
"""What the extension says, in English."""
FAULTS = ROOT / "templates" / "quy-tac" / "ma-loi.yaml"

MARKS = ("_", "N_")
_LETTERS = re.compile("[à-ỹđÀ-ỸĐ]")
_WORD = re.compile("[A-Za-z]{2}")
_EXAMPLES = re.compile(r"^(?:Sai|Đúng):\n.*", re.MULTILINE | re.DOTALL)
_TOLD_BY = {
    "option": ("help", "metavar"),
    "version_option": ("help",),
    "argument": ("metavar",),
    "Field": ("title", "description"),
}
"""The arguments, of the functions that declare options and keys, that a person reads."""

_HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: ctct\n"
"Language: en\n"
"Language-Team: ctct\n"
"Last-Translator: ctct\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
"""In place of Babel's, which has the time of the run, the version of Babel and addresses to be filled in."""


class Message(NamedTuple):
    """A message and the file that has it, as seen from the top of the repository."""

    text: str
    file: str


def messages() -> list[Message]:
    """Return every message once, in the order of the code; what several files have, with the first."""
    found = [
        Message(text, file.relative_to(ROOT).as_posix()) for file in sorted(CODE.rglob("*.py")) for text in messages_of(file)
    ]
    found += [Message(text, file.relative_to(ROOT).as_posix()) for file in scripts() for text in messages_of_script(file)]
    found += [Message(text, PAGE.relative_to(ROOT).as_posix()) for text in texts_of(PAGE.read_text("utf-8"))]
    found += [Message(text, FAULTS.relative_to(ROOT).as_posix()) for text in _faults()]
    found += [Message(text, "src/ctct/model/") for text in _parts()]
    found += [Message(text, "src/ctct/lint/rules/") for text in _conventions()]
    found += [Message(layout_data(name)["ten"], f"templates/{name}/the-thuc.yaml") for name in layouts()]
    return list({one.text: one for one in reversed(found)}.values())[::-1]


def messages_of(file: Path) -> Iterator[str]:
    """Yield the messages of a file of code."""
    tree = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.FunctionDef) and (told := _docstring_told(node)):
            yield told


def scripts() -> list[Path]:
    """Return the scripts that speak with people: of the page, of the editor in it, of the extension."""
    folders = ((PAGE.parent, "*.js"), (ROOT / "editors" / "page" / "src", "*.js"), (EXTENSION, "*.ts"))
    return [file for folder, names in folders for file in sorted(folder.glob(names)) if file != BUNDLED]


def messages_of_script(file: Path) -> list[str]:
    """Return the messages of a file of JavaScript or TypeScript."""
    with file.open("rb") as text:
        found = extract("javascript", text, {"_": None}, options={"jsx": "", "parse_template_string": "1"})
        return [str(message) for _, message, _, _ in found]


def has_letters(text: str) -> bool:
    """Return whether ``text`` is Vietnamese by its letters, or by how it quotes: «ghi «05-CTr/TU»» has none of them."""
    return bool(_LETTERS.search(text)) or ("«" in text and bool(_WORD.search(text)))


def name_of(called: ast.expr) -> str:
    """Return the last name of what is called."""
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _of_call(node: ast.Call) -> Iterator[str]:
    name = name_of(node.func)
    if name in MARKS and node.args and (text := _text(node.args[0])):
        yield text
    for keyword in node.keywords:
        if keyword.arg in _TOLD_BY.get(name, ()) and (text := _text(keyword.value)) and has_letters(text):
            yield text


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _docstring_told(function: ast.FunctionDef) -> str:
    """Return the docstring of a command, or what a rule demands; ``""`` where a docstring is for programmers."""
    declared = {name_of(one.func) for one in function.decorator_list if isinstance(one, ast.Call)}
    text = cleandoc(ast.get_docstring(function, clean=False) or "")
    if any(name == "rule" or name.endswith("_rule") for name in declared):
        return _EXAMPLES.sub("", text).strip()
    return text if declared & {"command", "group"} else ""


def _faults() -> Iterator[str]:
    from ctct.lint.codes import faults

    for fault in faults().values():
        yield from (fault.means, fault.cure)


def _conventions() -> Iterator[str]:
    """Yield what rules cite of our own conventions, in words; regulations are cited by numbers."""
    from ctct.lint.codes import RULES

    for rule in RULES.values():
        for one in rule.cites:
            if one.document.startswith("Quy ước"):
                yield from one


def _parts() -> Iterator[str]:
    """Yield the docstrings of the parts of what ctct reads, as its JSON Schemas tell them."""
    from ctct.model.jsonschema import SCHEMAS, schema

    for model in SCHEMAS.values():
        made = schema(model)
        for told in (made, *made["$defs"].values()):
            yield from (one["description"] for one in (told, *told.get("anyOf", ())) if "description" in one)


def read() -> Catalog:
    """Return the catalogue as it is kept."""
    with CATALOGUE.open("rb") as file:
        kept = read_po(file, locale="en")
    kept.creation_date = kept.revision_date = datetime(1970, 1, 1, tzinfo=UTC)  # or what is compiled would differ each time
    return kept


def update() -> None:
    """Write the catalogue anew: with every message of the code and none else, what is translated stays so."""
    kept = read()
    made = Catalog("en", fuzzy=False)
    of_scripts = {text for file in scripts() for text in messages_of_script(file)}
    for one in messages():
        said = forms(known) if (known := kept.get(one.text)) else [""]
        if "{count}" in one.text and one.text not in of_scripts:
            made.add((one.text, one.text), (said[0], said[-1]), locations=[(one.file, 0)])
        else:
            made.add(one.text, said[-1], locations=[(one.file, 0)])
    text = BytesIO()
    write_po(text, made, width=0, include_lineno=False, omit_header=True)
    CATALOGUE.write_bytes(f"{kept.header_comment}\n{_HEADER}".encode() + text.getvalue())
    SPOKEN.write_text(english_of_extension(), "utf-8")


def text_of(one: Entry) -> str:
    """Return the message that an entry of the catalogue translates."""
    return str(one.id[0] if one.pluralizable else one.id)


def forms(one: Entry) -> list[str]:
    """Return the translations of a message: one, or those for one and for many."""
    return list(map(str, one.string or ())) if one.pluralizable else [str(one.string)]


def english_of_extension() -> str:
    """Return what the extension says, with its English, as JSON."""
    said = {text for file in scripts() if file.parent == EXTENSION for text in messages_of_script(file)}
    return json.dumps(translated(said), ensure_ascii=False, indent=2) + "\n"


def translated(said: set[str]) -> dict[str, str]:
    """Return the English of messages, in the order of the alphabet."""
    return dict(sorted((text_of(one), forms(one)[-1]) for one in read() if text_of(one) in said))


def compile_to(target: Path) -> None:
    """Write what a program reads of the catalogue to ``target``."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, read())


if __name__ == "__main__":
    if "--compile" in sys.argv[1:]:
        compile_to(CATALOGUE.with_suffix(".mo"))
    else:
        update()
