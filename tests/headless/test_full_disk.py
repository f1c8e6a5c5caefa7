"""A disk that is really full: the file is as it was, and nothing is left beside it."""

import subprocess
import sys

import pytest
import xlsxwriter

import passivefolio
from passivefolio.errors import FileProblem


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 200 kB, where the system lets us make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk can be made here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def path(small_disk):
    """A workbook that the rest of the disk has no room for."""
    path = small_disk / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row in range(7000):
            sheet.write_formula(row, 0, f"=SQRT({row + 2})")
    assert path.stat().st_size < 150_000
    (small_disk / "other").write_bytes(b"x" * 100_000)
    return path


@pytest.mark.parametrize("options", [{}, {"backup": True}])
def test_a_full_disk_costs_nothing(path, options):
    before = path.read_bytes()
    with pytest.raises(FileProblem, match=r"book.xlsx could not be .*No space left on device"):
        passivefolio.refresh(path, **options)
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == ["book.xlsx", "other"]


def test_another_file_is_not_half_written(path, tmp_path):
    with pytest.raises(FileProblem, match=r"new.xlsx could not be .* the file is as it was$"):
        passivefolio.refresh(path, output=path.with_name("new.xlsx"))
    assert not path.with_name("new.xlsx").exists()
    assert passivefolio.refresh(path, output=tmp_path / "new.xlsx").changed
