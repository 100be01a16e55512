"""A whole draft."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from ctct.model.body import NOI_DUNG_HELP, KemTheo, Nodes, PhuLuc, Viec
from ctct.model.kinds import ONE_OR_MANY, Id, Items, Lines, Mark, Measure, Ordinal, Period, Text, TypeKey
from ctct.model.part import Part, ShortPart
from ctct.model.parts import BanSao, BoQua, CoQuan, Ngay, NguoiDanhMay, NguoiKy, SoKyHieu
from ctct.model.previous import KeThua
from ctct.model.tables import TABLE, Tables
from ctct.model.types import TYPE_NAMES
from ctct.model.values import Span, days, plain_span

Signers = Annotated[tuple[NguoiKy, ...], Field(min_length=1), ONE_OR_MANY]
"""People who sign, one or several."""

Edition = Literal["36-HD/VPTW", "05-HD/VPTW", "30/2020/NĐ-CP", "78/2025/NĐ-CP"]


class TrinhBay(ShortPart):
    """Những chỗ mà quy định cho chọn; chỉ ghi «bang» là in các việc thành bảng."""

    bare_key = "chuong_trinh"

    an_ban: Edition | None = Field(
        default=None, title="Ấn bản", description="Bản quy định áp dụng; bỏ trống thì chọn theo ngày.", examples=["36-HD/VPTW"]
    )
    co_chu: StrictInt | None = Field(
        default=None, title="Cỡ chữ nội dung", description="Tính bằng pt: 14 hoặc 15.", examples=[14]
    )
    bo_co_chu: Literal[14, 13] | None = Field(
        default=None,
        title="Bộ cỡ chữ",
        description="Thể thức nhà nước: cỡ chữ các thành phần đi theo bộ 14 hoặc 13.",
        examples=[14],
    )
    gian_dong: Measure | None = Field(
        default=None,
        title="Giãn dòng",
        description="Văn bản của Đảng: giãn dòng đúng, tính bằng pt; của Nhà nước: số dòng, từ 1 đến 1.5.",
        examples=[18],
    )
    hai_mat: StrictBool = Field(default=False, title="In hai mặt", description="Đổi lề trái, phải ở mặt sau.", examples=[True])
    chuong_trinh: Literal["bang"] | None = Field(
        default=None,
        title="Chương trình",
        description="«bang»: in các việc thành bảng thay vì thành các đoạn.",
        examples=["bang"],
    )
    thoi_gian: Literal["trong_ngoac"] | None = Field(
        default=None,
        title="Thời gian",
        description="«trong_ngoac»: in thời gian của mỗi việc trong ngoặc ở cuối lời văn.",
        examples=["trong_ngoac"],
    )
    phan_cong: Literal["lien_dong"] | None = Field(
        default=None,
        title="Phân công",
        description="«lien_dong»: in phân công của mỗi việc liền một dòng, tiếp theo lời văn của việc.",
        examples=["lien_dong"],
    )
    kho_ngang: StrictBool = Field(
        default=False, title="Khổ ngang", description="In bảng các việc trên trang giấy ngang.", examples=[True]
    )
    dien_tu: StrictBool = Field(
        default=False, title="Văn bản điện tử", description="Để trống số, ngày ở dòng «Kèm theo» của phụ lục.", examples=[True]
    )
    muc_luc: Annotated[int, Field(strict=True, ge=1, le=3)] | None = Field(
        default=None,
        title="Mục lục",
        description="In mục lục trước lời văn, gồm mấy cấp đề mục cao nhất: 1, 2 hoặc 3.",
        examples=[2],
    )
    chu_chim: StrictBool = Field(
        default=False, title="Chữ chìm", description="In «DỰ THẢO» chìm dưới chữ ở mọi trang của dự thảo.", examples=[True]
    )


class DanhSo(Part):
    """Dấu đánh số của từng cấp trong cả văn bản."""

    phan: Mark | None = Field(default=None, title="Phần", description="Dấu của các phần.", examples=["A."])
    chuong: Mark | None = Field(default=None, title="Chương", description="Dấu của các chương.", examples=["Chương I"])
    muc: Mark | None = Field(default=None, title="Mục", description="Dấu của các mục.", examples=["I-"])
    tieu_muc: Mark | None = Field(default=None, title="Tiểu mục", description="Dấu của các tiểu mục.", examples=["Tiểu mục 1"])
    dieu: Mark | None = Field(default=None, title="Điều", description="Dấu của các điều.", examples=["Điều 1."])
    khoan: Mark | None = Field(default=None, title="Khoản", description="Dấu của các khoản.", examples=["1."])
    diem: Mark | None = Field(default=None, title="Điểm", description="Dấu của các điểm.", examples=["a)"])


class VanBan(Part):
    """Dự thảo một văn bản."""

    the_thuc: Text = Field(
        default="dang",
        title="Thể thức",
        description="«dang», «nha-nuoc», «van-ban-quy-pham», hoặc thư mục thể thức của cơ quan bắt đầu bằng «./».",
        examples=["dang", "nha-nuoc", "./the-thuc/dang"],
    )
    loai: TypeKey = Field(title="Tên loại", description="Một trong các tên loại mà thể thức có.", examples=["chuong_trinh"])
    ten_loai: Text | None = Field(
        default=None,
        title="Tên loại mở rộng",
        description="Tên loại có thêm chữ, mở đầu bằng chính tên loại: in ở chỗ tên loại và trong câu.",
        examples=["Báo cáo nhanh", "Chương trình hành động"],
    )
    co_quan: CoQuan | None = Field(
        default=None,
        title="Cơ quan ban hành",
        description="Tên cơ quan; bỏ trống thì lấy trong ctct.toml.",
        examples=["Tỉnh ủy Quảng Ngãi"],
    )
    so_ky_hieu: SoKyHieu = Field(
        title="Số, ký hiệu",
        description="Viết liền «05-CTr/TU» (Đảng), «05/QĐ-UBND» (Nhà nước), hoặc tách số và ký hiệu.",
        examples=["05-CTr/TU", "05/QĐ-UBND"],
    )
    dia_danh: Text | None = Field(default=None, title="Địa danh", description="Nơi ban hành.", examples=["Quảng Ngãi"])
    ngay: Ngay = Field(title="Ngày tháng", description="Ngày ký; chưa ký thì chỉ ghi năm.", examples=["06/4/2021", 2021])
    trich_yeu: Lines = Field(
        title="Trích yếu", description="Tóm tắt nội dung; mỗi dòng in một dòng.", examples=["công tác quý II/2021"]
    )
    thoi_gian: Period | None = Field(
        default=None,
        title="Kỳ của văn bản",
        description="Thời gian mà chương trình, kế hoạch bao quát: tháng, quý, năm, nhiệm kỳ.",
        examples=["quý II/2021", "tháng 5/2026", "năm 2026", "nhiệm kỳ 2025 - 2030"],
    )
    danh_ba: Items | None = Field(
        default=None, title="Danh bạ", description="Tệp danh bạ người và cơ quan.", examples=["danh-ba/quang-ngai.yaml"]
    )
    trinh_bay: TrinhBay = Field(
        default=TrinhBay.model_construct(),
        title="Trình bày",
        description="Những chỗ quy định cho chọn.",
        examples=[{"co_chu": 14}],
    )
    danh_so: DanhSo = Field(
        default=DanhSo.model_construct(), title="Đánh số", description="Dấu đánh số của từng cấp.", examples=[{"muc": "I-"}]
    )

    do_mat: Literal["mat", "toi_mat", "tuyet_mat"] | None = Field(
        default=None, title="Độ mật", description="Dấu chỉ mức độ mật.", examples=["mat"]
    )
    do_khan: Literal["khan", "thuong_khan", "hoa_toc"] | None = Field(
        default=None, title="Độ khẩn", description="Dấu chỉ mức độ khẩn.", examples=["khan"]
    )
    pham_vi: Text | None = Field(
        default=None, title="Phạm vi lưu hành", description="Chỉ dẫn phạm vi lưu hành.", examples=["Xong hội nghị trả lại"]
    )
    du_thao: Ordinal | None = Field(default=None, title="Dự thảo lần", description="Lần dự thảo.", examples=[2])
    nguoi_danh_may: NguoiDanhMay | None = Field(
        default=None,
        title="Người soạn thảo, đánh máy",
        description="Ký hiệu người soạn thảo và số bản; in ở cuối nơi nhận.",
        examples=[{"ky_hieu": "NguyenVanAn", "so_ban": 26}],
    )
    lien_he: Text | None = Field(
        default=None,
        title="Thông tin liên hệ",
        description="Địa chỉ, điện thoại…; ở chân trang đầu, văn bản của Đảng từ 27/5/2026 thì ở chân trang cuối.",
        examples=["ĐT: 0255 3822 000"],
    )

    kinh_gui: Items | None = Field(
        default=None, title="Kính gửi", description="Nơi nhận của công văn, tờ trình.", examples=["Ban Thường vụ Tỉnh ủy"]
    )
    can_cu: Items | None = Field(
        default=None,
        title="Căn cứ",
        description="Mỗi căn cứ một dòng, không cần dấu cuối dòng.",
        examples=[["Căn cứ Điều lệ Đảng"]],
    )
    chu_the: Items | None = Field(
        default=None,
        title="Chủ thể ban hành",
        description="Dòng chữ hoa: sau các căn cứ (Đảng), trước các căn cứ (Nhà nước: thẩm quyền ban hành).",
        examples=["Ban Thường vụ Tỉnh ủy quyết định"],
    )
    noi_dung: Lines | None = Field(default=None, title="Nội dung", description=NOI_DUNG_HELP, examples=["Thực hiện … như sau:"])
    bang: Tables | None = Field(
        default=None, title="Bảng", description="Một bảng hoặc danh sách các bảng, in sau «noi_dung».", examples=[TABLE]
    )
    phan: Nodes | None = Field(
        default=None, title="Phần", description="Danh sách các phần, theo thứ tự in.", examples=[["Lời văn."]]
    )
    chuong: Nodes | None = Field(
        default=None, title="Chương", description="Danh sách các chương, theo thứ tự in.", examples=[["Lời văn."]]
    )
    muc: Nodes | None = Field(
        default=None, title="Mục", description="Danh sách các mục, theo thứ tự in.", examples=[["Lời văn."]]
    )
    tieu_muc: Nodes | None = Field(
        default=None, title="Tiểu mục", description="Danh sách các tiểu mục, theo thứ tự in.", examples=[["Lời văn."]]
    )
    dieu: Nodes | None = Field(
        default=None, title="Điều", description="Danh sách các điều, theo thứ tự in.", examples=[["Lời văn."]]
    )
    khoan: Nodes | None = Field(
        default=None, title="Khoản", description="Danh sách các khoản, theo thứ tự in.", examples=[["Lời văn."]]
    )
    diem: Nodes | None = Field(
        default=None, title="Điểm", description="Danh sách các điểm, theo thứ tự in.", examples=[["Lời văn."]]
    )
    ket: Lines | None = Field(
        default=None, title="Kết", description="Các đoạn sau phần nội dung đánh số.", examples=["Trân trọng."]
    )
    thuong_ky: dict[Id, Viec] = Field(
        default={},
        title="Việc thường kỳ",
        description="Những việc lặp lại, viết một lần.",
        examples=[{"cong-tac-can-bo": "Lời văn."}],
    )
    chu_thich: dict[Id, Text] = Field(
        default={},
        title="Chú thích",
        description="Lời chú thích ở chân trang, theo mã.",
        examples=[{"mien-nui": "Tại Điểm 3.5."}],
    )

    bo_qua: tuple[BoQua, ...] = Field(
        default=(),
        title="Bỏ qua",
        description="Những quy tắc được bỏ qua, kèm lý do.",
        examples=[[{"ma": "SKH02", "ly_do": "Bản gốc đã ký ghi như vậy."}]],
    )

    ke_thua: KeThua | None = Field(
        default=None,
        title="Kế thừa",
        description="Chương trình kỳ trước; việc chưa xong của kỳ trước phải chuyển sang hoặc giải thích. Không in ra.",
        examples=[{"tu": "quy-II-2021.yaml"}],
    )

    noi_nhan: Items | None = Field(
        default=None,
        title="Nơi nhận",
        description="Mỗi nơi một dòng, không cần dấu cuối dòng.",
        examples=[["Lưu Văn phòng Tỉnh ủy"]],
    )
    nguoi_ky: NguoiKy = Field(
        title="Người ký", description="Quyền hạn, chức vụ, họ tên.", examples=[{"ho_ten": "Đặng Ngọc Huy"}]
    )
    nguoi_ghi: NguoiKy | None = Field(
        default=None, title="Người ghi biên bản", description="Chỉ dùng cho biên bản.", examples=[{"ho_ten": "Trần Thị Lan"}]
    )
    nguoi_ky_lien_co_quan: Signers | None = Field(
        default=None,
        title="Người ký liên cơ quan",
        description="Người ký của các cơ quan cùng ban hành; «nguoi_ky» là của cơ quan chủ trì.",
        examples=[[{"chuc_vu": ["Chánh Văn phòng", "Ủy ban nhân dân tỉnh"], "ho_ten": "Trần Thị Lan"}]],
    )
    xac_nhan: NguoiKy | None = Field(
        default=None,
        title="Người xác nhận chữ ký",
        description="Xác nhận chữ ký của «nguoi_ky», khi dấu không đóng được lên chữ ký ấy (đại hội, biên bản hội nghị).",
        examples=[{"quyen_han": "T/L Ban Thường vụ", "chuc_vu": "Chánh Văn phòng", "ho_ten": "Vũ Thị Yến"}],
    )
    nguoi_ky_ben_b: NguoiKy | None = Field(
        default=None,
        title="Người ký của bên B",
        description="Chỉ dùng cho hợp đồng, bản ghi nhớ, bản thỏa thuận; bên A là cơ quan ban hành, ký ở «nguoi_ky».",
        examples=[{"chuc_vu": "Giám đốc", "ho_ten": "Trần Văn Bình"}],
    )
    kem_theo: KemTheo | None = Field(
        default=None,
        title="Văn bản kèm theo",
        description="Quy chế, quy định… được ban hành kèm theo quyết định này.",
        examples=[{"loai": "quy_che", "trich_yeu": "làm việc của Ủy ban nhân dân xã", "dieu": ["Lời văn."]}],
    )
    phu_luc: Annotated[tuple[PhuLuc, ...], Field(min_length=1)] | None = Field(
        default=None, title="Phụ lục", description="Mỗi phụ lục một trang mới.", examples=[[{"ten": "Danh mục công trình"}]]
    )
    ky_so: Text | None = Field(
        default=None,
        title="Thông tin ký số",
        description="Văn bản kèm theo ở tệp riêng: số, thời gian ký; in ở góc phải trên trang đầu.",
        examples=["Số: 05/QĐ-UBND; 06/4/2026; 09:15:30"],
    )
    ban_sao: BanSao | None = Field(
        default=None,
        title="Bản sao",
        description="Phần ghi thêm khi sao văn bản.",
        examples=[{"hinh_thuc": "sao_y", "co_quan": "Ủy ban nhân dân xã", "ngay": "06/4/2026", "dien_tu": "09:15:30"}],
    )

    @property
    def full_type_name(self) -> str:
        """What the document calls itself: the name of its type, with more words where it has them."""
        return self.ten_loai or TYPE_NAMES[self.loai]

    @property
    def period(self) -> Span | None:
        """The days that the document covers, where it says so."""
        if not self.thoi_gian:
            return None
        if plain := plain_span(self.thoi_gian):
            return plain
        from ctct.model.times.period import read_period

        return read_period(self.thoi_gian)

    @property
    def time_frame(self) -> Span:
        """What supplies the year and the open ends of the times in the document: its period, or else the year of its date."""
        return self.period or days(self.ngay.nam)
