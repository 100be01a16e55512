"""The commands as a person runs them: what they print, write and return, on good drafts and bad."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.shell_completion import BashComplete

from bounds import HANG
from ctct import __version__
from ctct.cli import COMMANDS, main
from systems import on_posix

ROOT = Path(__file__).parents[1]
DRAFT = """loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-CTr/TU
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: công tác quý II/2021
muc: [{ten: Một, khoan: [Lời văn.]}]
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
"""


def ctct(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in the current folder; whatever comes, there is no traceback, and it ends."""
    settings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment}
    command = [sys.executable, "-m", "ctct", *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, env=settings, check=False, timeout=HANG)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


ONE_AFTER_ANOTHER = """
import io, json, os, sys
from contextlib import redirect_stderr, redirect_stdout
from traceback import print_exc
from ctct import cli

def ended(status):
    raise SystemExit(status)

cli.os = type("Os", (), {**vars(os), "_exit": staticmethod(ended)})  # for this module alone: a pool's processes end by it too
for arguments in json.load(sys.stdin):
    sys.argv[1:] = arguments
    with redirect_stdout(io.StringIO()) as said, redirect_stderr(said):
        try:
            code = cli.run()
        except SystemExit as end:
            code = end.code
        except BaseException:
            print_exc()
            code = -1
    json.dump([code, said.getvalue()], sys.__stdout__)
    print(file=sys.__stdout__)
"""


def without_privileges(*commands: Sequence[str]) -> list[str]:
    """Run commands that must fail, as somebody whom the rights of files bind as they do not bind root; return what each says.
    They share a process: to start one for each would take most of the time.
    """
    if not hasattr(os, "geteuid"):
        pytest.skip("Windows has other rights")
    drop = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    if drop and not shutil.which("setpriv"):
        pytest.skip("no way to give up the rights of root")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    given = json.dumps(commands)
    program = [*drop, sys.executable, "-c", ONE_AFTER_ANOTHER]
    done = subprocess.run(program, input=given, env=environment, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(commands)
    for command, (code, said) in zip(commands, answers, strict=True):
        assert "Traceback" not in said, (command, said)
        assert code in (1, 2), (command, said)
    return [said for _, said in answers]


@pytest.fixture
def draft(in_tmp: Path) -> Path:
    path = in_tmp / "du-thao.yaml"
    path.write_text(DRAFT, "utf-8")
    return path


def test_build_writes_beside_the_draft_and_says_so(draft: Path) -> None:
    done = ctct("build", "du-thao.yaml")
    assert (done.returncode, done.stdout.decode()) == (0, "đã ghi du-thao.docx\n")
    assert zipfile.is_zipfile("du-thao.docx")


def test_quiet_build_tells_only_what_is_wrong(draft: Path) -> None:
    done = ctct("build", "-q", "du-thao.yaml")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert zipfile.is_zipfile("du-thao.docx")
    draft.write_text(DRAFT.replace("dia_danh", "dia_dan"), "utf-8")
    done = ctct("build", "-q", "du-thao.yaml")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "MH02" in done.stderr.decode()
    assert "1 lỗi" not in done.stderr.decode()


def test_same_draft_same_bytes_whatever_the_surroundings(draft: Path) -> None:
    made = set()
    for seed, zone, language in (("0", "UTC", "C"), ("1", "Asia/Ho_Chi_Minh", "C.UTF-8"), ("42", "America/New_York", "POSIX")):
        done = ctct("build", "du-thao.yaml", "-o", "-", PYTHONHASHSEED=seed, TZ=zone, LC_ALL=language)
        assert done.returncode == 0
        made.add(done.stdout)
    other = draft.parent / "khac"
    other.mkdir()
    shutil.copy(draft, other)
    made.add(ctct("build", "khac/du-thao.yaml", "-o", "-").stdout)
    assert len(made) == 1


def test_standard_input_to_standard_output(in_tmp: Path) -> None:
    done = ctct("build", "-", stdin=DRAFT.encode())
    assert done.returncode == 0
    assert done.stdout.startswith(b"PK")


def test_faults_are_told_at_their_places_and_nothing_is_written(draft: Path) -> None:
    draft.write_text(DRAFT.replace("ngay: 06/4/2021", "ngay: 31/6/2021").replace("dia_danh", "dia_dan"), "utf-8")
    done = ctct("build", "du-thao.yaml")
    told = done.stderr.decode()
    assert done.returncode == 1
    assert "du-thao.yaml:4:1: lỗi MH02: không có khóa «dia_dan» ở đây" in told
    assert "du-thao.yaml:5:7: lỗi MH07: không có ngày 31/6/2021" in told
    assert "2 lỗi" in told
    assert not Path("du-thao.docx").exists()


def test_folder_is_searched_for_drafts_only(draft: Path) -> None:
    (draft.parent / "danh-ba.yaml").write_text("co_quan: {vp: Văn phòng}\n", "utf-8")
    hidden = draft.parent / ".an"
    hidden.mkdir()
    (hidden / "x.yaml").write_text("loai: gì đó\n", "utf-8")
    done = ctct("check", ".")
    assert (done.returncode, done.stdout.decode()) == (0, "không có lỗi (1 dự thảo)\n")


def test_many_drafts_at_once(draft: Path) -> None:
    out = draft.parent / "ra"
    out.mkdir()
    for number in range(12):
        shutil.copy(draft, draft.parent / f"d{number}.yaml")
    done = ctct("build", ".", "-o", "ra")
    assert done.returncode == 0
    assert len(list(out.glob("*.docx"))) == 13


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("build", "khong-co.yaml"), "không đọc được «khong-co.yaml»: không có tệp hoặc thư mục này"),
        pytest.param(("build", "du-thao.yaml", "-o", "/proc/a.docx"), "không ghi được «/proc/a.docx»", marks=on_posix),
    ],
)
def test_what_the_system_refuses(draft: Path, arguments: tuple[str, ...], told: str) -> None:
    done = ctct(*arguments)
    assert done.returncode == 1
    assert told in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("build",), "DỰ_THẢO"),
        (("build", "rong"), "không có dự thảo nào"),
        (("build", "du-thao.yaml", "du-thao.yml"), "cùng ghi vào một tệp"),
        (("build", "du-thao.yaml", "b.yaml", "-o", "mot.docx"), "«-o» phải là một thư mục, mà"),
        (("eject", "khong-co"), "không có thể thức «khong-co»"),
    ],
)
def test_wrong_use_returns_2(draft: Path, arguments: tuple[str, ...], told: str) -> None:
    (draft.parent / "rong").mkdir()
    for name in ("du-thao.yml", "b.yaml"):
        shutil.copy(draft, draft.parent / name)
    done = ctct(*arguments)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.decode().split())


def test_word_file_changed_by_hand_is_kept(draft: Path) -> None:
    assert ctct("build", "du-thao.yaml").returncode == 0
    assert ctct("build", "du-thao.yaml").returncode == 0, "our own is replaced"
    with zipfile.ZipFile("du-thao.docx") as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace("Lời văn".encode(), "Lời sửa tay".encode())
    with zipfile.ZipFile("du-thao.docx", "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    edited = Path("du-thao.docx").read_bytes()
    done = ctct("build", "du-thao.yaml")
    assert done.returncode == 1
    assert "«du-thao.docx» đã bị sửa sau khi ctct ghi" in done.stderr.decode()
    assert Path("du-thao.docx").read_bytes() == edited
    assert ctct("build", "du-thao.yaml", "--force").returncode == 0
    Path("du-thao.docx").write_bytes(b"khong phai Word")
    assert "không phải do ctct ghi" in ctct("build", "du-thao.yaml").stderr.decode()


def test_full_disk_leaves_the_old_file_whole(draft: Path) -> None:
    disk = draft.parent / "dia"
    disk.mkdir()
    mount = shutil.which("mount")
    if not mount or subprocess.run([mount, "-t", "tmpfs", "-o", "size=48k", "tmpfs", disk], check=False).returncode:
        pytest.skip("no right to mount a small disk")
    try:
        target = disk / "a.docx"
        assert ctct("build", "du-thao.yaml", "-o", str(target)).returncode == 0
        old = target.read_bytes()
        (disk / "day").write_bytes(b"x" * (48 * 1024 - len(old) - 8 * 1024))
        draft.write_text(DRAFT.replace("Lời văn", "Lời văn " * 4000), "utf-8")
        done = ctct("build", "du-thao.yaml", "-o", str(target))
        assert done.returncode == 1
        assert "ổ đĩa đã đầy" in done.stderr.decode()
        assert target.read_bytes() == old
        assert sorted(path.name for path in disk.iterdir()) == ["a.docx", "day"]
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize(
    "arguments", [("show", "du-thao.yaml"), ("rules",), ("check", "--format", "json", "du-thao.yaml"), ("--help",)]
)
def test_full_output_is_told(draft: Path, arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "ctct", *arguments]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "lỗi: không ghi được ra đầu ra chuẩn: ổ đĩa đã đầy\n")


def test_reader_that_goes_away_is_let_go(draft: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, "-m", "ctct", "rules"], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


@on_posix
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_hindrance(draft: Path, closed: str) -> None:
    for command, code in (
        ("build du-thao.yaml", 0),
        ("check du-thao.yaml", 0),
        ("new --loai bao_cao --co-quan A", 0),
        ("check -", 1),
    ):
        order = f"'{sys.executable}' -m ctct {command} {closed}"
        done = subprocess.run(["sh", "-c", order], stdin=subprocess.DEVNULL, capture_output=True, check=False)
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr.decode()
    assert draft.with_suffix(".docx").is_file()


def test_nothing_is_collected_while_a_command_is_imported() -> None:
    program = (
        "import gc, ctct.__main__ as program; times = []; gc.callbacks.append(lambda phase, told: times.append(told));"
        "import ctct.cli, ctct.commands.build, ctct.pipeline; print(len(times))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert ran.stdout == "0\n"


@on_posix
def test_interrupted_build_leaves_nothing_behind(in_tmp: Path) -> None:
    items = "".join(f"- Việc thứ {number} của chương trình công tác.\n" for number in range(60_000))
    (in_tmp / "dai.yaml").write_text(DRAFT.replace("muc: [{ten: Một, khoan: [Lời văn.]}]\n", f"khoan:\n{items}"), "utf-8")
    settings = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    # A shell that runs the tests in the background has them, and all that they start, ignore the interrupt.
    program = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from ctct.cli import run; run()"
    command = [sys.executable, "-c", program, "build", "dai.yaml"]
    process = subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode not in (0, None)
    assert b"Traceback" not in told
    assert [path.name for path in in_tmp.iterdir()] == ["dai.yaml"]


def test_twenty_thousand_items(in_tmp: Path) -> None:
    items = "".join(f"- Việc thứ {number}.\n" for number in range(20_000))
    (in_tmp / "dai.yaml").write_text(DRAFT.replace("muc: [{ten: Một, khoan: [Lời văn.]}]\n", f"khoan:\n{items}"), "utf-8")
    assert ctct("build", "dai.yaml").returncode == 0
    assert "20000. Việc thứ 19999." in ctct("show", "dai.yaml").stdout.decode()


def test_own_layout_is_used_and_its_faults_told_where_they_stand(draft: Path) -> None:
    done = ctct("eject", "dang")
    assert done.returncode == 0
    draft.write_text(DRAFT + "the_thuc: ./the-thuc/dang\n", "utf-8")
    data, template = Path("the-thuc/dang/the-thuc.yaml"), Path("the-thuc/dang/ten-loai.xml.j2")
    data.write_text(data.read_text("utf-8").replace('gia_tri: "-----"', 'gia_tri: "~~~~~"'), "utf-8")
    assert "~~~~~" in ctct("show", "du-thao.yaml").stdout.decode()
    assert ctct("eject", "dang").returncode == 1, "what is there is not overwritten"

    good = template.read_text("utf-8")
    template.write_text(good.replace("vb.ten_loai", "vb.ten_lai"), "utf-8")
    told = ctct("build", "du-thao.yaml").stderr.decode()
    assert "the-thuc/dang/ten-loai.xml.j2:2:1: lỗi TT10" in told
    assert "ten_lai" in told
    template.write_text(good, "utf-8")
    data.write_text(data.read_text("utf-8").replace("can: giua, truoc: 12, giu_sau", "can: giữa, truoc: 12, giu_sau"), "utf-8")
    done = ctct("check", "du-thao.yaml")
    assert done.returncode == 1
    assert "the-thuc/dang/the-thuc.yaml:" in done.stdout.decode()
    assert "lỗi TT03: «giữa» không phải một giá trị của «can»" in done.stdout.decode()


def test_own_layout_of_the_project_is_found_from_its_folder(draft: Path) -> None:
    assert ctct("eject", "dang").returncode == 0
    Path("ctct.toml").write_text('the_thuc = "./the-thuc/dang"\n', "utf-8")
    Path("quy-II").mkdir()
    draft.rename("quy-II/du-thao.yaml")
    assert ctct("build", "quy-II/du-thao.yaml").stderr == b""
    Path("ctct.toml").write_text('the_thuc = "./the-thuc/dnag"\n', "utf-8")
    told = ctct("check", "quy-II/du-thao.yaml").stdout.decode()
    assert told.startswith("ctct.toml:1:12: lỗi TP03: không có thể thức «./the-thuc/dnag»")


def test_config_fills_in_and_its_faults_are_told(in_tmp: Path) -> None:
    for folder in ("du-thao", "danh-ba"):
        (in_tmp / folder).mkdir()
    (in_tmp / "danh-ba" / "a.yaml").write_text("co_quan: {vp: Văn phòng Tỉnh ủy}\n", "utf-8")
    config = 'co_quan = "Tỉnh ủy Quảng Ngãi"\ndia_danh = "Quảng Ngãi"\ndanh_ba = "danh-ba/a.yaml"\nthu_muc_ra = "van-ban"\n'
    (in_tmp / "ctct.toml").write_text(config, "utf-8")
    text = DRAFT.replace("co_quan: Tỉnh ủy Quảng Ngãi\n", "").replace("dia_danh: Quảng Ngãi\n", "")
    (in_tmp / "du-thao" / "a.yaml").write_text(text.replace("khoan: [Lời văn.]", "co_quan_tham_muu: vp"), "utf-8")
    done = ctct("build", "du-thao/a.yaml")
    assert done.returncode == 0, done.stderr.decode()
    assert (in_tmp / "van-ban" / "du-thao" / "a.docx").is_file()
    assert "Cơ quan tham mưu, thực hiện: Văn phòng Tỉnh ủy." in ctct("show", "du-thao/a.yaml").stdout.decode()

    (in_tmp / "ctct.toml").write_text(config.replace("dia_danh", "dia_dan").replace('"van-ban"', "5"), "utf-8")
    told = ctct("check", "du-thao/a.yaml").stdout.decode()
    assert "ctct.toml:2:1: lỗi MH02: không có khóa «dia_dan» ở đây" in told
    assert "ctct.toml:4:14: lỗi MH03: «5» là số" in told
    (in_tmp / "ctct.toml").write_text("a = \n", "utf-8")
    assert "ctct.toml:1:5: lỗi NG31" in ctct("check", "du-thao/a.yaml").stdout.decode()


def test_version_is_told_at_once() -> None:
    assert ctct("--version").stdout.decode() == f"ctct, version {__version__}\n"


def test_shell_completion_offers_commands_and_options() -> None:
    shell = BashComplete(main, {}, "ctct", "_CTCT_COMPLETE")
    assert {item.value for item in shell.get_completions([], "")} == set(COMMANDS)
    assert "--literal-numbers" in {item.value for item in shell.get_completions(["build"], "--")}
