"""Opinions as data for programs."""

from __future__ import annotations

import json

from ctct.tracking.opinions.table import Table


def as_json(table: Table) -> str:
    """Return the figures, with the ids of the bodies in each, and a list of opinions in the order of the table."""
    found = table.figures
    figures = {
        "da_gui": list(found.asked),
        "thong_nhat": list(found.agreed),
        "co_y_kien": list(found.opposed),
        "chua_ro": list(found.unclear),
        "chua_tra_loi": list(found.waiting),
        "ngoai_danh_sach": list(found.unasked),
        "so_y_kien": found.opinions,
        "xu_ly": dict(found.handled),
        "sua_doi": found.edits,
        "ban_co_sua_doi": found.edited_copies,
    }
    opinions = [
        {
            "tai": row.tai or None,
            "cho": row.place,
            "doan": row.words or None,
            "co_quan": row.co_quan,
            "ten_co_quan": row.body,
            "noi_dung": row.noi_dung,
            "xu_ly": row.xu_ly,
            "giai_trinh": row.giai_trinh or None,
        }
        for row in table.rows
    ]
    return json.dumps({"so_lieu": figures, "y_kien": opinions}, ensure_ascii=False, indent=1) + "\n"
