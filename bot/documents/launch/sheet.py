"""A sheet of paper: words that wrap and shrink to fit, and a code to scan, as a PDF with its fonts and as a picture.

Everything is black on white, so that any printer will do. Lengths are inches from the top left corner, sizes points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as File
from typing import Literal

import matplotlib as mpl
import segno
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import text_to_path

from bot.documents.launch.links import LaunchError

LETTER = (8.5, 11.0)
A4 = (8.27, 11.69)
DOTS = 200  # an inch, in the picture
_LINE = 1.28  # height of a line, in font sizes
_QUIET = 4  # modules of white around a code, by its standard
_FONT = "DejaVu Sans"  # comes with matplotlib, has every letter of both languages, and may be embedded
_SMALLEST = 0.5  # how far words may shrink before the text is simply too long
_STEP = 0.04

Weight = Literal["normal", "bold"]


@dataclass(frozen=True, slots=True)
class Area:
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph in the middle of its column. `space` is the white above it, in points."""

    words: str
    size: float
    weight: Weight = "normal"
    space: float = 10
    url: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A code to scan. `side` is its width in inches, quiet zone included."""

    content: str
    side: float
    space: float = 10


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the column."""

    space: float = 10


Block = Text | Code | Rule


class Sheet:
    def __init__(self, size: tuple[float, float]) -> None:
        self.width, self.height = size
        self._figure = Figure(figsize=size, dpi=72, facecolor="white")
        self._known: dict[tuple[str, str], float] = {}

    def column(self, blocks: Sequence[Block], area: Area) -> None:
        """Set the blocks below each other, spread over the area. What is too long shrinks; LaunchError if it cannot."""
        scale = 1.0
        while (needed := sum(self._needs(block, area.width, scale) for block in blocks)) > area.height:
            scale -= _STEP
            if scale < _SMALLEST:
                raise LaunchError("the text is too long for the sheet; expected shorter names or opening hours")
        loose = (area.height - needed) / (len(blocks) + 1)
        top = area.top + loose
        for block in blocks:
            top += block.space * scale / 72
            top = self._set(block, area, top, scale) + loose

    def cut(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A dashed line for the scissors."""
        self._figure.add_artist(self._line(start, end, 0.6, (0, (4, 4))))

    def write(self, folder: File, name: str, title: str) -> list[File]:
        """NAME.pdf and NAME.png."""
        pdf, png = folder / f"{name}.pdf", folder / f"{name}.png"
        # 42: outlines embedded as TrueType, so that the words can be searched, copied and read aloud.
        with mpl.rc_context({"pdf.fonttype": 42}):
            self._figure.savefig(pdf, metadata={"Title": title, "CreationDate": None})
        self._figure.savefig(png, dpi=DOTS, metadata={"Title": title})
        return [pdf, png]

    # --- measuring

    def _needs(self, block: Block, width: float, scale: float) -> float:
        white = block.space * scale / 72
        if isinstance(block, Text):
            return white + len(self._lines(block, width, scale)) * block.size * scale * _LINE / 72
        return white + (block.side if isinstance(block, Code) else 0)

    def _lines(self, text: Text, width: float, scale: float) -> list[str]:
        """As few lines as fit, of about the same length."""
        lines = self._broken(text, width, scale)
        while len(lines) > 1 and width > 0:
            width *= 0.98
            narrower = self._broken(text, width, scale)
            if len(narrower) > len(lines) or any(self._wide(line, text, scale) > width for line in narrower):
                break
            lines = narrower
        return lines

    def _broken(self, text: Text, width: float, scale: float) -> list[str]:
        """Broken at plain spaces only: what a no-break space holds stays together."""
        lines = [""]
        for word in text.words.split(" "):
            longer = f"{lines[-1]} {word}".strip(" ")
            if lines[-1] and self._wide(longer, text, scale) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _wide(self, words: str, text: Text, scale: float) -> float:
        return self._at_100(words, text.weight) * text.size * scale / 100

    def _at_100(self, words: str, weight: Weight) -> float:
        """Inches at 100 points. Words are measured one by one and kept: the same ones come again and again."""
        return sum(self._word(word, weight) for word in words.split(" ")) + words.count(" ") * self._word(" ", weight)

    def _word(self, word: str, weight: Weight) -> float:
        if (word, weight) not in self._known:
            font = FontProperties(family=_FONT, size=100, weight=weight)
            width, _, _ = text_to_path.get_text_width_height_descent(word, font, ismath=False)
            self._known[word, weight] = width / 72
        return self._known[word, weight]

    # --- setting

    def _set(self, block: Block, area: Area, top: float, scale: float) -> float:
        middle = area.left + area.width / 2
        if isinstance(block, Text):
            for line in self._lines(block, area.width, scale):
                # `baseline` keeps the lines at even distances, whatever letters they have.
                baseline = top + block.size * scale / 72
                self._figure.text(
                    middle / self.width,
                    1 - baseline / self.height,
                    line,
                    fontproperties=_font(block, scale),
                    ha="center",
                    va="baseline",
                    parse_math=False,
                    url=block.url or None,
                )
                top += block.size * scale * _LINE / 72
            return top
        if isinstance(block, Code):
            self._code(block, middle - block.side / 2, top)
            return top + block.side
        self._figure.add_artist(self._line((area.left, top), (area.left + area.width, top), 0.8, "-"))
        return top

    def _code(self, code: Code, left: float, top: float) -> None:
        rows = modules(code.content)
        side = code.side / (len(rows) + 2 * _QUIET)
        corners: list[tuple[float, float]] = []
        for down, row in enumerate(rows):
            for first, last in _runs(row):
                x0, x1 = (left + (_QUIET + first) * side), (left + (_QUIET + last) * side)
                y0 = top + (_QUIET + down) * side
                # A hair of overlap: no white seam between two rows on any screen.
                corners += [(x0, y0), (x1, y0), (x1, y0 + side * 1.02), (x0, y0 + side * 1.02), (x0, y0)]
        kinds = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * (len(corners) // 5)
        shape = Path([(x / self.width, 1 - y / self.height) for x, y in corners], kinds)
        self._figure.add_artist(PathPatch(shape, facecolor="black", linewidth=0, transform=self._figure.transFigure))

    def _line(self, start: tuple[float, float], end: tuple[float, float], width: float, style: object) -> Line2D:
        across = [start[0] / self.width, end[0] / self.width]
        down = [1 - start[1] / self.height, 1 - end[1] / self.height]
        return Line2D(across, down, color="black", linewidth=width, linestyle=style)  # type: ignore[arg-type]


def modules(content: str) -> list[list[bool]]:
    """The code's dark modules, row by row, without the quiet zone. A quarter of it may be dirty and it still reads."""
    return [[bool(module) for module in row] for row in segno.make_qr(content, error="q").matrix]


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    """First and one past the last of each run of dark modules."""
    edges = [at for at in range(len(row) + 1) if (at > 0 and row[at - 1]) != (at < len(row) and row[at])]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _font(text: Text, scale: float) -> FontProperties:
    return FontProperties(family=_FONT, size=text.size * scale, weight=text.weight)
