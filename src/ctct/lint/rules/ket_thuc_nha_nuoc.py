"""The closing of a State document: who gets it and who signs, as 30/2020/NĐ-CP, Phụ lục I has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.registry import ONLY_WARN_LEGAL, STATE_LAYOUTS, Finding, Subject, rule
from ctct.lint.rules.the_thuc_nha_nuoc import DECREE, STATE

_archive_at = re.compile(r"Lưu: ?VT\b").match
_authority_at = re.compile(r"(T/?M|K/?T|T/?L|T/?UQ|Q)\b\.?\s*", re.IGNORECASE).match
_honour_at = re.compile(r"(?:(?:GS|PGS|TS|ThS|CN|BS|KS|LS)\b\.?|Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư)[\s.]+").match


@rule("L13", (DECREE, "Phụ lục I, II.9.b"), layouts=STATE, severity=Severity.WARNING)
def noi_nhan_bat_dau_bang_nhu_tren(subject: Subject) -> Iterator[Finding]:
    """Văn bản có «Kính gửi» thì nơi nhận đầu tiên là «Như trên».

    Sai:
        loai: to_trinh
        so_ky_hieu: 05/TTr-UBND
        kinh_gui: Ủy ban nhân dân tỉnh
        noi_nhan: [Sở Nội vụ, "Lưu: VT"]
    Đúng:
        loai: to_trinh
        so_ky_hieu: 05/TTr-UBND
        kinh_gui: Ủy ban nhân dân tỉnh
        noi_nhan: [Như trên, "Lưu: VT"]
    """
    listed = subject.draft.noi_nhan
    if subject.draft.kinh_gui and listed and not listed[0].startswith("Như trên"):
        yield Finding(("noi_nhan", 0), _("nơi nhận đầu tiên là «{listed}»", listed=listed[0]), _("thêm «Như trên» lên đầu"))


@rule("L14", (DECREE, "Phụ lục I, II.9.d"), layouts=STATE_LAYOUTS, severity=ONLY_WARN_LEGAL)
def noi_nhan_cuoi_la_luu(subject: Subject) -> Iterator[Finding]:
    """Nơi nhận cuối cùng là «Lưu: VT, …»: văn thư, rồi đơn vị soạn thảo, số bản lưu nếu cần.

    Sai:
        noi_nhan: [Như Điều 2, Lưu VT]
    Sai:
        noi_nhan: ["Lưu: VT", Như Điều 2]
    Đúng:
        noi_nhan: [Như Điều 2, "Lưu: VT, VP (2)"]
    """
    listed = subject.draft.noi_nhan
    if listed and not _archive_at(listed[-1]):  # unlike in Party documents the colon is laid down
        hint = _("thêm dòng «Lưu: VT, …» ở cuối; có dấu «:» thì để trong ngoặc kép")
        yield Finding(
            ("noi_nhan", len(listed) - 1), _("nơi nhận cuối cùng là «{listed}», không phải «Lưu: VT»", listed=listed[-1]), hint
        )


@rule("L15", (DECREE, "Phụ lục I, II.7.a"), layouts=STATE_LAYOUTS, severity=ONLY_WARN_LEGAL)
def quyen_han_viet_dung(subject: Subject) -> Iterator[Finding]:
    """Quyền hạn ghi «TM.», «Q.», «KT.», «TL.», «TUQ.» có dấu chấm và khoảng trống (không phải «T/M», «K/T», «T/L» như văn bản
    của Đảng); ký thay, ký thừa lệnh, thừa ủy quyền thì dòng dưới là chức vụ của người ký.

    Sai:
        nguoi_ky: {quyen_han: T/M Ủy ban nhân dân, chuc_vu: Chủ tịch, ho_ten: Lê Thị Hạnh}
    Sai:
        nguoi_ky: {quyen_han: KT. Chủ tịch, ho_ten: Lê Thị Hạnh}
    Đúng:
        nguoi_ky: {quyen_han: [TM. Ủy ban nhân dân, KT. Chủ tịch], chuc_vu: Phó Chủ tịch, ho_ten: Lê Thị Hạnh}
    """
    signer = subject.draft.nguoi_ky
    for index, line in enumerate(signer.quyen_han or ()):
        found = _authority_at(line)
        right = f"{found[1].replace('/', '').upper()}. {line[found.end() :]}" if found else line
        if right != line:
            hint = _("ghi «{right}»", right=right)
            yield Finding(("nguoi_ky", "quyen_han", index), _("quyền hạn «{line}» viết chưa đúng", line=line), hint, fix=right)
        # Who signs in the name of a body («TM.») may be its head, whose post the line itself says.
        if right.startswith(("KT.", "TL.", "TUQ.")) and not signer.chuc_vu:
            yield Finding(
                ("nguoi_ky", "quyen_han", index), _("«{right}» thiếu chức vụ của người ký", right=right), _("thêm «chuc_vu: …»")
            )


@rule("L18", (DECREE, "Phụ lục I, II.7.b"), layouts=STATE_LAYOUTS, severity=Severity.WARNING)
def ho_ten_khong_kem_hoc_vi(subject: Subject) -> Iterator[Finding]:
    """Trước họ tên người ký không ghi học hàm, học vị, danh hiệu; trừ đơn vị vũ trang, giáo dục, y tế, khoa học được cho phép.

    Sai:
        nguoi_ky: {quyen_han: TM. Ủy ban nhân dân, chuc_vu: Chủ tịch, ho_ten: TS. Lê Thị Hạnh}
    Đúng:
        nguoi_ky: {quyen_han: TM. Ủy ban nhân dân, chuc_vu: Chủ tịch, ho_ten: Lê Thị Hạnh}
    """
    name = subject.draft.nguoi_ky.ho_ten
    found = _honour_at(name)
    if found:
        right = name[found.end() :]
        yield Finding(
            ("nguoi_ky", "ho_ten"), _("«{found}» ghi trước họ tên", found=found[0].strip()), _("ghi «{right}»", right=right)
        )
