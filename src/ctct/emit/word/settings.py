"""The small parts of a package: settings, page number, properties, theme."""

from __future__ import annotations

from ctct.emit.style_names import PAGE_NUMBER
from ctct.emit.word.ooxml import DECLARATION, WORD_NAMESPACES, escape, quote, val
from ctct.emit.word.styles import Wardrobe
from ctct.emit.word.wordml import field
from ctct.layout.blocks import Properties
from ctct.layout.stylesheet import Page

_COMPATIBILITY = "".join(
    f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
    for name, value in (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    )
)


def write_settings(page: Page, notes: bool) -> str:
    """Return ``settings.xml``: no rsids, and no updateFields, at which Word would ask the reader a question."""
    separators = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>' if notes else ""
    return (
        f'{DECLARATION}<w:settings {WORD_NAMESPACES}><w:zoom w:percent="100"/>'
        f"{'<w:mirrorMargins/>' if page.mirrored else ''}{val('defaultTabStop', 720)}"
        f"{val('characterSpacingControl', 'doNotCompress')}{separators}"
        f"<w:compat>{_COMPATIBILITY}</w:compat>{val('themeFontLang', quote(page.language))}"
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"'
        ' w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6"'
        ' w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/></w:settings>'
    )


def write_header(wardrobe: Wardrobe) -> str:
    """Return the header that numbers the pages."""
    style = val("pStyle", wardrobe.ids[PAGE_NUMBER])
    return f"{DECLARATION}<w:hdr {WORD_NAMESPACES}><w:p><w:pPr>{style}</w:pPr>{field('PAGE', '2')}</w:p></w:hdr>"


def write_core(properties: Properties, language: str) -> str:
    """Return the core properties; without a date of its own the document has none, lest it tell the day of the build."""
    when = properties.created
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{escape(when)}</dcterms:{name}>' for name in ("created", "modified") if when
    )
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title)}</dc:title><dc:subject>{escape(properties.subject)}</dc:subject>"
        f"<dc:creator>{escape(properties.creator)}</dc:creator><dc:language>{escape(language)}</dc:language>"
        f"{dates}</cp:coreProperties>"
    )


APPLICATION = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Template>Normal</Template><Application>ctct</Application></Properties>"
)


def write_font_table(font: str) -> str:
    """Return the font table: the one face there is."""
    return f'{DECLARATION}<w:fonts {WORD_NAMESPACES}><w:font w:name="{quote(font)}"/></w:fonts>'


def write_theme(font: str) -> str:
    """Return the least theme that Word's schema allows: Office's colours, the layout's face for headings and text."""
    system = {"dk1": ("windowText", "000000"), "lt1": ("window", "FFFFFF")}
    plain = {"dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31", "accent3": "A5A5A5"}
    plain |= {"accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1", "folHlink": "954F72"}
    colours = "".join(f'<a:{key}><a:sysClr val="{name}" lastClr="{rgb}"/></a:{key}>' for key, (name, rgb) in system.items())
    colours += "".join(f'<a:{key}><a:srgbClr val="{rgb}"/></a:{key}>' for key, rgb in plain.items())
    faces = f'<a:latin typeface="{quote(font)}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="ctct">'
        f'<a:themeElements><a:clrScheme name="ctct">{colours}</a:clrScheme><a:fontScheme name="ctct">'
        f"<a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="ctct"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>'
        f"{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst><a:effectStyleLst>"
        f"{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
