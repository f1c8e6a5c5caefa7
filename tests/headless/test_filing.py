"""Refreshing files: what is written where, and what the command and the call tell of it."""

import json
import os
import stat
import zipfile

import pytest
import xlsxwriter

import passivefolio
from passivefolio.cli import main
from passivefolio.errors import FileProblem


@pytest.fixture
def path(tmp_path):
    return book(tmp_path / "mine.xlsx")


def book(path):
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Plan")
        sheet.write("A1", 0.08)
        sheet.write_formula("B1", "=UTILITY(A1,0.15,3)")
        sheet.write_formula("B2", '=BDP("SPX")', None, 5)
        sheet.write_formula("B3", "=UTILITY(A1,-1,3)")
    return path


def run(capsys, *arguments):
    code = main(["refresh", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_report_of_a_refresh_tells_all_it_did(path):
    report = passivefolio.refresh(path)
    assert (report.path, report.saved, report.stale) == (path, path, True)
    assert report.changed == ("Plan!B1", "Plan!B3")
    assert [(note.where, note.text) for note in report.frozen] == [
        ("Plan!B2", "the function BDP is not known here")
    ]
    assert report.errors[0].text == "#NUM!: UTILITY: sd must not be negative, got -1"
    assert len(report.problems) == 2
    again = passivefolio.refresh(path)
    assert (again.saved, again.stale, again.changed) == (None, False, ())


def test_another_file_is_written_when_asked_for(path, tmp_path):
    before = path.read_bytes()
    report = passivefolio.refresh(path, output=tmp_path / "new.xlsx")
    assert report.saved == tmp_path / "new.xlsx"
    assert path.read_bytes() == before
    assert passivefolio.refresh(tmp_path / "new.xlsx").saved is None


def test_an_output_that_is_up_to_date_is_written_all_the_same(path, tmp_path):
    passivefolio.refresh(path)
    assert passivefolio.refresh(path, output=tmp_path / "new.xlsx").saved is not None
    assert (tmp_path / "new.xlsx").exists()


def test_check_writes_nothing_and_tells_what_is_stale(path, capsys):
    before = path.read_bytes()
    code, out, err = run(capsys, "--check", path)
    assert (code, err) == (3, "")
    assert out.startswith(f"{path}: 2 new values, not up to date\n")
    assert path.read_bytes() == before
    run(capsys, path)
    code, out, _ = run(capsys, "--check", path)
    assert code == 0
    assert "no new values, up to date" in out


def test_check_needs_no_right_to_write(path, capsys):
    path.with_name("~$mine.xlsx").write_text("someone")
    assert run(capsys, "--check", path)[0] == 3


def test_reports_as_json(path, capsys, tmp_path):
    code, out, _ = run(capsys, "--json", path, tmp_path / "none.xlsx")
    good, bad = json.loads(out)
    assert code == 1
    assert good["file"] == good["saved"] == str(path)
    assert good["changed"] == ["Plan!B1", "Plan!B3"]
    assert good["frozen"][0] == {
        "cell": "Plan!B2",
        "formula": '=BDP("SPX")',
        "text": "the function BDP is not known here",
    }
    assert bad == {"file": str(tmp_path / "none.xlsx"), "problem": "none.xlsx is not there"}


def test_a_backup_holds_the_old_file(path, capsys):
    before = path.read_bytes()
    run(capsys, "--backup", path)
    assert path.with_name("mine.xlsx.backup").read_bytes() == before
    assert path.read_bytes() != before
    run(capsys, "--backup", path)
    assert path.with_name("mine.xlsx.backup").read_bytes() == before


def test_programs_can_be_told_to_recalculate(path, tmp_path):
    passivefolio.refresh(path, recalc_on_open=True)
    with zipfile.ZipFile(path) as package:
        assert b'fullCalcOnLoad="1"' in package.read("xl/workbook.xml")
    assert passivefolio.refresh(path, recalc_on_open=True).saved is None


def test_folders_and_several_jobs(tmp_path, capsys):
    folder = tmp_path / "books"
    (folder / "deep").mkdir(parents=True)
    for name in ("a.xlsx", "b.xlsx", "deep/c.xlsx"):
        book(folder / name)
    (folder / "~$a.xlsx").write_text("a lock file")
    (folder / "notes.txt").write_text("no workbook")
    code, out, err = run(capsys, folder, "--jobs", 2)
    assert code == 1  # a.xlsx is open
    assert err.startswith("passivefolio: a.xlsx is open in Excel")
    assert sorted(line.partition(":")[0] for line in out.splitlines() if line[0] != " ") == [
        str(folder / "b.xlsx"),
        str(folder / "deep" / "c.xlsx"),
    ]
    (folder / "~$a.xlsx").unlink()
    code, _, _ = run(capsys, folder, "-o", tmp_path / "out")
    assert code == 0
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "a.xlsx",
        "b.xlsx",
        "c.xlsx",
    ]


def test_a_folder_without_workbooks(tmp_path, capsys):
    assert run(capsys, tmp_path)[::2] == (
        1,
        f"passivefolio: {tmp_path} holds no workbook (.xlsx, .xlsm)\n",
    )


def test_the_help_lists_the_exit_codes(capsys):
    with pytest.raises(SystemExit):
        main(["refresh", "--help"])
    assert (
        "3  with --check: a workbook holds values that are no longer so" in capsys.readouterr()[0]
    )


def test_permissions_stay_and_the_target_of_a_link_is_refreshed(path, tmp_path):
    path.chmod(0o640)
    link = tmp_path / "link.xlsx"
    link.symlink_to(path)
    assert passivefolio.refresh(link).saved == link
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert passivefolio.refresh(path).saved is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs the superuser")
def test_the_owner_stays(path):
    os.chown(path, 1234, 2345)
    passivefolio.refresh(path)
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


def test_a_workbook_open_under_its_own_name_is_not_refreshed_through_a_link(path, tmp_path):
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "other.xlsx"
    link.symlink_to(path)
    path.with_name(".~lock.mine.xlsx#").write_text("someone")
    with pytest.raises(FileProblem, match="is open in LibreOffice"):
        passivefolio.refresh(link)


def test_a_fault_of_ours_is_a_sentence_too(path, monkeypatch):
    from passivefolio.hosts.headless import patch

    def fail(*_):
        raise RuntimeError("a fault")

    before = path.read_bytes()
    monkeypatch.setattr(patch, "patched", fail)
    with pytest.raises(FileProblem, match=r"mine.xlsx could not be refreshed and is as it was"):
        passivefolio.refresh(path)
    assert path.read_bytes() == before
