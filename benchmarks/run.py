"""Measure passivefolio and its peers in one run and write docs/benchmarks.md; ``make bench``."""

import datetime
import os
import platform
import warnings
from importlib.metadata import version
from pathlib import Path

import excel
import funds
import headless
import libreoffice
import measure
import mixes
import series
import startup

from passivefolio import call

PEERS = (
    "numpy",
    "pandas",
    "empyrical-reloaded",
    "quantstats",
    "ffn",
    "PyPortfolioOpt",
    "skfolio",
    "riskfolio-lib",
)
PAGE = """# Benchmarks

Measured in one run by `make bench` on {date}: Python {python}, {machine}, {cores} cores.
passivefolio {ours}; {peers}.

Medians of alternating runs. The machine is shared and noisy: read the ratios, not the times. All
start from the same plain lists of returns and dates and build what they need: an array for numpy, a
dated series for the others. Peers define some statistics otherwise (see the conventions), so this
compares work of the same kind.

## One formula

`call("UTILITY", 0.08, 0.15, 3)`: {one}.

## One statistic of one series

{series}

## Many funds and many rows in one formula

{funds}

## The best weights

{mixes}

skfolio estimates the moments from a sample as part of its work; the others are given them.

## A formula in Excel for Windows

{excel}

Python's part of a call, with stand-ins for COM, beside functions that xlwings' own decorators pass
numpy arrays. Each read is a call back into Excel, whose time comes on top there.

## Cells of LibreOffice

{libreoffice}

Times in a running LibreOffice: from a new risk aversion to all utilities, and of opening the
templates.

## Start

{startup}

## Refresh of a workbook without a spreadsheet program

{headless}
"""


def main() -> None:
    """Write the page."""
    warnings.simplefilter("ignore")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # installed programs have their bytecode
    one = measure.medians({"one": lambda: call("UTILITY", 0.08, 0.15, 3)})["one"]
    page = PAGE.format(
        date=datetime.date.today().isoformat(),
        python=platform.python_version(),
        machine=platform.machine(),
        cores=os.cpu_count(),
        ours=version("passivefolio"),
        peers=", ".join(f"{peer} {version(peer)}" for peer in PEERS),
        one=measure.shown(one),
        series=series.report(),
        funds=funds.report(),
        mixes=mixes.report(),
        excel=excel.report(),
        libreoffice=libreoffice.report(),
        startup=startup.report(),
        headless=headless.report(),
    )
    (Path(__file__).parents[1] / "docs" / "benchmarks.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
