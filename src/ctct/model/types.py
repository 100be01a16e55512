"""The types of document, the levels of their bodies and the roles in them, as the regulations name them."""

from collections.abc import Mapping
from typing import NamedTuple

from ctct.language import N_


class DocumentType(NamedTuple):
    """A type of document: its name as printed and the abbreviation used in its sign (``None``: none laid down)."""

    name: str
    abbreviation: str | None = None


PARTY_TYPES = {
    "cuong_linh_chinh_tri": DocumentType("Cương lĩnh chính trị"),
    "dieu_le_dang": DocumentType("Điều lệ Đảng"),
    "chien_luoc": DocumentType("Chiến lược", "CL"),
    "nghi_quyet": DocumentType("Nghị quyết", "NQ"),
    "quyet_dinh": DocumentType("Quyết định", "QĐ"),
    "chi_thi": DocumentType("Chỉ thị", "CT"),
    "ket_luan": DocumentType("Kết luận", "KL"),
    "quy_che": DocumentType("Quy chế", "QC"),
    "quy_dinh": DocumentType("Quy định", "QĐ"),
    "thong_tri": DocumentType("Thông tri", "TT"),
    "huong_dan": DocumentType("Hướng dẫn", "HD"),
    "thong_bao": DocumentType("Thông báo", "TB"),
    "thong_cao": DocumentType("Thông cáo", "TC"),
    "tuyen_bo": DocumentType("Tuyên bố", "TB"),
    "loi_keu_goi": DocumentType("Lời kêu gọi", "LKG"),
    "bao_cao": DocumentType("Báo cáo", "BC"),
    "ke_hoach": DocumentType("Kế hoạch", "KH"),
    "quy_hoach": DocumentType("Quy hoạch", "QH"),
    "chuong_trinh": DocumentType("Chương trình", "CTr"),
    "de_an": DocumentType("Đề án", "ĐA"),
    "phuong_an": DocumentType("Phương án", "PA"),
    "du_an": DocumentType("Dự án", "DA"),
    "to_trinh": DocumentType("Tờ trình", "TTr"),
    "cong_van": DocumentType("Công văn", "CV"),
    "bien_ban": DocumentType("Biên bản", "BB"),
}
"""The 25 types of 399-QĐ/TW (66-QĐ/TW before it), in its order. Abbreviations as 05-HD/VPTW, II.I.3.1.2.a has them: the first
letters of the syllables, but for five that it names. The Party's platform and statutes bear no number."""

PARTY_PAPERS = {
    "giay_gioi_thieu": DocumentType("Giấy giới thiệu", "GGT"),
    "giay_chung_nhan": DocumentType("Giấy chứng nhận", "GCN"),
    "giay_di_duong": DocumentType("Giấy đi đường", "GĐĐ"),
    "giay_nghi_phep": DocumentType("Giấy nghỉ phép", "GNP"),
    "giay_moi": DocumentType("Giấy mời", "GM"),
    "phieu_chuyen": DocumentType("Phiếu chuyển", "PC"),
    "phieu_gui": DocumentType("Phiếu gửi", "PG"),
    "thu_cong": DocumentType("Thư công"),
}
"""The eight administrative papers of 399-QĐ/TW, in its order. Their abbreviations are made as 05-HD/VPTW, II.I.3.1.2.a has
it, of the first letters of the syllables; a letter has none, here as in the State's list."""

STATE_TYPES = {
    "nghi_quyet": DocumentType("Nghị quyết", "NQ"),
    "quyet_dinh": DocumentType("Quyết định", "QĐ"),
    "chi_thi": DocumentType("Chỉ thị", "CT"),
    "quy_che": DocumentType("Quy chế", "QC"),
    "quy_dinh": DocumentType("Quy định", "QyĐ"),
    "thong_cao": DocumentType("Thông cáo", "TC"),
    "thong_bao": DocumentType("Thông báo", "TB"),
    "huong_dan": DocumentType("Hướng dẫn", "HD"),
    "chuong_trinh": DocumentType("Chương trình", "CTr"),
    "ke_hoach": DocumentType("Kế hoạch", "KH"),
    "phuong_an": DocumentType("Phương án", "PA"),
    "de_an": DocumentType("Đề án", "ĐA"),
    "du_an": DocumentType("Dự án", "DA"),
    "bao_cao": DocumentType("Báo cáo", "BC"),
    "bien_ban": DocumentType("Biên bản", "BB"),
    "to_trinh": DocumentType("Tờ trình", "TTr"),
    "hop_dong": DocumentType("Hợp đồng", "HĐ"),
    "cong_van": DocumentType("Công văn"),
    "cong_dien": DocumentType("Công điện", "CĐ"),
    "ban_ghi_nho": DocumentType("Bản ghi nhớ", "BGN"),
    "ban_thoa_thuan": DocumentType("Bản thỏa thuận", "BTT"),
    "giay_uy_quyen": DocumentType("Giấy ủy quyền", "GUQ"),
    "giay_moi": DocumentType("Giấy mời", "GM"),
    "giay_gioi_thieu": DocumentType("Giấy giới thiệu", "GGT"),
    "giay_nghi_phep": DocumentType("Giấy nghỉ phép", "GNP"),
    "phieu_gui": DocumentType("Phiếu gửi", "PG"),
    "phieu_chuyen": DocumentType("Phiếu chuyển", "PC"),
    "phieu_bao": DocumentType("Phiếu báo", "PB"),
    "thu_cong": DocumentType("Thư công"),
}
"""The 29 types of 30/2020/NĐ-CP, Điều 7, with the abbreviations of its Phụ lục III (công văn and thư công have none)."""

LEGAL_TYPES = {
    "nghi_dinh": DocumentType("Nghị định", "NĐ"),
    "thong_tu": DocumentType("Thông tư", "TT"),
    "nghi_quyet": DocumentType("Nghị quyết", "NQ"),
    "quyet_dinh": DocumentType("Quyết định", "QĐ"),
}
"""The types of legal normative documents that a layout is offered for: of the Government, of ministers, of people's
councils, of people's committees."""

TYPE_NAMES = {key: kind.name for types in (PARTY_TYPES, PARTY_PAPERS, STATE_TYPES, LEGAL_TYPES) for key, kind in types.items()}
"""Every type by its key; a key means the same name wherever it is known."""

REPORT = "bao_cao"
"""The type that tells how a programme was carried out; it takes over none of its works."""

CITED_TYPES = {
    **TYPE_NAMES,
    "hien_phap": "Hiến pháp",
    "bo_luat": "Bộ luật",
    "luat": "Luật",
    "phap_lenh": "Pháp lệnh",
    "lenh": "Lệnh",
    "nghi_quyet_lien_tich": "Nghị quyết liên tịch",
    "thong_tu_lien_tich": "Thông tư liên tịch",
    "van_ban_hop_nhat": "Văn bản hợp nhất",
}
"""The types that a document may have which is only cited."""

OF_TWO_PARTIES = frozenset({"hop_dong", "ban_ghi_nho", "ban_thoa_thuan"})
"""The types that two parties sign."""

COPY_TYPES = {
    "sao_y": DocumentType("Sao y", "SY"),
    "sao_luc": DocumentType("Sao lục", "SL"),
    "trich_sao": DocumentType("Trích sao", "TrS"),
}
"""The kinds of copy of 30/2020/NĐ-CP, Điều 25, with the abbreviations of its Phụ lục III."""


class TypeList(NamedTuple):
    """The types that a layout knows, and the document and clause that list them."""

    types: Mapping[str, DocumentType]
    cites: tuple[str, str]


TYPES_OF = {
    "dang": TypeList({**PARTY_TYPES, **PARTY_PAPERS}, ("66-QĐ/TW, 399-QĐ/TW", "các thể loại văn bản của Đảng")),
    "nha-nuoc": TypeList(STATE_TYPES, ("30/2020/NĐ-CP", "Điều 7")),
    "van-ban-quy-pham": TypeList(LEGAL_TYPES, ("Luật số 64/2025/QH15", "hệ thống văn bản quy phạm pháp luật")),
}
"""The types by the family of the layout."""

NEAREST = {
    "ket_luan": "thong_bao",
    "thong_tri": "cong_van",
    "tuyen_bo": "thong_cao",
    "loi_keu_goi": "thu_cong",
    "chien_luoc": "de_an",
    "quy_hoach": "de_an",
    "cong_dien": "cong_van",
    "thu_cong": "cong_van",
    "giay_moi": "cong_van",
    "giay_chung_nhan": "giay_gioi_thieu",
    "giay_di_duong": "giay_gioi_thieu",
    "phieu_gui": "cong_van",
    "phieu_chuyen": "cong_van",
    "phieu_bao": "cong_van",
    "nghi_dinh": "quyet_dinh",
    "thong_tu": "huong_dan",
}
"""What comes nearest to a type where a layout does not know it."""

LEVEL_NAMES = {
    "phan": "phần",
    "chuong": "chương",
    "muc": "mục",
    "tieu_muc": "tiểu mục",
    "dieu": "điều",
    "khoan": "khoản",
    "diem": "điểm",
}
"""Every level, from the highest, with its name. A node's children are of a lower level than its own; levels may be skipped."""

LEVELS = tuple(LEVEL_NAMES)

APPENDIX, ATTACHED = "phu_luc", "kem_theo"
"""What stands above the levels of an appendix, and of a text that a decision puts into force."""

ARTICLE_LEVELS = frozenset({"chuong", "tieu_muc", "dieu"})
"""A draft that uses one of these follows the scheme of regulations (chương, mục, tiểu mục, điều, khoản, điểm)."""

MARKS = (
    "A.", "A-", "I.", "I-", "I)", "1.", "1-", "1)", "(1)", "1.1.", "a)", "a.", "(a)",
    "Phần I", "Phần thứ nhất", "Chương I", "Chương thứ nhất", "Mục 1", "Tiểu mục 1", "Điều 1.",
)  # fmt: skip
"""The marks that a draft may ask for, each written as its first number would read."""

ROLES = {
    "phan_cong_chi_dao": N_("Phân công chỉ đạo"),
    "co_quan_chu_tri": N_("Cơ quan chủ trì"),
    "co_quan_phoi_hop": N_("Cơ quan phối hợp"),
    "co_quan_tham_muu": N_("Cơ quan tham mưu, thực hiện"),
}
"""The fields that assign a work, in the order of printing, with the words that introduce each."""

MEETING_ROLES = ("chu_tri_hop", "thanh_phan")
"""The fields that say who chairs a meeting and who attends it; they are not printed."""

FOLLOWED_UP = ("han", "gio", "dia_diem", *MEETING_ROLES, "phuc_vu", "san_pham", "nguon")
"""What a work says of itself for those who follow it up: of these only ``san_pham`` is printed, as a column of a table."""

OF_WORKS_ONLY = (*ROLES, "nhu", *FOLLOWED_UP, "so", "thuong_ky", "thoi_gian", "trang_thai", "ly_do")
"""What a work may say and a text that is attached to the document may not."""

NOT_BEGUN = "chua_lam"
"""The state of a work of which nothing is said."""

STATES = {
    NOT_BEGUN: N_("Chưa làm"),
    "dang_lam": N_("Đang làm"),
    "xong": N_("Đã xong"),
    "chuyen_ky_sau": N_("Chuyển kỳ sau"),
    "thoi": N_("Thôi"),
}
"""The states of a work, each with its name. Whether it is in time is never typed: it follows from days."""
