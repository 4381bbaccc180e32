"""Draw the buttons: ``python macros/recipes/draw.py [FOLDER]`` writes three sizes of each into `macros/images`.

Plain shapes in a few colours that stand out on a light and on a dark ribbon: a blue of 4.5:1 on white that is still
seen on dark grey, white paper with a grey edge, and the four colours of a rating. Drawn large and made smaller, so
that edges are soft. Equal Pillow, equal bytes; the files are reviewed and kept, not made by a build.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

SIZES = (16, 32, 64)
LARGE = 512  # what is drawn, on a grid of 32
UNIT = LARGE // 32

BLUE, PALE, PAPER, EDGE = "#2F7BC4", "#9CC7EE", "#FFFFFF", "#6B7885"
RED, AMBER, GREEN, BETTER = "#D13438", "#F2A100", "#2E9E4F", "#2F7BC4"

Pen = ImageDraw.ImageDraw
Point = tuple[float, float]


def at(*points: Point) -> list[tuple[float, float]]:
    """Return points of the grid of 32 as points of the drawing."""
    return [(across * UNIT, down * UNIT) for across, down in points]


def box(pen: Pen, first: Point, last: Point, colour: str, round_by: float = 1.5) -> None:
    """Draw a filled rectangle with round corners."""
    pen.rounded_rectangle(at(first, last), round_by * UNIT, fill=colour)


def line(pen: Pen, colour: str, width: float, *points: Point) -> None:
    """Draw a line with round ends and joints."""
    placed = at(*points)
    pen.line(placed, fill=colour, width=round(width * UNIT), joint="curve")
    for across, down in placed:
        half = width * UNIT / 2
        pen.ellipse([across - half, down - half, across + half, down + half], fill=colour)


def disc(pen: Pen, centre: Point, radius: float, colour: str) -> None:
    """Draw a filled circle."""
    across, down = centre
    pen.ellipse(at((across - radius, down - radius), (across + radius, down + radius)), fill=colour)


def sheet(pen: Pen, first: Point = (5, 2), last: Point = (25, 30)) -> None:
    """Draw a sheet of paper."""
    box(pen, first, last, EDGE)
    box(pen, (first[0] + 1.5, first[1] + 1.5), (last[0] - 1.5, last[1] - 1.5), PAPER, 0.7)


def words(pen: Pen, across: float, until: float, *down: float) -> None:
    """Draw lines of writing."""
    for place in down:
        line(pen, PALE, 1.8, (across, place), (until, place))


def check_return(pen: Pen) -> None:
    """A sheet with a tick."""
    sheet(pen)
    words(pen, 10, 20, 8, 13)
    disc(pen, (22, 22), 8.5, GREEN)
    line(pen, PAPER, 2.6, (18, 22.5), (21, 25.5), (26.5, 18.5))


def calculate_figures(pen: Pen) -> None:
    """A pocket calculator."""
    box(pen, (5, 2), (27, 30), BLUE, 2.5)
    box(pen, (8, 5), (24, 11), PAPER, 0.8)
    for number, colour in enumerate((PALE, PALE, PALE, PALE, PALE, AMBER)):
        across, down = 8 + number % 3 * 5.8, 14.5 + number // 3 * 7
        box(pen, (across, down), (across + 4.4, down + 5), colour, 0.8)


def build_report(pen: Pen) -> None:
    """A sheet with columns of a chart."""
    sheet(pen)
    words(pen, 10, 20, 7)
    for across, top, colour in ((9, 19, GREEN), (13.7, 15, AMBER), (18.4, 11.5, BLUE)):
        box(pen, (across, top), (across + 3.4, 26), colour, 0.5)


def rate_selection(pen: Pen) -> None:
    """The four colours of a rating, one above the other beside figures."""
    for number, colour in enumerate((BETTER, GREEN, AMBER, RED)):
        down = 2.5 + number * 7
        line(pen, EDGE, 2.2, (4, down + 3), (13, down + 3))
        box(pen, (17, down), (28, down + 5.6), colour, 1.2)


def trend_of_selection(pen: Pen) -> None:
    """A line that goes up, and its arrow."""
    line(pen, EDGE, 2, (4, 4), (4, 28), (29, 28))
    line(pen, BLUE, 3, (8, 22), (14, 16), (18, 19), (26, 9))
    pen.polygon(at((28.8, 4.5), (28, 13.5), (20.5, 7)), fill=BLUE)


def reconcile(pen: Pen) -> None:
    """Two bars that are not equal."""
    line(pen, BLUE, 4, (6, 11.5), (26, 11.5))
    line(pen, BLUE, 4, (6, 20.5), (26, 20.5))
    line(pen, RED, 3.2, (20.5, 4), (11.5, 28))


def convert_folder(pen: Pen) -> None:
    """A folder and an arrow out of it."""
    box(pen, (2, 5), (14, 12), AMBER, 1.5)
    box(pen, (2, 8), (27, 27), AMBER, 1.5)
    line(pen, PAPER, 6.4, (11, 19.5), (22, 19.5))
    pen.polygon(at((20, 11), (31.5, 19.5), (20, 28)), fill=PAPER)
    line(pen, BLUE, 3.4, (11, 19.5), (22, 19.5))
    pen.polygon(at((21.5, 13.5), (30, 19.5), (21.5, 25.5)), fill=BLUE)


def insert_indicator(pen: Pen) -> None:
    """A table with a plus."""
    box(pen, (3, 4), (27, 26), EDGE)
    box(pen, (4.5, 5.5), (25.5, 10), BLUE, 0.4)
    for across in (4.5, 15.7):
        for down in (11.5, 18.7):
            box(pen, (across, down), (across + 9.8, down + 5.8), PAPER, 0.4)
    disc(pen, (24, 24), 7.5, GREEN)
    line(pen, PAPER, 2.6, (24, 20), (24, 28))
    line(pen, PAPER, 2.6, (20, 24), (28, 24))


def commentary(pen: Pen) -> None:
    """Something said."""
    box(pen, (2, 3), (30, 23), BLUE, 4)
    pen.polygon(at((8, 21), (8, 30), (17, 22)), fill=BLUE)
    for down, until in ((9, 24), (13.2, 24), (17.4, 17)):
        line(pen, PAPER, 2, (8, down), (until, down))


def print_pdf(pen: Pen) -> None:
    """A printer."""
    box(pen, (8, 2), (24, 14), EDGE, 0.8)
    box(pen, (9.5, 3.5), (22.5, 14), PAPER, 0.4)
    box(pen, (2, 10), (30, 23), BLUE, 2.2)
    disc(pen, (25.5, 14), 1.4, PAPER)
    box(pen, (7, 17), (25, 30), EDGE, 0.8)
    box(pen, (8.5, 18.5), (23.5, 28.5), PAPER, 0.4)
    line(pen, RED, 2.4, (12, 22), (20, 22))
    line(pen, PALE, 2, (12, 25.8), (20, 25.8))


def help_mark(pen: Pen) -> None:
    """A question mark."""
    disc(pen, (16, 16), 14, BLUE)
    pen.arc(at((10.5, 6.5), (21.5, 17.5)), 180, 90, fill=PAPER, width=round(3 * UNIT))
    line(pen, PAPER, 3, (16, 16), (16, 19))
    disc(pen, (16, 24), 2, PAPER)


def last_error(pen: Pen) -> None:
    """A cell and a warning."""
    box(pen, (2, 5), (27, 17), EDGE)
    box(pen, (3.5, 6.5), (25.5, 15.5), PAPER, 0.4)
    line(pen, RED, 2, (7, 9), (7, 13))
    line(pen, RED, 2, (11, 9), (11, 13))
    line(pen, RED, 2, (5.5, 11), (17, 11))
    pen.polygon(at((21, 11), (31.5, 30), (10.5, 30)), fill=AMBER)
    line(pen, PAPER, 2.6, (21, 17.5), (21, 23))
    disc(pen, (21, 26.8), 1.5, PAPER)


DRAWINGS: dict[str, Callable[[Pen], None]] = {
    "check_return": check_return,
    "calculate_figures": calculate_figures,
    "build_report": build_report,
    "rate_selection": rate_selection,
    "trend_of_selection": trend_of_selection,
    "reconcile": reconcile,
    "convert_folder": convert_folder,
    "insert_indicator": insert_indicator,
    "commentary": commentary,
    "print_pdf": print_pdf,
    "help": help_mark,
    "last_error": last_error,
}


def drawn(name: str, size: int) -> Image.Image:
    """Return one drawing in one size, on a transparent ground."""
    image = Image.new("RGBA", (LARGE, LARGE), (0, 0, 0, 0))
    DRAWINGS[name](ImageDraw.Draw(image))
    return image.resize((size, size), Image.Resampling.LANCZOS)


def write_images(folder: Path) -> tuple[Path, ...]:
    """Write every drawing in every size; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in DRAWINGS:
        for size in SIZES:
            path = folder / f"{name}_{size}.png"
            drawn(name, size).save(path, optimize=True)
            written.append(path)
    return tuple(written)


if __name__ == "__main__":
    for file in write_images(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "images"):
        print(file)  # noqa: T201
