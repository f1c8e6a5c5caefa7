"""Puts the extension into LibreOffice, takes it out again, looks whether it can work."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from passivefolio.hosts.findings import State
from passivefolio.hosts.libreoffice import extension
from passivefolio.hosts.libreoffice.configuration import forget
from passivefolio.hosts.libreoffice.doctor import examine, prove
from passivefolio.hosts.libreoffice.machine import find_office, usual_profile
from passivefolio.hosts.libreoffice.names import EXTENSION
from passivefolio.hosts.libreoffice.packages import home_of_numpy, packages_folder
from passivefolio.hosts.libreoffice.session import MANAGER, refuse_when_running, running
from passivefolio.version import __version__

Tell = Callable[[str], None]

NEXT = (
    "Now start LibreOffice Calc. The menu Passivefolio appears, and =UTILITY(0.08; 0.15; 3) shows "
    "0.04625. If not: passivefolio doctor libreoffice"
)


def install(folder: Path | None, tell: Tell) -> None:
    """Build the extension for this machine, add it to the user's LibreOffice, calculate with it."""
    office, profile = find_office(), folder or usual_profile()
    refuse_when_running(profile)
    tell(f"LibreOffice: {office.soffice}")
    site = home_of_numpy(office, profile, tell)
    with tempfile.TemporaryDirectory(prefix="passivefolio-") as scratch:
        package = Path(scratch) / extension.FILE_NAME
        extension.build(package, site)
        with running(office, profile, [MANAGER]) as asked:
            asked.ask("add", str(package))
    tell(f"added {extension.FILE_NAME} {__version__} to {profile}")
    tell(prove(office, profile))
    tell(NEXT)


def uninstall(folder: Path | None, tell: Tell) -> None:
    """Take away what ``install`` added, and nothing else."""
    profile = folder or usual_profile()
    if not profile.is_dir():
        tell(f"the add-in is not in LibreOffice; there is no {profile}")
        return
    refuse_when_running(profile)
    office = find_office()
    with running(office, profile, [MANAGER]) as asked:
        found = {identifier: name for identifier, _, name in asked.ask("listed")}
        if EXTENSION in found:
            asked.ask("remove", EXTENSION, found[EXTENSION])
    forget(profile, EXTENSION)
    shutil.rmtree(packages_folder(profile), ignore_errors=True)
    if EXTENSION not in found:
        tell(f"the add-in is not in {profile}")
        return
    with running(office, profile, [MANAGER]) as asked:  # which deletes what is left of its files
        others = asked.ask("listed")
    if not others:
        shutil.rmtree(profile / "user" / "uno_packages", ignore_errors=True)
    tell(f"removed {found[EXTENSION]} from {profile}")


def doctor(folder: Path | None, tell: Tell) -> bool:
    """Tell what was found; whether nothing is in the way."""
    well = True
    for finding in examine(folder or usual_profile()):
        tell(str(finding))
        well = well and finding.state is not State.PROBLEM
    return well
