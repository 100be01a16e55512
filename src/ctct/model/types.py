"""The types of document and the levels of their bodies, as the regulations name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document: its name as printed and the abbreviation used in its sign (``None``: none laid down)."""

    name: str
    abbreviation: str | None = None


PARTY_TYPES = {
    "cuong_linh_chinh_tri": DocumentType("Cương lĩnh chính trị"),
    "dieu_le_dang": DocumentType("Điều lệ Đảng"),
    "chien_luoc": DocumentType("Chiến lược"),
    "nghi_quyet": DocumentType("Nghị quyết", "NQ"),
    "quyet_dinh": DocumentType("Quyết định", "QĐ"),
    "chi_thi": DocumentType("Chỉ thị", "CT"),
    "ket_luan": DocumentType("Kết luận", "KL"),
    "quy_che": DocumentType("Quy chế", "QC"),
    "quy_dinh": DocumentType("Quy định", "QĐ"),
    "thong_tri": DocumentType("Thông tri", "TT"),
    "huong_dan": DocumentType("Hướng dẫn", "HD"),
    "thong_bao": DocumentType("Thông báo", "TB"),
    "thong_cao": DocumentType("Thông cáo"),
    "tuyen_bo": DocumentType("Tuyên bố"),
    "loi_keu_goi": DocumentType("Lời kêu gọi"),
    "bao_cao": DocumentType("Báo cáo", "BC"),
    "ke_hoach": DocumentType("Kế hoạch", "KH"),
    "quy_hoach": DocumentType("Quy hoạch"),
    "chuong_trinh": DocumentType("Chương trình", "CTr"),
    "de_an": DocumentType("Đề án", "ĐA"),
    "phuong_an": DocumentType("Phương án", "PA"),
    "du_an": DocumentType("Dự án"),
    "to_trinh": DocumentType("Tờ trình", "TTr"),
    "cong_van": DocumentType("Công văn", "CV"),
    "bien_ban": DocumentType("Biên bản", "BB"),
}
"""The 25 types of 399-QĐ/TW (66-QĐ/TW before it), in its order. Abbreviations as 36-HD/VPTW II.1.3 and its digests give
them; where no source that was read names one, there is none and a draft writes its own sign."""

Loai = Literal[
    "cuong_linh_chinh_tri", "dieu_le_dang", "chien_luoc", "nghi_quyet", "quyet_dinh", "chi_thi", "ket_luan", "quy_che",
    "quy_dinh", "thong_tri", "huong_dan", "thong_bao", "thong_cao", "tuyen_bo", "loi_keu_goi", "bao_cao", "ke_hoach",
    "quy_hoach", "chuong_trinh", "de_an", "phuong_an", "du_an", "to_trinh", "cong_van", "bien_ban",
]  # fmt: skip

LEVELS = ("phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem")
"""Every level, from the highest. A node's children are of a lower level than its own; levels may be skipped."""

LEVEL_NAMES = {
    "phan": "phần",
    "chuong": "chương",
    "muc": "mục",
    "tieu_muc": "tiểu mục",
    "dieu": "điều",
    "khoan": "khoản",
    "diem": "điểm",
}

ARTICLE_LEVELS = frozenset({"chuong", "tieu_muc", "dieu"})
"""A draft that uses one of these follows the scheme of regulations (chương, mục, tiểu mục, điều, khoản, điểm)."""

DauSo = Literal[
    "A.", "A-", "I.", "I-", "I)", "1.", "1-", "1)", "(1)", "1.1.", "a)", "a.", "(a)",
    "Phần I", "Phần thứ nhất", "Chương I", "Mục 1", "Tiểu mục 1", "Điều 1.",
]  # fmt: skip
"""The marks that a draft may ask for, each written as its first number would read."""
