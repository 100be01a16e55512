"""How the bodies that issue documents are abbreviated in the signs of these."""

PARTY_BODIES: dict[str, tuple[str, ...]] = {
    "Ban Chấp hành Trung ương": ("TW",),
    "Tỉnh ủy": ("TU",),
    "Thành ủy": ("TU", "ThU"),
    "Thị ủy": ("ThU",),
    "Huyện ủy": ("HU",),
    "Quận ủy": ("QU",),
    "Đảng ủy": ("ĐU",),
    "Chi bộ": ("CB",),
    "Đại hội": ("ĐH",),
}
"""Party committees, and congresses, by how their names begin, the usual abbreviation first (36-HD/VPTW, II.1.3; 05-HD/VPTW,
II.I.3.1.2): a thành ủy right under the Central Committee signs «TU», one in a province «ThU». Districts have signed nothing
since July 2025, but drafts are kept.
"""

PARTY_OFFICES = {
    "Văn phòng": "VP",
    "Ủy ban Kiểm tra": "UBKT",
    "Ban Tổ chức": "BTC",
    "Ban Tuyên giáo và Dân vận": "BTGDV",
    "Ban Tuyên giáo": "BTG",
    "Ban Dân vận": "BDV",
    "Ban Nội chính": "BNC",
    "Ban Xây dựng Đảng": "BXDĐ",
    "Cơ quan Ủy ban Kiểm tra": "CQUBKT",
    "Trường Chính trị": "TCT",
    "Trung tâm Chính trị": "TTCT",
}
"""Offices of a committee by how their names begin; the committee's own abbreviation follows («VPTU»)."""

STATE_BODIES = {
    "Hội đồng nhân dân": "HĐND",
    "Ủy ban nhân dân": "UBND",
}
