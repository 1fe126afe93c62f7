"""The file .env, whose broken lines and misspelt names would be left out without a word."""

import stat
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from dotenv.parser import Binding, parse_stream

ENV = Path(".env")
PREFIXES = ("PEERLINE_", "SLACK_", "TEAMS_")


def broken(path: Path) -> list[str]:
    """Why it cannot be read, or which lines cannot; nothing where there is none."""
    if not path.exists():
        return []
    try:
        lines = _lines(path)
    except UnicodeDecodeError:
        return [f"{path} is no plain text; save it as UTF-8"]
    except OSError as error:
        return [f"{path} cannot be read: {error.strerror or 'it is no file'}"]
    return [
        f"{path}, line {_line(each)}: expected NAME=value, with every quote closed"
        for each in lines
        if each.error or (each.key is not None and each.value is None)
    ]


def doubtful(path: Path, known: Iterable[str], environment: Mapping[str, str]) -> Iterator[str]:
    """What is read otherwise than it was meant, of a file that is not broken and of the environment. Of the
    environment only what is nearly a name that is `known`: others have names with our beginnings there."""
    names = sorted(known)
    seen: dict[str, int] = {}
    for each in _lines(path) if path.exists() else ():
        name, line = (each.key or "").upper(), _line(each)
        if not name.startswith(PREFIXES):
            continue
        if name not in names:
            yield f"{path}, line {line}: {_unknown(name, names)}"
        elif name in seen:
            yield f"{path}, line {line}: {name} is set in line {seen[name]} already; the last one counts"
        seen[name] = line
    for name in sorted({each.upper() for each in environment}):
        if name.startswith(PREFIXES) and name not in names and get_close_matches(name, names, 1, 0.9):
            yield f"in the environment: {_unknown(name, names)}"
    if path.exists() and path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        yield f"{path} can be read by everybody on this machine; run: chmod 600 {path}"


def _unknown(name: str, names: list[str]) -> str:
    near = get_close_matches(name, names, 1, 0.8)
    return f"{name} is no setting" + (f"; did you mean {near[0]}?" if near else ", and changes nothing")


def _line(binding: Binding) -> int:
    """Blank lines before it are counted in."""
    text = binding.original.string
    return binding.original.line + text[: len(text) - len(text.lstrip())].count("\n")


def _lines(path: Path) -> list[Binding]:
    """Raises OSError and UnicodeDecodeError."""
    with path.open(encoding="utf-8") as file:
        return list(parse_stream(file))
