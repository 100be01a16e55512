"""A whole draft."""

from __future__ import annotations

from ctct.model.body import APPENDICES, NOI_DUNG_HELP, KemTheo, Node, PhuLuc, Viec, children
from ctct.model.fields import Part, default, needed, optional
from ctct.model.parts import MARK, TIME, TYPE, BanSao, BoQua, CoQuan, Ngay, NguoiDanhMay, NguoiKy, SoKyHieu
from ctct.model.previous import KeThua
from ctct.model.shapes import ITEMS, LINES, TEXT, Keyed, Many, Measure, Number, OneOf, Switch
from ctct.model.tables import Bang, tables

EDITIONS = ("36-HD/VPTW", "05-HD/VPTW", "30/2020/NĐ-CP", "78/2025/NĐ-CP")


class TrinhBay(Part):
    """Những chỗ mà quy định cho chọn; chỉ ghi «bang» là in các việc thành bảng."""

    bare_key = "chuong_trinh"

    an_ban: str | None = optional(OneOf(EDITIONS), "Ấn bản", "Bản quy định áp dụng; bỏ trống thì chọn theo ngày.", "36-HD/VPTW")
    co_chu: int | None = optional(Number(), "Cỡ chữ nội dung", "Tính bằng pt: 14 hoặc 15.", 14)
    bo_co_chu: int | None = optional(
        OneOf((14, 13)), "Bộ cỡ chữ", "Thể thức nhà nước: cỡ chữ các thành phần đi theo bộ 14 hoặc 13.", 14
    )
    gian_dong: int | float | None = optional(
        Measure(), "Giãn dòng", "Văn bản của Đảng: giãn dòng đúng, tính bằng pt; của Nhà nước: số dòng, từ 1 đến 1.5.", 18
    )
    hai_mat: bool = default(False, Switch(), "In hai mặt", "Đổi lề trái, phải ở mặt sau.", True)
    chuong_trinh: str | None = optional(
        OneOf(("bang",)), "Chương trình", "«bang»: in các việc thành bảng thay vì thành các đoạn.", "bang"
    )
    kho_ngang: bool = default(False, Switch(), "Khổ ngang", "In bảng các việc trên trang giấy ngang.", True)
    dien_tu: bool = default(False, Switch(), "Văn bản điện tử", "Để trống số, ngày ở dòng «Kèm theo» của phụ lục.", True)


class DanhSo(Part):
    """Dấu đánh số của từng cấp trong cả văn bản."""

    phan: str | None = optional(MARK, "Phần", "Dấu của các phần.", "A.")
    chuong: str | None = optional(MARK, "Chương", "Dấu của các chương.", "Chương I")
    muc: str | None = optional(MARK, "Mục", "Dấu của các mục.", "I-")
    tieu_muc: str | None = optional(MARK, "Tiểu mục", "Dấu của các tiểu mục.", "Tiểu mục 1")
    dieu: str | None = optional(MARK, "Điều", "Dấu của các điều.", "Điều 1.")
    khoan: str | None = optional(MARK, "Khoản", "Dấu của các khoản.", "1.")
    diem: str | None = optional(MARK, "Điểm", "Dấu của các điểm.", "a)")


class VanBan(Part):
    """Dự thảo một văn bản."""

    the_thuc: str = default(
        "dang",
        TEXT,
        "Thể thức",
        "«dang», «nha-nuoc», «van-ban-quy-pham», hoặc thư mục thể thức của cơ quan bắt đầu bằng «./».",
        "dang",
        "nha-nuoc",
        "./the-thuc/dang",
    )
    loai: str = needed(TYPE, "Tên loại", "Một trong các tên loại mà thể thức có.", "chuong_trinh")
    co_quan: CoQuan | None = optional(
        CoQuan, "Cơ quan ban hành", "Tên cơ quan; bỏ trống thì lấy trong ctct.toml.", "Tỉnh ủy Quảng Ngãi"
    )
    so_ky_hieu: SoKyHieu = needed(
        SoKyHieu,
        "Số, ký hiệu",
        "Viết liền «05-CTr/TU» (Đảng), «05/QĐ-UBND» (Nhà nước), hoặc tách số và ký hiệu.",
        "05-CTr/TU",
        "05/QĐ-UBND",
    )
    dia_danh: str | None = optional(TEXT, "Địa danh", "Nơi ban hành.", "Quảng Ngãi")
    ngay: Ngay = needed(Ngay, "Ngày tháng", "Ngày ký; chưa ký thì chỉ ghi năm.", "06/4/2021", 2021)
    trich_yeu: tuple[str, ...] = needed(LINES, "Trích yếu", "Tóm tắt nội dung; mỗi dòng in một dòng.", "công tác quý II/2021")
    thoi_gian: str | None = optional(TIME, "Kỳ của văn bản", "Thời gian mà chương trình, kế hoạch bao quát.", "quý II/2021")
    danh_ba: tuple[str, ...] | None = optional(ITEMS, "Danh bạ", "Tệp danh bạ người và cơ quan.", "danh-ba/quang-ngai.yaml")
    trinh_bay: TrinhBay = default(TrinhBay(), TrinhBay, "Trình bày", "Những chỗ quy định cho chọn.", {"co_chu": 14})
    danh_so: DanhSo = default(DanhSo(), DanhSo, "Đánh số", "Dấu đánh số của từng cấp.", {"muc": "I-"})

    do_mat: str | None = optional(OneOf(("mat", "toi_mat", "tuyet_mat")), "Độ mật", "Dấu chỉ mức độ mật.", "mat")
    do_khan: str | None = optional(OneOf(("khan", "thuong_khan", "hoa_toc")), "Độ khẩn", "Dấu chỉ mức độ khẩn.", "khan")
    pham_vi: str | None = optional(TEXT, "Phạm vi lưu hành", "Chỉ dẫn phạm vi lưu hành.", "Xong hội nghị trả lại")
    du_thao: int | None = optional(Number(least=1), "Dự thảo lần", "Lần dự thảo.", 2)
    nguoi_danh_may: NguoiDanhMay | None = optional(
        NguoiDanhMay, "Người đánh máy", "Ký hiệu và số bản.", {"ky_hieu": "ABC", "so_ban": 68}
    )
    lien_he: str | None = optional(TEXT, "Thông tin liên hệ", "Địa chỉ, điện thoại… ở chân trang đầu.", "ĐT: 0255 3822 000")

    kinh_gui: tuple[str, ...] | None = optional(ITEMS, "Kính gửi", "Nơi nhận của công văn, tờ trình.", "Ban Thường vụ Tỉnh ủy")
    can_cu: tuple[str, ...] | None = optional(
        ITEMS, "Căn cứ", "Mỗi căn cứ một dòng, không cần dấu cuối dòng.", ["Căn cứ Điều lệ Đảng"]
    )
    chu_the: tuple[str, ...] | None = optional(
        ITEMS,
        "Chủ thể ban hành",
        "Dòng chữ hoa: sau các căn cứ (Đảng), trước các căn cứ (Nhà nước: thẩm quyền ban hành).",
        "Ban Thường vụ Tỉnh ủy quyết định",
    )
    noi_dung: tuple[str, ...] | None = optional(LINES, "Nội dung", NOI_DUNG_HELP, "Thực hiện … như sau:")
    bang: tuple[Bang, ...] | None = tables("Một bảng hoặc danh sách các bảng, in sau «noi_dung».")
    phan: tuple[Node, ...] | None = children("Phần")
    chuong: tuple[Node, ...] | None = children("Chương")
    muc: tuple[Node, ...] | None = children("Mục")
    tieu_muc: tuple[Node, ...] | None = children("Tiểu mục")
    dieu: tuple[Node, ...] | None = children("Điều")
    khoan: tuple[Node, ...] | None = children("Khoản")
    diem: tuple[Node, ...] | None = children("Điểm")
    ket: tuple[str, ...] | None = optional(LINES, "Kết", "Các đoạn sau phần nội dung đánh số.", "Trân trọng.")
    thuong_ky: dict[str, Viec] = default(
        {}, Keyed(Viec), "Việc thường kỳ", "Những việc lặp lại, viết một lần.", {"cong-tac-can-bo": "Lời văn."}
    )
    chu_thich: dict[str, str] = default(
        {}, Keyed(TEXT), "Chú thích", "Lời chú thích ở chân trang, theo mã.", {"mien-nui": "Tại Điểm 3.5."}
    )

    bo_qua: tuple[BoQua, ...] = default(
        (),
        Many(BoQua),
        "Bỏ qua",
        "Những quy tắc được bỏ qua, kèm lý do.",
        [{"ma": "SKH02", "ly_do": "Bản gốc đã ký ghi như vậy."}],
    )

    ke_thua: KeThua | None = optional(
        KeThua,
        "Kế thừa",
        "Chương trình kỳ trước; việc chưa xong của kỳ trước phải chuyển sang hoặc giải thích. Không in ra.",
        {"tu": "quy-II-2021.yaml"},
    )

    noi_nhan: tuple[str, ...] | None = optional(
        ITEMS, "Nơi nhận", "Mỗi nơi một dòng, không cần dấu cuối dòng.", ["Lưu Văn phòng Tỉnh ủy"]
    )
    nguoi_ky: NguoiKy = needed(NguoiKy, "Người ký", "Quyền hạn, chức vụ, họ tên.", {"ho_ten": "Đặng Ngọc Huy"})
    nguoi_ghi: NguoiKy | None = optional(NguoiKy, "Người ghi biên bản", "Chỉ dùng cho biên bản.", {"ho_ten": "Trần Thị Lan"})
    kem_theo: KemTheo | None = optional(
        KemTheo,
        "Văn bản kèm theo",
        "Quy chế, quy định… được ban hành kèm theo quyết định này.",
        {"loai": "quy_che", "trich_yeu": "làm việc của Ủy ban nhân dân xã", "dieu": ["Lời văn."]},
    )
    phu_luc: tuple[PhuLuc, ...] | None = optional(
        APPENDICES, "Phụ lục", "Mỗi phụ lục một trang mới.", [{"ten": "Danh mục công trình"}]
    )
    ky_so: str | None = optional(
        TEXT,
        "Thông tin ký số",
        "Văn bản kèm theo ở tệp riêng: số, thời gian ký; in ở góc phải trên trang đầu.",
        "Số: 05/QĐ-UBND; 06/4/2026; 09:15:30",
    )
    ban_sao: BanSao | None = optional(
        BanSao,
        "Bản sao",
        "Phần ghi thêm khi sao văn bản.",
        {"hinh_thuc": "sao_y", "co_quan": "Ủy ban nhân dân xã", "ngay": "06/4/2026", "dien_tu": "09:15:30"},
    )
