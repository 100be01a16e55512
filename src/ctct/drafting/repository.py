"""A repository of drafts to begin with: settings, danh bạ, a first draft, and what git, CI and VS Code want beside them."""

from __future__ import annotations

import json
import re
from string import Template

from ctct import __version__
from ctct.drafting.forms.yaml_reader import read_yaml
from ctct.drafting.forms.yaml_writer import write_yaml
from ctct.drafting.scaffold import Wanted, office_of, post_of, scaffold
from ctct.language import spoken
from ctct.model.jsonschema import SCHEMAS, schema_text
from ctct.model.signs import PARTY_BODIES
from ctct.source.shipped import shipped
from ctct.source.unaccented import as_id

FOLDER = "kho"
"""The folder of the files that a repository begins with."""

_FILES = {
    "ctct.toml": "ctct.toml",
    "danh-ba.yaml": "danh-ba.yaml",
    "README.md": "README.md",
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".vscode/settings.json": "vscode-settings.json",
    ".vscode/tasks.json": "vscode-tasks.json",
    ".vscode/extensions.json": "vscode-extensions.json",
}
CI = {
    "github": (".github/workflows/kiem-tra.yml", "github.yml"),
    "gitlab": (".gitlab-ci.yml", "gitlab-ci.yml"),
}
"""Where each service looks for what it is to do, and the file that says it."""

_LAYOUT_NEEDS = ("the-thuc.schema.json",)
_IS_OF_THE_PARTY = re.compile(rf"(?:{'|'.join(PARTY_BODIES)}|Tỉnh đoàn|Đảng)\b").search
_IS_OF_THE_STATE = re.compile(
    r"(?:Ủy ban nhân dân|Hội đồng nhân dân|UBND|HĐND|Sở|Bộ|Cục|Chi cục|Tổng cục|Trường(?! Chính trị)|Bệnh viện|Tòa án|Viện"
    r"|Học viện|Đại học|Phòng|Trung tâm(?! (?:Bồi dưỡng )?Chính trị)|Công an|Thanh tra|Thuế|Hải quan|Kho bạc|Kiểm toán"
    r"|Bảo hiểm xã hội|Ban Quản lý|Ban Chỉ huy|Chính phủ|Quốc hội"
    r"|Văn phòng (?:Chính phủ|Quốc hội|Chủ tịch nước|Ủy ban nhân dân|Hội đồng nhân dân|UBND|HĐND))\b",
    re.IGNORECASE,
).match


class _Marked(Template):
    """Marks what is to be filled in by a sign that neither YAML nor JSON nor a workflow has a use for."""

    delimiter = "§"


def layout_for(co_quan: str) -> str:
    """Return the layout that a body of this name most likely writes in."""
    is_state = _IS_OF_THE_STATE(co_quan) and not _IS_OF_THE_PARTY(co_quan)
    return "nha-nuoc" if is_state else "dang"


def first_draft(wanted: Wanted) -> str:
    """Return the name of the first draft."""
    return name_of_draft(wanted.loai)


def name_of_draft(loai: str) -> str:
    """Return the name of the first draft where it is of the type ``loai``."""
    return loai.replace("_", "-") + ".yaml"


def repository_files(wanted: Wanted, ci: str | None) -> dict[str, bytes]:
    """Return the files of a repository by their paths in it. ``wanted`` says what the first draft is, ``ci`` is a key of
    :data:`CI`.
    """
    sources = _FILES | (dict([CI[ci]]) if ci else {})
    said = _said(wanted)
    folder = shipped("templates") / FOLDER
    texts = {path: _Marked((folder / name).read_text("utf-8")).substitute(said) for path, name in sources.items()}
    texts["danh-ba.yaml"] = write_yaml(read_yaml(texts["danh-ba.yaml"]))  # quotes only where they are needed
    texts[first_draft(wanted)] = scaffold(wanted, "schema/ctct.schema.json")
    texts |= {f"schema/{name}": schema_text(name) for name in SCHEMAS if name not in _LAYOUT_NEEDS}
    return {path: text.encode() for path, text in texts.items()}


def _said(wanted: Wanted) -> dict[str, str]:
    """Return what is filled in, as the language of its place has it."""
    post = post_of(wanted)
    is_named = not post.startswith("Thủ trưởng")
    head = post if is_named else "Thủ trưởng"
    # The draft and the danh bạ have the same post, else the first check would find fault with what nobody has touched.
    body = {"chuc_vu": f"{post} {wanted.co_quan}" if is_named else post, "don_vi": office_of(wanted)}
    in_toml = {"the_thuc": wanted.the_thuc, "co_quan": wanted.co_quan, "dia_danh": wanted.dia_danh}
    return {
        **{key: json.dumps(said, ensure_ascii=False) for key, said in (in_toml | body).items()},
        "ma": as_id(head),
        "ten": wanted.co_quan,
        "tieng": spoken(),
        "du_thao": first_draft(wanted),
        "phien_ban": __version__,
    }
