"""Pages and pictures from Typst templates. The fonts are our own, so that every machine sets the same page.

A template reads its data as `json(bytes(sys.inputs.data))`.
"""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.errors import PeerlineError

_FONTS = Path(__file__).parent / "fonts"
_COLOURS = 16  # a quarter of the bytes, so that a picture fits a card in Teams


class CannotBeSet(PeerlineError):
    """The template refuses its data; what it says of it is in the message."""


def pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """Tagged, with its language, as PDF/UA-1 asks, so that it can be read aloud; without a date, so that the same
    data make the same file. Raises CannotBeSet."""
    return _set(template, data, format="pdf", pdf_standards=["ua-1"], timestamp=0)


def png(template: Path, data: Mapping[str, Any], dots: int) -> bytes:
    """The first page, so many dots an inch. Raises CannotBeSet."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(_set(template, data, format="png", ppi=dots))) as page:
        page.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(out, format="png", optimize=True)
    return out.getvalue()


def _set(template: Path, data: Mapping[str, Any], **how: Any) -> bytes:
    from typst import Compiler, TypstError  # 80 MB of machine code, which few commands need

    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        compiler = Compiler(template, font_paths=[_FONTS], ignore_system_fonts=True, sys_inputs=inputs)
        return compiler.compile(**how)  # type: ignore[return-value] # the bytes of one page
    except TypstError as error:
        raise CannotBeSet(error.message) from None
