"""The register of documents that drafts cite: what each is called, when it was issued, from when until when it holds."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AfterValidator, Field, RootModel, model_validator

from ctct.language import _
from ctct.model.kinds import ONE_OR_MANY, Day, Id, Text, Time
from ctct.model.part import Part, ShortPart
from ctct.model.signs import folded_sign, is_party_sign, is_sign, kind_of_sign
from ctct.model.types import CITED_TYPES
from ctct.model.values import read_day

if TYPE_CHECKING:
    CitedTypeKey = str
else:
    CitedTypeKey = Literal[tuple(CITED_TYPES)]

Ids = Annotated[tuple[Id, ...], ONE_OR_MANY]
"""One id or several."""

FIRST_YEAR = 1930
"""No document of the Party or of the State is older: what says 1900 is a sheet's empty date."""

LAWS = frozenset({"hien_phap", "bo_luat", "luat", "phap_lenh"})
"""The types that are cited by their names (30/2020/NĐ-CP, Phụ lục I, II.6.a)."""


def _term(value: str) -> str:
    """Return the number of a term in capitals."""
    if not _is_roman(value.upper()):
        raise ValueError(_("khóa «{value}» không phải số La Mã; ghi như «XIX»", value=value))
    return value.upper()


_is_roman = re.compile(r"[IVXLC]{1,8}").fullmatch


def _day_of_document(value: str) -> str:
    """Refuse a day that no document can have."""
    if read_day(value).first.year < FIRST_YEAR:
        raise ValueError(
            _("ngày «{value}» không hợp lý: không có văn bản nào trước năm {first_year}", value=value, first_year=FIRST_YEAR)
        )
    return value


def _sign(value: str) -> str:
    """Refuse what is no number and sign."""
    if not is_sign(value):
        raise ValueError(_("không hiểu số, ký hiệu «{value}»; ghi liền như «02-NQ/TU», «30/2020/NĐ-CP»", value=value))
    return value


_Sign = Annotated[Text, AfterValidator(_sign)]
_DocumentDay = Annotated[Day, AfterValidator(_day_of_document)]


class MucCuaVanBan(ShortPart):
    """Một nội dung của văn bản mà chương trình, kế hoạch phải thực hiện."""

    bare_key = "tai"

    tai: Text = Field(title="Tại", description="Chỗ trong văn bản ấy.", examples=["Điểm 3.5, Khoản 3, Mục III, Phần B"])
    noi_dung: Text | None = Field(
        default=None, title="Nội dung", description="Việc phải làm.", examples=["Nghị quyết về miền núi"]
    )
    han: Time | None = Field(
        default=None, title="Hạn", description="Văn bản ấy yêu cầu xong khi nào.", examples=["quý IV/2021"]
    )
    ngoai: Text | None = Field(
        default=None, title="Ngoài", description="Vì sao không cần đưa vào chương trình.", examples=["Việc của Chính phủ."]
    )


class VanBanVienDan(Part):
    """Một văn bản được viện dẫn."""

    loai: CitedTypeKey | None = Field(
        default=None, title="Tên loại", description="Bỏ trống khi ký hiệu đã nói rõ.", examples=["nghi_quyet"]
    )
    ten_loai: Text | None = Field(
        default=None, title="Tên loại mở rộng", description="Tên loại in ra, khi có thêm chữ.", examples=["Quy chế làm việc"]
    )
    so_ky_hieu: _Sign | None = Field(
        default=None, title="Số, ký hiệu", description="Viết liền, như trên văn bản.", examples=["02-NQ/TU", "30/2020/NĐ-CP"]
    )
    ngay: _DocumentDay | None = Field(
        default=None, title="Ngày ban hành", description="Ngày của văn bản.", examples=["01/7/2016"]
    )
    co_quan: Text | None = Field(
        default=None, title="Cơ quan ban hành", description="Tên in sau chữ «của».", examples=["Tỉnh ủy"]
    )
    khoa: Annotated[Text, AfterValidator(_term)] | None = Field(
        default=None, title="Khóa", description="Khóa của cấp ủy, Quốc hội, Hội đồng nhân dân.", examples=["XIX"]
    )
    trich_yeu: Text | None = Field(
        default=None,
        title="Trích yếu",
        description="Viết như giữa câu: «về công tác văn thư»; của luật, pháp lệnh là tên: «Lưu trữ».",
        examples=["về công tác văn thư"],
    )
    nguoi_ky: Text | None = Field(default=None, title="Người ký", description="Họ tên người ký.", examples=["Nguyễn Xuân Phúc"])
    hieu_luc: _DocumentDay | None = Field(
        default=None, title="Ngày có hiệu lực", description="Bỏ trống thì là ngày ban hành.", examples=["05/3/2020"]
    )
    het_hieu_luc: _DocumentDay | None = Field(
        default=None, title="Ngày hết hiệu lực", description="Từ ngày này văn bản không còn hiệu lực.", examples=["05/3/2020"]
    )
    thay_the: Ids = Field(
        default=(), title="Thay thế", description="Mã những văn bản mà văn bản này thay thế.", examples=[["nd-110-2004"]]
    )
    bai_bo_mot_phan: Ids = Field(
        default=(), title="Bãi bỏ một phần", description="Mã những văn bản bị bãi bỏ một phần.", examples=[["nd-09-2010"]]
    )
    muc_luc: tuple[MucCuaVanBan, ...] = Field(
        default=(),
        title="Mục lục",
        description="Những nội dung phải thực hiện, để đối chiếu với chương trình, kế hoạch.",
        examples=[[{"tai": "Điểm 3.5, Khoản 3, Mục III, Phần B"}]],
    )
    du_thao: Text | None = Field(
        default=None,
        title="Dự thảo",
        description="Tệp dự thảo ctct của văn bản ấy, thay cho «muc_luc».",
        examples=["ctr-01-tu.yaml"],
    )
    nguon_tra_cuu: Text | None = Field(
        default=None, title="Nguồn tra cứu", description="Lấy thông tin ở đâu.", examples=["vbpl.vn"]
    )
    ngay_tra_cuu: _DocumentDay | None = Field(
        default=None, title="Ngày tra cứu", description="Ngày tra cứu hiệu lực.", examples=["20/3/2021"]
    )

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        """Refuse what cannot be called by a type, and what cannot be told from others of its type."""
        if not (self.so_ky_hieu or self.trich_yeu or self.ten_loai):
            raise ValueError(_("văn bản phải có «so_ky_hieu»; luật, pháp lệnh thì ghi tên ở «trich_yeu»"))
        if not self.ten_loai and self.kind is None:
            raise ValueError(_("không suy được tên loại từ ký hiệu; thêm «loai: …», ví dụ «loai: quy_dinh»"))
        return self

    @model_validator(mode="after")
    def _holds_some_day(self) -> Self:
        """Refuse a document that holds on no day."""
        if self.issued and self.begins and self.begins < self.issued:
            raise ValueError(
                _("văn bản có hiệu lực ngày {hieu_luc}, trước khi ban hành ngày {ngay}", hieu_luc=self.hieu_luc, ngay=self.ngay)
            )
        if self.begins and self.ends and self.ends < self.begins:
            begins = self.hieu_luc or self.ngay
            raise ValueError(
                _(
                    "văn bản hết hiệu lực ngày {het_hieu_luc}, trước khi có hiệu lực ngày {begins}",
                    het_hieu_luc=self.het_hieu_luc,
                    begins=begins,
                )
            )
        return self

    @property
    def kind(self) -> str | None:
        """The key of its type: as written, else as the sign says it; ``None`` where that may mean several."""
        return self.loai or kind_of_sign(self.so_ky_hieu or "")

    @property
    def type_name(self) -> str:
        """What it is called before its number."""
        return self.ten_loai or CITED_TYPES[self.kind or ""]

    @property
    def is_law(self) -> bool:
        """Whether it is cited by its name and not by its number."""
        return self.kind in LAWS

    @property
    def issued(self) -> date | None:
        """Its date, where it is known."""
        return read_day(self.ngay).first if self.ngay else None

    @property
    def begins(self) -> date | None:
        """The first day on which it holds, where it is known."""
        return read_day(self.hieu_luc).first if self.hieu_luc else self.issued

    @property
    def ends(self) -> date | None:
        """The first day on which it holds no more by its own register entry."""
        return read_day(self.het_hieu_luc).first if self.het_hieu_luc else None

    @property
    def looked_up(self) -> date | None:
        """When what is said of it was looked up, where that is said."""
        return read_day(self.ngay_tra_cuu).first if self.ngay_tra_cuu else None

    @property
    def identity(self) -> tuple[str, str] | None:
        """What no other document has: its sign and the term, or of the State's documents the year; ``None`` without a sign."""
        if not self.so_ky_hieu:
            return None
        within = self.khoa if is_party_sign(self.so_ky_hieu) else self.issued and str(self.issued.year)
        return folded_sign(self.so_ky_hieu), within or ""


class DanhMucVanBan(RootModel[dict[Id, VanBanVienDan]]):
    """Danh mục văn bản viện dẫn."""


CitedDocuments = Mapping[str, VanBanVienDan]
"""The documents of a register by their ids."""
