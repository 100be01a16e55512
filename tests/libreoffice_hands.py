"""Edits documents in LibreOffice as somebody who sits at it does: cursor, typing, cut and paste, by its own commands.

Runs under the Python that has LibreOffice's bridge (Debian: python3-uno): ``libreoffice_hands.py ORDERS.json``. An order names a
file to ``open``, whether changes are ``recorded``, the ``edits`` ``[command, words of a paragraph, …]`` and where to ``save``.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

FILTERS = {".docx": "MS Word 2007 XML", ".odt": "writer8"}
AUTHOR = ("Huy", "Đồng chí")
WAIT = 60


def named(name: str, value: Any) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def url(path: str) -> str:
    return Path(path).absolute().as_uri()


def even(text: str) -> str:
    """Return text without what keeps words on one line."""
    return " ".join(text.replace("\u2011", "-").split())


class Office:
    """LibreOffice, started with a profile of its own."""

    def __init__(self, folder: str) -> None:
        pipe = f"ctct{Path(folder).name}"
        profile = f"-env:UserInstallation={url(folder)}/profile"
        order = ["soffice", profile, "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp"]
        self.process = subprocess.Popen(order, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.context = self._connected(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        self.desktop = self.service("com.sun.star.frame.Desktop")
        self.dispatcher = self.service("com.sun.star.frame.DispatchHelper")
        self._sign()

    def _connected(self, address: str) -> Any:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(WAIT * 5):
            try:
                return resolver.resolve(address)
            except NoConnectException:
                time.sleep(0.2)
        raise TimeoutError(address)

    def service(self, name: str) -> Any:
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def _sign(self) -> None:
        """Say who makes the changes."""
        provider = self.service("com.sun.star.configuration.ConfigurationProvider")
        place = named("nodepath", "/org.openoffice.UserProfile/Data")
        access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", (place,))
        access.setPropertyValue("givenname", AUTHOR[0])
        access.setPropertyValue("sn", AUTHOR[1])
        access.commitChanges()

    def close(self) -> None:
        with contextlib.suppress(DisposedException):
            self.desktop.terminate()
        self.process.wait(WAIT)


class Document:
    """An open document, in a window that nobody sees, or in none."""

    def __init__(self, office: Office, path: str, *, recorded: bool, window: bool) -> None:
        self.office = office
        if window:
            self.document = office.desktop.loadComponentFromURL(url(path), "_blank", 0, (named("Hidden", True),))
            self.controller = self.document.CurrentController
            self.cursor = self.controller.ViewCursor
        else:
            self.document = office.service("com.sun.star.text.TextDocument")
            self.document.load((named("URL", url(path)), named("FilterName", FILTERS[Path(path).suffix])))
        self.document.RecordChanges = recorded

    def do(self, command: str, **arguments: Any) -> None:
        """Give one of LibreOffice's own commands."""
        given = tuple(named(name, value) for name, value in arguments.items())
        self.office.dispatcher.executeDispatch(self.controller.Frame, f".uno:{command}", "", 0, given)

    def _paragraphs(self, text: Any) -> Iterator[Any]:
        listed = text.createEnumeration()
        while listed.hasMoreElements():
            one = listed.nextElement()
            if one.supportsService("com.sun.star.text.TextTable"):
                for name in one.CellNames:
                    yield from self._paragraphs(one.getCellByName(name))
            else:
                yield one

    def _place(self, words: str, inside: str = "") -> Any:
        """Return the range of the paragraph that says ``words``, or of ``inside`` in it."""
        plain = even(words)
        paragraph = next((one for one in self._paragraphs(self.document.Text) if plain in even(one.String)), None)
        if paragraph is None:
            raise LookupError(words)
        if inside:
            search = self.document.createSearchDescriptor()
            search.SearchString = inside
            return self.document.findNext(paragraph.Start, search)
        cursor = paragraph.Text.createTextCursorByRange(paragraph.Start)
        cursor.gotoEndOfParagraph(True)
        return cursor

    def _select(self, start: Any, end: Any = None) -> None:
        self.cursor.gotoRange(start, False)
        if end is not None:
            self.cursor.gotoRange(end, True)

    def _select_whole(self, words: str) -> None:
        """Select a paragraph with its mark."""
        place = self._place(words)
        after = place.Text.createTextCursorByRange(place.End)
        self._select(place.Start, after.Start if after.gotoNextParagraph(False) else place.End)

    def save(self, path: str) -> None:
        self.document.storeToURL(url(path), (named("FilterName", FILTERS[Path(path).suffix]),))

    def close(self) -> None:
        self.document.close(True)

    # --- what somebody does

    def insert(self, words: str, new: str) -> None:
        self._select(self._place(words).End)
        self.do("InsertPara")
        self.do("InsertText", Text=new)

    def delete(self, words: str) -> None:
        self._select_whole(words)
        self.do("Delete")

    def reword(self, words: str, old: str, new: str) -> None:
        place = self._place(words, old)
        self._select(place.Start, place.End)
        self.do("InsertText", Text=new)

    def move(self, words: str, before: str) -> None:
        self._select_whole(words)
        self.do("Cut")
        self._select(self._place(before).Start)
        self.do("Paste")

    def split(self, words: str, at: str) -> None:
        self._select(self._place(words, at).Start)
        self.do("InsertPara")

    def join(self, words: str) -> None:
        self._select(self._place(words).End)
        self.do("Delete")

    def comment(self, words: str, said: str) -> None:
        place = self._place(words)
        made = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        made.Author, made.Content = " ".join(reversed(AUTHOR)), said
        place.Text.insertTextContent(place, made, True)


def carry_out(office: Office, order: dict[str, Any], folder: str) -> None:
    """Make the edits of an order. Comments come last and in no window: LibreOffice 7.4 crashes drawing one that nobody sees."""
    given = f"{folder}/given{Path(order['open']).suffix}"
    shutil.copyfile(order["open"], given)  # the lock that LibreOffice puts beside a file is no one else's
    typed = [edit for edit in order["edits"] if edit[0] != "comment"]
    remarks = [edit for edit in order["edits"] if edit[0] == "comment"]
    _edit(office, given, order["recorded"], typed, [f"{folder}/typed.docx"] if remarks else order["save"])
    if remarks:
        _edit(office, f"{folder}/typed.docx", order["recorded"], remarks, order["save"])


def _edit(office: Office, path: str, recorded: bool, edits: list[list[str]], save: list[str]) -> None:
    document = Document(office, path, recorded=recorded, window=any(name != "comment" for name, *_ in edits))
    try:
        for name, *given in edits:
            getattr(document, name)(*given)
        for target in save:
            document.save(target)
    finally:
        document.close()


def main(orders: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = Office(folder)
        try:
            for order in json.loads(Path(orders).read_text("utf-8")):
                carry_out(office, order, folder)
        finally:
            office.close()


if __name__ == "__main__":
    main(sys.argv[1])
