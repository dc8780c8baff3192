import errno
import os
import sys
from pathlib import Path

import pytest

from tracker.errors import DiskFull, NotWritable
from tracker.reports import files
from tracker.reports.files import write_atomically


def only(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_and_a_replaced_file(tmp_path: Path) -> None:
    path = tmp_path / "요약.pdf"
    write_atomically(path, b"one")
    assert path.read_bytes() == b"one"
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert only(tmp_path) == ["요약.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_rights_of_the_old_file_are_kept_and_a_new_one_obeys_the_umask(tmp_path: Path) -> None:
    old = tmp_path / "old.pdf"
    old.write_bytes(b"")
    old.chmod(0o640)
    write_atomically(old, b"x")
    assert old.stat().st_mode & 0o777 == 0o640
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    new = tmp_path / "new.pdf"
    write_atomically(new, b"x")
    assert new.stat().st_mode == plain.stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    target = tmp_path / "far" / "a.pdf"
    target.write_bytes(b"old")
    link = tmp_path / "a.pdf"
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert only(tmp_path / "far") == ["a.pdf"]


@pytest.mark.parametrize("step", ["fsync", "replace", "write"])
@pytest.mark.parametrize(
    ("code", "kind"),
    [(errno.ENOSPC, DiskFull), (errno.EACCES, NotWritable), (errno.EIO, NotWritable)],
)
def test_any_failing_step_leaves_the_old_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    code: int,
    kind: type[Exception],
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def fail(*_args: object, **_more: object) -> None:
        raise OSError(code, os.strerror(code))

    if step == "fsync":
        monkeypatch.setattr(files.os, "fsync", fail)
    elif step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(kind) as caught:
        write_atomically(path, b"new")
    assert "a.pdf" in str(caught.value)
    assert "Errno" not in str(caught.value)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert only(tmp_path) == ["a.pdf"]


def test_a_really_full_disk(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal = pytest.importorskip("signal")
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(DiskFull):
            write_atomically(path, b"x" * 1_000_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert path.read_bytes() == b"old"
    assert only(tmp_path) == ["a.pdf"]


def test_no_such_folder_and_a_folder_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(NotWritable, match="no folder"):
        write_atomically(tmp_path / "none" / "a.pdf", b"x")
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(NotWritable, match="folder of that name"):
        write_atomically(tmp_path / "b.pdf", b"x")
    assert only(tmp_path) == ["b.pdf"]


def test_a_failed_folder_sync_is_no_failed_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> int:
        raise OSError(errno.EINVAL, "no")

    monkeypatch.setattr(files.os, "open", fail)
    write_atomically(tmp_path / "a.pdf", b"x")
    assert (tmp_path / "a.pdf").read_bytes() == b"x"
