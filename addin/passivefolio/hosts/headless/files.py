"""Who has a workbook open, whether it can be written, and writing it all or not at all."""

import contextlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from copy import copy as copy_of
from pathlib import Path

from passivefolio.errors import FileProblem


def refuse_when_open(path: Path) -> None:
    """Excel and LibreOffice leave a lock file beside a workbook they have open."""
    for place in {path, path.resolve()}:
        locks = {"Excel": place.with_name(f"~${place.name}")}
        locks["LibreOffice"] = place.with_name(f".~lock.{place.name}#")
        for program, lock in locks.items():
            if lock.exists():
                raise FileProblem(
                    f"is open in {program}; save and close it there, then try again "
                    f"(if it is not, delete the file {lock.name})"
                )


def refuse_when_read_only(path: Path) -> None:
    """Say before any work that the result could not be written."""
    path = path.resolve()
    if path.exists() and not os.access(path, os.W_OK):
        raise FileProblem("is read-only, so the new values could not be saved")
    if not path.parent.is_dir():
        raise FileProblem(f"cannot be saved, there is no folder {path.parent}")
    if not os.access(path.parent, os.W_OK):
        raise FileProblem(f"lies in the folder {path.parent}, in which nothing can be saved")


def write_package(
    path: Path, members: Sequence[zipfile.ZipInfo], parts: Mapping[str, bytes]
) -> None:
    """Write the whole package beside the file, then put it in its place in one step."""
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=".passivefolio-", suffix=".tmp", delete=False
        ) as file:
            temporary = Path(file.name)
            with zipfile.ZipFile(file, "w") as package:
                for member in members:
                    package.writestr(_fresh(member), parts[member.filename])
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            _keep_rights(path, temporary)
        temporary.replace(path)
        _settle(path.parent)
    except OSError as problem:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
        busy = isinstance(problem, PermissionError)
        raise FileProblem(
            f"could not be saved ({problem.strerror or problem}); the file is as it was"
            + (". Perhaps another program has it open" if busy else "")
        ) from problem


def copy(path: Path) -> Path:
    """Copy a file as it is to NAME.backup beside it, in the place of an older copy."""
    path = path.resolve()
    backup = path.with_name(f"{path.name}.backup")
    temporary = path.with_name(f".passivefolio-{path.name}.backup.tmp")
    try:
        shutil.copy2(path, temporary)
        _keep_rights(path, temporary)
        temporary.replace(backup)
    except OSError as problem:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise FileProblem(f"could not be copied ({problem.strerror or problem})") from problem
    return backup


def _keep_rights(path: Path, fresh: Path) -> None:
    """Permissions and, where the system lets us, the owner of a file for the one in its place."""
    shutil.copymode(path, fresh)
    if hasattr(os, "chown"):
        owner = path.stat()
        with contextlib.suppress(PermissionError):
            os.chown(fresh, owner.st_uid, owner.st_gid)


def _settle(folder: Path) -> None:
    """Have the system write the new entry of a folder to the disk."""
    with contextlib.suppress(OSError):  # not every system knows how
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _fresh(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The member as it was, ready to be written again: same name, date and compression."""
    fresh = copy_of(member)
    fresh.extra = b""
    return fresh
