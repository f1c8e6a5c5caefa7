"""The menu with real clicks, under a virtual screen; keeps pictures where it is asked to.

``PASSIVEFOLIO_PICTURES`` names a folder for the pictures of the guide; see tools/screenshots.py.
"""

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from passivefolio.data import sample_history
from passivefolio.hosts.libreoffice import session
from passivefolio.workbooks.templates import built_templates

HEAD = ("Date", "Market index fund", "US Treasuries", "Money market")
NO_SKIPS = os.environ.get("PASSIVEFOLIO_NO_SKIPS") == "1"
PICTURES = os.environ.get("PASSIVEFOLIO_PICTURES", "")
REQUESTS = Path(__file__).with_name("screen_requests.py")
SIZE = "1280x860x24"
SECONDS = 20
MOMENT = 0.5
"""Seconds until a window that has opened is drawn, or one that closes is gone."""

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(
        not NO_SKIPS and not all(map(shutil.which, ("Xvfb", "xdotool", "openbox"))),
        reason="a virtual screen (Xvfb, xdotool, openbox) is not installed",
    ),
]


@dataclass(frozen=True, slots=True)
class Screen:
    """A virtual screen with a LibreOffice on it."""

    environment: dict[str, str]
    ask: Any

    def run(self, *command: str) -> None:
        surroundings = {**os.environ, **self.environment}
        subprocess.run(command, env=surroundings, check=True, timeout=SECONDS)

    def click(self, kind: str, name: str) -> None:
        time.sleep(MOMENT)
        across, down = self.ask("where", kind, name)
        self.run("xdotool", "mousemove", str(across), str(down), "click", "1")

    def choose(self, command: str) -> None:
        self.click("menu", "Passivefolio")
        self.click("menu item", command)

    def press(self, key: str) -> None:
        self.run("xdotool", "key", key)

    def type(self, text: str) -> None:
        self.run("xdotool", "type", "--delay", "20", text)

    def await_window(self, title: str) -> list[str]:
        """The texts in a window, once it is open."""
        self.await_opening(title)
        return self.ask("texts", title)

    def await_opening(self, title: str) -> None:
        self.until(lambda: self.is_open(title))
        time.sleep(MOMENT)

    def await_end(self, title: str) -> None:
        self.until(lambda: not self.is_open(title))
        time.sleep(MOMENT)

    def is_open(self, title: str) -> bool:
        """Whether the screen has such a window; LibreOffice is not asked while it draws."""
        search = ("xdotool", "search", "--onlyvisible", "--name", f"^{title}$")
        surroundings = {**os.environ, **self.environment}
        answer = subprocess.run(search, env=surroundings, capture_output=True, timeout=SECONDS)
        return bool(answer.stdout)

    def until(self, found: Any) -> Any:
        """The first answer that is true."""
        end = time.monotonic() + SECONDS
        while not (answer := found()):
            assert time.monotonic() < end, "it did not happen in time"
            time.sleep(0.2)
        return answer

    def picture(self, name: str) -> None:
        """Keep a picture for the guide, when that is asked for."""
        if PICTURES:
            time.sleep(MOMENT)
            file = Path(PICTURES) / f"libreoffice-{name}.png"
            self.run("import", "-window", "root", "+dither", "-colors", "200", f"PNG8:{file}")


@contextlib.contextmanager
def running(*command: str, **how: Any) -> Iterator[Any]:
    """A program for the time being."""
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, **how)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(SECONDS)


@pytest.fixture(scope="module")
def display() -> Iterator[dict[str, str]]:
    """A virtual screen; its window manager lets keys reach the window in front."""
    xvfb = ("Xvfb", "-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp")
    with running(*xvfb, stdout=subprocess.PIPE, text=True) as screen:
        number = screen.stdout.readline().strip()
        screen.stdout.close()
        environment = {"DISPLAY": f":{number}", "SAL_USE_VCLPLUGIN": "gen"}
        with running("openbox", env={**os.environ, **environment}):
            yield environment


@pytest.fixture(scope="module")
def screen(display, installed, profile, tmp_path_factory) -> Iterator[Screen]:
    """A LibreOffice of our own on the virtual screen."""
    own = tmp_path_factory.mktemp("screen") / "profile"
    shutil.copytree(profile, own, ignore=shutil.ignore_patterns(".lock"))
    with session.running(installed, own, [REQUESTS], headless=False, environment=display) as asked:
        yield Screen(display, asked.ask)


@pytest.fixture
def mine(screen, tmp_path) -> Iterator[Path]:
    """The 60/30/10 workbook, open on the screen."""
    path = tmp_path / "mine.xlsx"
    shutil.copyfile(built_templates() / "allocation_60_30_10.xlsx", path)
    screen.ask("show", str(path), "Results", "C14")
    yield path
    screen.ask("close")


def data_source(screen, mine, text) -> None:
    (mine.parent / "data.csv").write_text(text)
    screen.ask("name_holds", "data_source", "data.csv")


def test_a_click_on_refresh_loads_calculates_and_stamps(screen, mine):
    months = sample_history()[:120]
    rows = [",".join(map(str, row)) for row in (HEAD, *months)]
    data_source(screen, mine, "\n".join(rows))
    before = screen.ask("area", "refreshed_at")
    screen.click("menu", "Passivefolio")
    screen.picture("menu")
    screen.click("menu item", "Refresh")
    screen.until(lambda: screen.ask("area", "refreshed_at") != before)
    assert screen.ask("area", "history")[119][0] == months[-1][0].isoformat()
    assert screen.ask("area", "history")[120] == [""] * 4
    assert screen.ask("area", "periods") == [["120"]]
    screen.until(lambda: screen.ask("has_bar", "passivefolio-refreshed"))
    screen.picture("refreshed")


def test_the_button_of_the_toolbar_refreshes_too(screen, mine):
    before = screen.ask("area", "refreshed_at")
    screen.click("button", "Refresh")
    screen.until(lambda: screen.ask("area", "refreshed_at") != before)


def test_a_refresh_that_fails_says_why_in_a_box(screen, mine):
    data_source(screen, mine, "Date,Market index fund\n2000-01-01,0.01")
    before = screen.ask("area", "refreshed_at")
    screen.choose("Refresh")
    texts = screen.await_window("Passivefolio")
    assert any("data.csv has no column 'US Treasuries', 'Money market'" in text for text in texts)
    screen.picture("failed")
    screen.press("Escape")
    screen.await_end("Passivefolio")
    assert screen.ask("area", "refreshed_at") == before


def test_explain_shows_the_arguments_and_the_reason_of_an_error(screen, mine):
    screen.ask("new_sheet", "Mine")
    screen.ask("put", "Mine", "A1", 0.08)
    screen.ask("put", "Mine", "A2", -0.15)
    screen.ask("put", "Mine", "C2", "=UTILITY(PORTFOLIO_RETURN(weights;expected_returns);A2;A)")
    screen.ask("go", "Mine", "C2")
    screen.choose("Explain This Cell…")
    texts = screen.await_window("Explain this cell")
    assert "Mine!C2 shows #NUM!" in texts
    assert "Why #NUM!: UTILITY: sd must not be negative, got -0.15." in texts
    screen.picture("explain-error")
    screen.click("list item", "PORTFOLIO_RETURN(weights,expected_returns)")
    time.sleep(MOMENT)
    assert "PORTFOLIO_RETURN gives 0.063" in screen.ask("texts", "Explain this cell")
    screen.press("Return")
    screen.await_end("Explain this cell")


def test_explain_shows_a_cell_of_the_workbook(screen, mine):
    screen.choose("Explain This Cell…")
    assert "Results!C14 shows 4.75%" in screen.await_window("Explain this cell")
    screen.picture("explain")
    screen.click("button", "Copy all")
    time.sleep(MOMENT)
    assert screen.ask("clipboard").startswith("Results!C14 shows 4.75%\n=IF(inputs_ready")
    screen.press("Escape")
    screen.await_end("Explain this cell")


def test_an_example_of_the_function_reference_goes_into_the_cell(screen, mine):
    screen.ask("new_sheet", "Mine")
    screen.ask("go", "Mine", "B2")
    screen.choose("Function Reference…")
    screen.await_window("Function reference")
    screen.type("tracking error")
    screen.until(lambda: "TRACKING_ERROR" in screen.ask("texts", "Function reference"))
    screen.picture("reference")
    screen.click("button", "Insert example into the cell")
    screen.await_end("Function reference")
    assert screen.ask("formula", "Mine", "B2").startswith("=TRACKING_ERROR(")


def test_a_template_becomes_a_workbook_that_opens(screen, mine):
    screen.choose("New from Template…")
    assert "Allocation 60/30/10" in screen.await_window("New from template")
    screen.picture("new")
    screen.click("button", "Create…")
    screen.await_opening("Save the new workbook as")
    screen.picture("save-as")
    path = mine.with_name("another.xlsx")
    screen.press("ctrl+a")
    screen.type(str(path))
    screen.press("Return")
    screen.await_opening("another.xlsx - LibreOffice Calc")
    assert path.as_uri() in screen.ask("documents")
    assert path.read_bytes() == (built_templates() / "allocation_60_30_10.xlsx").read_bytes()


def test_about_opens_and_closes(screen, mine):
    screen.choose("About Passivefolio…")
    assert any("BSD 3-Clause" in text for text in screen.await_window("About passivefolio"))
    screen.press("Escape")
    screen.await_end("About passivefolio")
