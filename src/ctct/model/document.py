"""A whole draft."""

from typing import Annotated, Literal

from pydantic import Field

from ctct.model.body import NOI_DUNG_HELP, KemTheo, Nodes, PhuLuc, Viec
from ctct.model.kinds import ONE_OR_MANY, Id, Items, Lines, Ordinal, Period, Text, TypeKey
from ctct.model.part import Part
from ctct.model.parts import BanSao, BoQua, CoQuan, LayYKien, Ngay, NguoiDanhMay, NguoiKy, SoKyHieu
from ctct.model.presentation import DanhSo, TrinhBay
from ctct.model.previous import KeThua
from ctct.model.tables import TABLE, Tables
from ctct.model.types import TYPE_NAMES
from ctct.model.values import Span, days, plain_span

Signers = Annotated[tuple[NguoiKy, ...], Field(min_length=1), ONE_OR_MANY]
"""People who sign, one or several."""


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
    van_ban: Items | None = Field(
        default=None,
        title="Danh mục văn bản viện dẫn",
        description="Tệp danh mục mà «@vb:mã» lấy tên văn bản; bỏ trống thì theo ctct.toml.",
        examples=["van-ban.yaml"],
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
    lay_y_kien: LayYKien | None = Field(
        default=None,
        title="Lấy ý kiến",
        description="Những nơi được gửi dự thảo để lấy ý kiến; không in ra.",
        examples=[{"gui": ["ban-to-chuc-tinh-uy"], "han": "15/6/2021"}],
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
