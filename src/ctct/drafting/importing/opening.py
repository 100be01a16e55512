"""The lines above the text, and at the edges of pages → what a draft says before its body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ctct.compare.normal import folded
from ctct.drafting.importing.capitals import Writing, is_capitals
from ctct.drafting.importing.front import UNKNOWN
from ctct.drafting.importing.lines import FOOT, TOP, Document, Line
from ctct.drafting.importing.marks import said
from ctct.drafting.importing.zones import Zones
from ctct.language import _
from ctct.layout.stylesheet import Stylesheet
from ctct.source.inline import escaped_text

_SIGNED_DIGITALLY = re.compile(r"số:?\s*.+;\s*\d{1,2}/\d{1,2}/\d{4};\s*[\d:]+", re.IGNORECASE)
_COPIED = re.compile(
    r"(?P<how>sao y|sao lục|trích sao)\s*;\s*(?P<body>[^;]+);\s*(?P<day>[\d/]+);\s*(?P<time>[\d:]+)", re.IGNORECASE
)
_HOW_COPIED = {"sao y": "sao_y", "sao lục": "sao_luc", "trích sao": "trich_sao"}
_FORMULAS = {
    "giay_moi": "kinh_moi",
    "giay_gioi_thieu": "gioi_thieu",
    "giay_chung_nhan": "chung_nhan",
    "giay_di_duong": "cap_cho",
    "giay_nghi_phep": "cap_cho",
    "cong_dien": "dien",
}
"""The fixed words that some papers begin with, by their keys in the layout."""


class Opening:
    """Reads what comes before the text of one document into ``value``; what is none of it is left to the text."""

    def __init__(self, zones: Zones, document: Document, style: Stylesheet, notes: Mapping[str, str], writing: Writing) -> None:
        self._zones, self._document, self._style, self._notes, self._writing = zones, document, style, notes, writing
        self._value: dict[str, Any] = {}

    def read(self, value: dict[str, Any]) -> None:
        """Add to ``value``, which names its type and its issuer."""
        self._value = value
        value["trich_yeu"] = self._about()
        self._edges()
        self._presentation()
        self._openings()

    def _presentation(self) -> None:
        """Take whether there is a table of contents, and the words that the layout draws behind the text of a draft."""
        said: dict[str, Any] = {}
        if self._zones.contents:
            said["muc_luc"] = min(3, self._zones.contents)
        drawn = folded(self._style.words["chu_chim"])
        if "du_thao" in self._value or isinstance(self._value["so_ky_hieu"], dict):  # else it is no draft any more
            left = [words for words in self._document.behind if folded(words) != drawn]
            if left != self._document.behind:
                said["chu_chim"] = True
            self._document.behind[:] = left
        if said:
            self._value["trinh_bay"] = said

    def _line(self, line: Line) -> str:
        return said(line, 0, self._notes)

    def _about(self) -> list[str]:
        zones, loai = self._zones, self._value["loai"]
        lines = [self._line(line) for line in zones.about]
        if loai == "cong_van" and zones.head.about:
            lines = [escaped_text(line.text) for line in zones.head.about] + lines
            if self._style.family == "dang" and zones.head.says_about:
                lines[0] = f"V/v {lines[0]}"
        return [line for line in lines if line.strip()] or [UNKNOWN]

    def _edges(self) -> None:
        """Take what stands at the edges of pages: how far the document may go, who answers questions, how it was signed."""
        for line in self._document.edges:
            if _SIGNED_DIGITALLY.fullmatch(line.plain):
                self._value["ky_so"] = line.plain
            elif copied := _COPIED.fullmatch(line.plain):
                body = self._writing.in_a_sentence(copied["body"].strip())
                self._value["ban_sao"] = {
                    "hinh_thuc": _HOW_COPIED[copied["how"].lower()],
                    "co_quan": body,
                    "ngay": copied["day"],
                    "dien_tu": copied["time"],
                }
            elif line.at == _(TOP) and is_capitals(line.plain) and len(line.plain) > 8:
                self._value["pham_vi"] = self._writing.in_a_sentence(line.plain)
            elif (
                line.at == _(FOOT)
                and "lien_he" not in self._value
                and len(line.plain) > 10
                and any(map(str.isalpha, line.plain))
            ):
                self._value["lien_he"] = line.plain
        if self._zones.contact:
            self._value["lien_he"] = self._zones.contact.plain
        if self._zones.limit:
            self._value["pham_vi"] = self._writing.in_a_sentence(self._zones.limit.plain)

    def _openings(self) -> None:
        zones, value, forms = self._zones, self._value, self._style.forms
        must, may = forms["phai_kinh_gui"].types, forms["duoc_kinh_gui"].types
        if zones.addressed and value["loai"] in must | may:
            value["kinh_gui"] = [escaped_text(text) for text, _ in zones.addressed]
        elif zones.addressed:
            zones.body[:0] = [*dict.fromkeys(line for _, line in zones.addressed)]
        self._issuers()
        self._formulas()
        if value["loai"] in must and "kinh_gui" not in value:
            value["kinh_gui"] = [UNKNOWN]

    def _issuers(self) -> None:
        """Take who decides, and on what grounds; where nobody does, the grounds are part of the text."""
        zones, value = self._zones, self._value
        must_say = value["loai"] in self._style.forms["phai_chu_the"].types
        issuers = [part for line in zones.issuers for part in line.parts()]
        if issuers and (must_say or zones.grounds):
            value["chu_the"] = [self._writing.in_a_sentence(part) for part in issuers]
        elif issuers:
            zones.body[:0] = zones.issuers
        if zones.grounds and ("chu_the" in value or must_say or _is_list(zones.grounds)):
            value["can_cu"] = [self._ground(line) for line in zones.grounds]
        else:
            zones.body[:0] = zones.grounds
        if must_say and "chu_the" not in value:
            value["chu_the"] = self._promulgation() or [one_name(value["co_quan"])]

    def _ground(self, line: Line) -> str:
        start = len(line.text) - len(line.text.lstrip("-–+ "))
        text = said(line, start, self._notes)
        return text if text.endswith("...") else text.rstrip(" ;.,")

    def _promulgation(self) -> list[str] | None:
        """Return the sentence that puts a legal document into force, from before its first article."""
        body = self._zones.body
        if self._style.family == "van-ban-quy-pham" and body and isinstance(body[0], Line) and self._zones.grounds:
            return [self._line(body.pop(0))]  # type: ignore[arg-type]
        return None

    def _formulas(self) -> None:
        """Take the fixed words that the layout of some papers begins with: «… trân trọng kính mời:»."""
        body, loai = self._zones.body, self._value["loai"]
        formula = folded(self._style.words.get(_FORMULAS.get(loai, ""), ""))
        if not formula:
            return
        for place, line in enumerate(body[:4]):
            if not isinstance(line, Line) or formula not in folded(line.plain):
                continue
            at = folded(line.plain).index(formula)
            before, after = line.plain[:at].strip(), line.plain[at + len(formula) :].strip()
            self._zones.generated.append(line)
            del body[place]
            if loai in ("giay_moi", "cong_dien"):
                self._invited(before, after, place)
            elif place:  # «Xét Đơn đề nghị …»
                self._value.setdefault("can_cu", []).extend(self._ground(one) for one in body[:place] if isinstance(one, Line))
                del body[:place]
            return

    def _invited(self, before: str, after: str, place: int) -> None:
        body = self._zones.body
        named = [after.rstrip(" ;.")] if after else []
        while not after and place < len(body) and isinstance(one := body[place], Line) and one.text.startswith(("-", "–")):
            named.append(one.plain.lstrip("-– ").rstrip(" ;."))
            self._zones.generated.append(one)
            del body[place]
        if named:
            self._value["kinh_gui"] = [escaped_text(name) for name in named]
        if self._value["loai"] == "cong_dien" and folded(before) != folded(one_name(self._value["co_quan"])) and before:
            self._value["chu_the"] = [self._writing.in_a_sentence(before)]


def _is_list(grounds: list[Line]) -> bool:
    return any(line.text.startswith(("-", "–", "+")) or line.plain.endswith((";", ",")) for line in grounds)


def one_name(body: Any) -> str:
    """Return the name of an issuer, whether a body above it is named or not."""
    return str(body["ten"] if isinstance(body, dict) else body)
