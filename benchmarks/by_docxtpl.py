"""A programme of the words of ``build.py`` by docxtpl: usage: python benchmarks/by_docxtpl.py ITEMS TEMPLATE.docx OUT.docx.

The template is made on the first use; docxtpl fills it in. Numbers, notes and references are plain text there: docxtpl counts
nothing and makes no notes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from build import NOTE, SENTENCE, sections
from docxtpl import DocxTemplate

LINES = (
    "Chương trình công tác quý II/2021",
    "{%p for section in sections %}",
    "{{ loop.index }}. {{ section.name }}",
    "{%p for item in section.works %}",
    "{{ loop.index }}. {{ item.words }}",
    "Phân công chỉ đạo: Đồng chí Đặng Văn Minh, Phó Bí thư Tỉnh ủy, Chủ tịch Ủy ban nhân dân tỉnh.",
    "Cơ quan tham mưu, thực hiện: Văn phòng Tỉnh ủy.",
    "{%p if item.note %}",
    "{{ item.note }}",
    "{%p endif %}",
    "{%p endfor %}",
    "{%p endfor %}",
)


def make_template(path: Path) -> None:
    from docx import Document

    document = Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(str(path))


def words(items: int) -> list[dict[str, object]]:
    return [
        {
            "name": f"Nhóm việc {section.start}",
            "works": [
                {
                    "words": f"{SENTENCE} {item}{f' (thuộc mục {section.start})' if item % 10 == 0 else ''}.",
                    "note": NOTE if item % 5 == 0 else "",
                }
                for item in section
            ],
        }
        for section in sections(items)
    ]


def main() -> None:
    items, template, out = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    if not template.exists():
        make_template(template)
    document = DocxTemplate(str(template))
    document.render({"sections": words(items)}, autoescape=True)
    document.save(out)


if __name__ == "__main__":
    main()
