"""The parts of a document by their kinds, and the small ones; what they say of every document stands in ``xml/``."""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart

from ctct.emit.word.elements import Element, read_xml
from ctct.emit.word.package import PartKind
from ctct.layout.blocks import Properties
from ctct.layout.stylesheet import Page


class FootnotesPart(XmlPart):
    """The notes of a document, for which python-docx has no part of its own."""


DOCUMENT = PartKind(DocumentPart, "/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
FOOTNOTES = PartKind(FootnotesPart, "/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES)
HEADER = PartKind(HeaderPart, "/word/header%d.xml", CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER)
FOOTER = PartKind(FooterPart, "/word/footer%d.xml", CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER)
NUMBERING = PartKind(NumberingPart, "/word/numbering.xml", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING)
STYLES = PartKind(StylesPart, "/word/styles.xml", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES)
SETTINGS = PartKind(SettingsPart, "/word/settings.xml", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS)
FONTS = PartKind(XmlPart, "/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE)
THEME = PartKind(XmlPart, "/word/theme/theme1.xml", CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME)
CORE = PartKind(CorePropertiesPart, "/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, RELATIONSHIP_TYPE.CORE_PROPERTIES)
APPLICATION = PartKind(
    XmlPart, "/docProps/app.xml", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES
)


def settings_root(page: Page, *, notes: bool) -> Element:
    """Return the root of the settings part: no rsids, and no updateFields, at which Word would ask the reader a question."""
    root = read_xml("settings")
    if not page.mirrored:
        root.remove(root.find(qn("w:mirrorMargins")))
    if not notes:
        root.remove(root.find(qn("w:footnotePr")))
    root.find(qn("w:themeFontLang")).set(qn("w:val"), page.language)
    return root


def fonts_root(font: str) -> Element:
    """Return the root of the font table: the one face there is."""
    root = read_xml("fontTable")
    root[0].set(qn("w:name"), font)
    return root


def theme_root(font: str) -> Element:
    """Return the root of the least theme that Word's schema allows: Office's colours, the layout's face throughout."""
    root = read_xml("theme")
    for face in root.iter(qn("a:latin")):
        face.set("typeface", font)
    return root


def core_root(properties: Properties, language: str) -> Element:
    """Return the root of the core properties. Without a date of its own the document has none, lest it tell the day of the
    build; the texts are set here because python-docx takes none longer than 255 letters.
    """
    root = read_xml("core")
    title, subject, creator, spoken, created, modified = root
    title.text, subject.text, creator.text, spoken.text = properties.title, properties.subject, properties.creator, language
    for date in (created, modified):
        if properties.created:
            date.text = properties.created
        else:
            root.remove(date)
    return root
