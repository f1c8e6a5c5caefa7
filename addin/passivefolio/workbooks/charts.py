"""The charts of all templates: one look, static labels, a picture text for every chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from passivefolio.workbooks.look import FONT, GREY, INK, LINES, NAVY, RULE, SHADES, Page

WIDTH, HEIGHT = 422, 290
DASHES = ("solid", "dash", "solid", "long_dash", "round_dot", "dash_dot", "square_dot")
"""Lines stay apart on a grey printer, too."""

UNSEEN = "none"
"""The colour of the foot of a floating bar."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A series of a chart: its name or the cell of it, and the places of its points."""

    name: str
    values: str
    categories: str
    color: str = ""
    dash: str = ""
    width: float = 1.75
    marker: str = ""  # circle, diamond, ...: points in place of a line
    size: int = 0  # of the points; 0 is the usual one
    label: str = ""  # above, below, left or right: the name stands beside the point, not in the key


def line_over_years(
    page: Page,
    title: str,
    curves: Sequence[Curve],
    name: str,
    number_format: str,
    *,
    wide: bool = False,
    **more: Any,
) -> Any:
    """Lines over years with decimals (2000.5 is July 2000), which every program marks evenly."""
    return scatter(
        page,
        title,
        curves,
        axis("Year", "General", label_position="low", **_no_grid("major")),
        axis(name, number_format, **more),
        legend="bottom" if len(curves) > 1 else None,
        plot=(
            0.09 if wide else 0.16,
            0.14,
            0.87 if wide else 0.8,
            0.56 if len(curves) > 1 else 0.64,
        ),
    )


def scatter(
    page: Page,
    title: str,
    curves: Sequence[Curve],
    x_axis: dict[str, Any],
    y_axis: dict[str, Any],
    *,
    legend: str | None = "bottom",
    plot: tuple[float, float, float, float] | None = None,
) -> Any:
    """Curves and points over numbers; the axes come from ``axis``.

    ``plot`` is where the inside of the axes stands: left, top, width, height as shares.
    """
    chart = page.book.book.add_chart({"type": "scatter", "subtype": "straight"})
    _add(chart, curves)
    labelled = [number for number, curve in enumerate(curves) if curve.label]
    chart_look(chart, title, legend=legend, without=labelled)
    if plot:
        chart.set_plotarea({"layout": dict(zip(("x", "y", "width", "height"), plot, strict=True))})
    chart.set_x_axis(x_axis)
    chart.set_y_axis(y_axis)
    return chart


def bars(
    page: Page,
    title: str,
    curves: Sequence[Curve],
    x_axis: dict[str, Any],
    y_axis: dict[str, Any],
    *,
    stacked: bool = False,
    lying: bool = False,
) -> Any:
    """Columns side by side or stacked; ``lying`` turns them into bars from the left."""
    kind = {"type": "bar" if lying else "column"} | ({"subtype": "stacked"} if stacked else {})
    chart = page.book.book.add_chart(kind)
    for number, curve in enumerate(curves):
        color = curve.color or LINES[number % len(LINES)]
        fill = {"none": True} if color == UNSEEN else {"color": color}
        chart.add_series(
            {**_places(curve), "fill": fill, "gap": 60, "overlap": 100 if stacked else 0}
        )
    chart_look(chart, title, legend="bottom" if len(curves) > 1 else None)
    chart.set_x_axis({"label_position": "low", **x_axis, **_no_grid("major")})
    chart.set_y_axis(y_axis)
    if lying:
        chart.set_y_axis({**y_axis, "reverse": True})
    return chart


def doughnut(
    page: Page, title: str, categories: str, values: str, colors: Sequence[str] = SHADES
) -> Any:
    """Shares of a whole; slices below 2 % carry no number."""
    chart = page.book.book.add_chart({"type": "doughnut"})
    font = {"name": FONT, "bold": True, "size": 9}
    chart.add_series(
        {
            "name": title,
            "categories": categories,
            "values": values,
            "points": [
                {"fill": {"color": color}, "border": {"color": "white"}} for color in colors
            ],
            "data_labels": {
                "value": True,
                "num_format": '[>=0.02]0%;""',
                "font": font,
                "custom": [
                    {"font": {**font, "color": "#FFFFFF" if color == NAVY else INK}}
                    for color in colors
                ],
            },
        }
    )
    chart_look(chart, title)
    chart.set_hole_size(50)
    return chart


def insert(
    page: Page,
    cell: str,
    chart: Any,
    description: str,
    *,
    right: int = 0,
    width: int = WIDTH,
    height: int = HEIGHT,
) -> None:
    """Put a chart on a page, so many pixels right of a cell, with a text for those who listen."""
    chart.set_size({"width": width, "height": height})
    place = {"description": description, "object_position": 2, "x_offset": right}
    page.sheet.insert_chart(cell, chart, place)


def chart_look(
    chart: Any, title: str, *, legend: str | None = "bottom", without: Sequence[int] = ()
) -> None:
    """Title, legend and frame of a chart; ``without`` are series that the legend leaves out."""
    chart.set_title(
        {"name": title, "name_font": {"name": FONT, "size": 11, "color": NAVY}, "overlay": False}
    )
    chart.set_chartarea({"border": {"color": RULE}})
    if legend is None:
        chart.set_legend({"none": True})
    else:
        key = {"position": legend, "font": {"name": FONT, "size": 9}}
        chart.set_legend({**key, "delete_series": [*without]} if without else key)


def axis(name: str, number_format: str, **more: Any) -> dict[str, Any]:
    """An axis with a title, quiet grid lines and our font."""
    return {
        "name": name,
        "name_font": {"name": FONT, "size": 9, "bold": False, "color": INK},
        "num_font": {"name": FONT, "size": 9, "color": INK},
        "num_format": number_format,
        "line": {"color": GREY},
        "major_gridlines": {"visible": True, "line": {"color": "#E3E8ED", "width": 0.75}},
        **more,
    }


def _no_grid(which: str) -> dict[str, Any]:
    return {f"{which}_gridlines": {"visible": False}}


def _places(curve: Curve) -> dict[str, Any]:
    return {"name": curve.name, "values": curve.values, "categories": curve.categories}


def _add(chart: Any, curves: Sequence[Curve]) -> None:
    for number, curve in enumerate(curves):
        color = curve.color or LINES[number % len(LINES)]
        series = _places(curve)
        if curve.marker:
            fill = {"fill": {"color": color}, "border": {"color": "#FFFFFF"}}
            size = curve.size or (12 if curve.marker == "diamond" else 8)
            series["marker"] = {"type": curve.marker, "size": size, **fill}
            series["line"] = {"none": True}
        else:
            dash = curve.dash or DASHES[number % len(DASHES)]
            series["line"] = {"color": color, "width": curve.width, "dash_type": dash}
            series["marker"] = {"type": "none"}
        if curve.label:
            font = {"name": FONT, "size": 8, "color": INK}
            series["data_labels"] = {"series_name": True, "position": curve.label, "font": font}
        chart.add_series(series)
