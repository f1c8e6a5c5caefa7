"""The charts of the 60/30/10 story, drawn from our own functions; ``make pictures`` runs this."""

from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")

from matplotlib import pyplot, ticker

from passivefolio import call
from passivefolio.data import sample_history
from passivefolio.workbooks.look import AMBER, GREY, INK, NAVY, TEAL

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
WEIGHTS = [0.6, 0.3, 0.1]
DATES, STOCKS, *_ = zip(*sample_history(), strict=True)
HISTORY = [list(row[1:]) for row in sample_history()]
MIX = [row[0] for row in call("BLENDED_BENCHMARK", WEIGHTS, HISTORY, 1)]
CHOICES = (
    ("index fund: 8 %, risk 17 %", 0.08, 0.17, NAVY, "-"),
    ("60/30/10: 6.3 %, risk 10 %", 0.063, 0.1017, AMBER, "--"),
    ("money market: 3 %, risk 0.5 %", 0.03, 0.005, GREY, ":"),
)


def chart(title: str, number_format: str) -> Any:
    """Axes in the look of the workbooks."""
    figure, axes = pyplot.subplots(figsize=(8, 4), dpi=110)
    axes.set_title(title, color=NAVY, loc="left", fontsize=12, fontweight="bold")
    axes.grid(axis="y", color="#E3E8ED")
    axes.set_axisbelow(True)
    axes.margins(x=0)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=INK)
    axes.yaxis.set_major_formatter(ticker.FuncFormatter(lambda y, _: format(y, number_format)))
    return figure, axes


def keep(figure: Any, axes: Any, name: str) -> None:
    """Write the picture, the same bytes every time."""
    axes.legend(frameon=False, fontsize=9, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=3)
    figure.tight_layout()
    figure.savefig(PICTURES / f"story-{name}.png", metadata={"Software": None})
    pyplot.close(figure)


def utility() -> None:
    """What three choices are worth by risk aversion."""
    figure, axes = chart("What each choice is worth to you", ".0%")
    aversions = [step / 10 for step in range(81)]
    for label, er, sd, color, dash in CHOICES:
        worth = [call("UTILITY", er, sd, A) for A in aversions]
        axes.plot(aversions, worth, dash, color=color, label=label, linewidth=2)
    axes.set_xlabel("risk aversion A")
    axes.set_ylabel("sure return worth as much")
    axes.set_ylim(-0.03, 0.09)
    keep(figure, axes, "utility")


def drawdown() -> None:
    """The falls of the index fund and of the mix."""
    figure, axes = chart("Falls from the peak, February 1990 to March 2017", ".0%")
    for label, returns, color, dash in (
        ("index fund", STOCKS, NAVY, "-"),
        ("60/30/10, rebalanced monthly", MIX, AMBER, "-"),
    ):
        fall = [row[0] for row in call("DRAWDOWN_SERIES", list(returns))]
        axes.plot(DATES, fall, dash, color=color, label=label, linewidth=1.6)
    axes.set_ylabel("below the highest value so far")
    keep(figure, axes, "drawdown")


def rebalancing() -> None:
    """What becomes of the share of each sleeve when nobody does anything."""
    figure, axes = chart("60/30/10 left alone: what became of the weights", ".0%")
    _, *weights = call("WEIGHT_HISTORY", WEIGHTS, HISTORY, 0)
    axes.stackplot(
        DATES,
        *zip(*weights, strict=True),
        colors=(NAVY, AMBER, TEAL),
        labels=("index fund", "Treasuries", "money market"),
    )
    axes.axhline(WEIGHTS[0], color="white", linestyle="--", linewidth=1.4)
    axes.annotate("60 % were chosen", (DATES[6], 0.55), color="white", fontsize=9)
    axes.set_ylim(0, 1)
    axes.set_ylabel("share of the portfolio")
    keep(figure, axes, "rebalancing")


def fees() -> None:
    """The same money in the same market at two fees."""
    figure, axes = chart("10,000 at 7 % a year before fees", ",.0f")
    years = list(range(31))
    cheap, dear = ([10_000 * (1.07 - fee) ** year for year in years] for fee in (0.001, 0.009))
    axes.plot(years, cheap, color=NAVY, label="a fee of 0.1 %", linewidth=2)
    lost = call("EXPENSE_DRAG", 0.07, 0.001, 0.009, years[-1])
    label = f"a fee of 0.9 %: {lost:.0%} less after {years[-1]} years"
    axes.plot(years, dear, "--", color=AMBER, label=label, linewidth=2)
    axes.fill_between(years, dear, cheap, color=AMBER, alpha=0.15)
    axes.set_xlabel("years")
    keep(figure, axes, "fees")


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    for draw in (utility, drawdown, rebalancing, fees):
        draw()
