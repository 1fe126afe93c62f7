"""The two icons of the app, drawn here: two people and the line between them. PNG is simple enough to write by hand."""

import struct
import zlib
from collections.abc import Callable

ACCENT = "#1F5F6B"
_GROUND = (0x1F, 0x5F, 0x6B)
_WHITE = (255, 255, 255)
_FINE = 4  # samples of a pixel, each way
COLOR_SIZE, OUTLINE_SIZE = 192, 32

Shape = Callable[[float, float], bool]


def color() -> bytes:
    """Full colour, 192 x 192: Teams rounds the corners itself."""
    shape = _people(head=0.105, hollow=0.0, line=0.022)
    covered = _coverage(COLOR_SIZE, shape)
    return _png(COLOR_SIZE, [(*_mixed(part), 255) for part in covered])


def outline() -> bytes:
    """White on nothing, 32 x 32."""
    shape = _people(head=0.16, hollow=0.085, line=0.04)
    covered = _coverage(OUTLINE_SIZE, shape)
    return _png(OUTLINE_SIZE, [(*_WHITE, round(255 * part)) for part in covered])


def _people(head: float, hollow: float, line: float) -> Shape:
    """Two rings or discs at the ends of a line; the whole is one unit wide."""
    left, right, middle = 0.27, 0.73, 0.5

    def inside(x: float, y: float) -> bool:
        nearest = min((x - each) ** 2 + (y - middle) ** 2 for each in (left, right))
        if nearest <= head**2:
            return nearest >= hollow**2
        return abs(y - middle) <= line and left < x < right

    return inside


def _coverage(size: int, inside: Shape) -> list[float]:
    steps = [(each + 0.5) / (_FINE * size) for each in range(_FINE * size)]
    found = []
    for row in range(size):
        ys = steps[row * _FINE : (row + 1) * _FINE]
        for column in range(size):
            xs = steps[column * _FINE : (column + 1) * _FINE]
            found.append(sum(inside(x, y) for y in ys for x in xs) / _FINE**2)
    return found


def _mixed(part: float) -> tuple[int, int, int]:
    red, green, blue = (round(ground + (white - ground) * part) for ground, white in zip(_GROUND, _WHITE, strict=True))
    return red, green, blue


def _png(size: int, pixels: list[tuple[int, int, int, int]]) -> bytes:
    rows = (
        b"\0" + bytes(value for pixel in pixels[at : at + size] for value in pixel) for at in range(0, size**2, size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
