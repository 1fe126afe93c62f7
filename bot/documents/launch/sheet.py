"""A sheet of paper: words that wrap and shrink to fit, and a code to scan, as a PDF that can be read aloud and as a
picture. How it is set stands in sheet.typ.

Everything is black on white, so that any printer will do. Lengths are inches from the top left corner, sizes points.
"""

import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import segno

from bot.documents.launch.links import LaunchError
from bot.typesetting import CannotBeSet, pdf, png

LETTER = (8.5, 11.0)
A4 = (8.27, 11.69)
DOTS = 200  # an inch, in the picture
_TEMPLATE = Path(__file__).parent / "sheet.typ"
_QUIET = 4  # modules of white around a code, by its standard


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
    weight: Literal["regular", "bold"] = "regular"
    space: float = 10
    url: str = ""
    heading: bool = False
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Code:
    """A code to scan. `side` is its width in inches, quiet zone included; `alt` is read aloud in its place."""

    content: str
    side: float
    alt: str
    space: float = 10
    kind: str = "code"

    @property
    def svg(self) -> str:
        """A quarter of it may be dirty and it still reads."""
        out = io.BytesIO()
        segno.make_qr(self.content, error="q").save(out, kind="svg", border=_QUIET, omitsize=True)
        return out.getvalue().decode()


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the column."""

    space: float = 10
    kind: str = "rule"


Block = Text | Code | Rule


@dataclass(slots=True)
class Sheet:
    size: tuple[float, float]
    title: str
    language: str
    columns: list[dict[str, Any]] = field(default_factory=list)
    cuts: list[Any] = field(default_factory=list)

    def column(self, blocks: Sequence[Block], area: Area) -> None:
        """The blocks below each other, spread over the area; what is too long shrinks."""
        self.columns.append(asdict(area) | {"blocks": [_plain(block) for block in blocks]})

    def cut(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A dashed line for the scissors."""
        self.cuts.append((start, end))

    def files(self, name: str) -> dict[str, bytes]:
        """NAME.pdf and NAME.png. Raises LaunchError where the words cannot be made to fit."""
        try:
            return {f"{name}.pdf": pdf(_TEMPLATE, asdict(self)), f"{name}.png": png(_TEMPLATE, asdict(self), DOTS)}
        except CannotBeSet as error:
            raise LaunchError(f"the sheet cannot be set: {error}; expected shorter names or opening hours") from None


def _plain(block: Block) -> dict[str, Any]:
    return asdict(block) | ({"svg": block.svg} if isinstance(block, Code) else {})
