"""Starts a LibreOffice of our own on a profile, asks it things, and always ends it."""

import json
import os
import queue
import signal
import subprocess
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from passivefolio.errors import PassivefolioError

DRIVER = Path(__file__).with_name("driver.py")
MANAGER = Path(__file__).with_name("manager.py")
MARK = "PASSIVEFOLIO_SESSION"
"""Tells the LibreOffice we started from one that was running and took over our command line."""
PATIENCE = 90
ENDING = 15
OURS = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
"""Variables that lead another Python to the packages of ours."""


class OfficeProblem(PassivefolioError, OSError):
    """LibreOffice is not there, does not answer, or refuses."""


@dataclass(frozen=True, slots=True)
class Office:
    """A LibreOffice on this machine: its program, and the Python that talks to it."""

    soffice: Path
    python: Path


@dataclass(frozen=True, slots=True)
class Session:
    """A running LibreOffice that answers requests."""

    requests: IO[str]
    replies: "queue.Queue[str]"

    def ask(self, call: str, *given: Any, patience: float = PATIENCE) -> Any:
        """What a function of the session's modules returns, called inside the driver."""
        self.requests.write(json.dumps({"call": call, "with": given}) + "\n")
        self.requests.flush()
        return self.reply(patience)

    def reply(self, patience: float) -> Any:
        """The next reply."""
        try:
            line = self.replies.get(timeout=patience)
        except queue.Empty:
            raise OfficeProblem(f"LibreOffice did not answer within {patience:g} seconds") from None
        if not line:
            raise OfficeProblem("LibreOffice ended while it was asked something")
        reply = json.loads(line)
        if "error" in reply:
            raise OfficeProblem(reply["error"])
        return reply["result"]


@contextmanager
def running(
    office: Office,
    profile: Path,
    modules: Sequence[Path],
    *,
    headless: bool = True,
    environment: dict[str, str] | None = None,
) -> Iterator[Session]:
    """A LibreOffice on a profile, ended on the way out whatever happens."""
    pipe = f"passivefolio{uuid.uuid4().hex}"
    command = [
        str(office.soffice),
        f"-env:UserInstallation={profile.resolve().as_uri()}",
        *(("--headless", "--invisible") if headless else ()),
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nofirststartwizard",
        f"--accept=pipe,name={pipe};urp;",
        f"-env:{MARK}={pipe}",
    ]
    surroundings = {**outside_our_python(os.environ), **(environment or {})}
    refuse_when_running(profile)
    program = _started(command, surroundings, stdout=subprocess.DEVNULL)
    try:
        driver = _started(
            [str(office.python), str(DRIVER), pipe, MARK, *map(str, modules)],
            surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            session = Session(driver.stdin, _lines(driver))
            session.reply(PATIENCE)
            yield session
        finally:
            driver.stdin.close()
            _end(driver)
    finally:
        if not _end(program):
            _lock(profile).unlink(missing_ok=True)


def outside_our_python(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without what leads another Python, also the one in LibreOffice, to ours."""
    kept = {name: value for name, value in environment.items() if name not in OURS}
    if "PATH" in kept:
        folders = kept["PATH"].split(os.pathsep)
        outside = (place for place in folders if not (Path(place).parent / "pyvenv.cfg").exists())
        kept["PATH"] = os.pathsep.join(outside)
    return kept


def refuse_when_running(profile: Path) -> None:
    """A profile serves one LibreOffice at a time; it must not be the user's own."""
    if _lock(profile).exists():
        raise OfficeProblem(
            "LibreOffice is running; close all its windows, then try again "
            f"(if it is not, delete the file {_lock(profile)})"
        )


def _lock(profile: Path) -> Path:
    return profile / ".lock"


def _started(command: list[str], environment: dict[str, str], **how: Any) -> Any:
    """A process in a group of its own, so that its children can be ended with it."""
    return subprocess.Popen(
        command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True, **how
    )


def _lines(driver: Any) -> "queue.Queue[str]":
    """The lines a process writes; an empty one when it has ended."""
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        for line in driver.stdout:
            lines.put(line)
        lines.put("")
        driver.stdout.close()

    threading.Thread(target=read, daemon=True).start()
    return lines


def _end(process: Any) -> bool:
    """Wait for a process that has been told to end, not for ever; whether it ended by itself."""
    try:
        process.wait(ENDING)
        return True
    except subprocess.TimeoutExpired:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True)
        process.wait()
        return False
