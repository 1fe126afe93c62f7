"""The report as plain text that a terminal, a mail and a screen reader can all take."""

from collections.abc import Callable, Iterable

from bot.reporting.page import Section, notes, sections, title
from bot.reporting.reading import Report
from bot.surface import Phrase, w
from bot.wording import Wording

_GAP = "  "
_WIDTH = 100

Said = tuple[str, list[str]]  # a label and its values


def text(report: Report, wording: Wording, language: str) -> str:
    def say(phrase: Phrase) -> str:
        return wording.text(phrase, language)

    lines = [say(title(report)), *(say(note) for note in notes(report))]
    waits = []
    for section in sections(report):
        if section.lines:
            lines += ["", *_section(section, say)]
        else:
            waits.append(_GAP + say(section.title))
    if waits:
        lines += ["", say(w("report-waits")), *waits]
    return "\n".join(lines) + "\n"


def _section(section: Section, say: Callable[[Phrase], str]) -> Iterable[str]:
    yield say(section.title)
    columns = [say(column) for column in section.columns]
    counts = [(say(line.label), [say(value) for value in line.values]) for line in section.lines if not line.judged]
    judged = [(say(line.label), [say(value) for value in line.values]) for line in section.lines if line.judged]
    yield from _grid(counts, columns)
    yield from _narrow(judged, columns)


def _grid(lines: list[Said], columns: list[str]) -> Iterable[str]:
    """A column a period; each period under its label where that is too wide for a line."""
    if not lines:
        return
    first = max(len(label) for label, _ in lines)
    widths = [max(len(head), *(len(row[place]) for _, row in lines)) for place, head in enumerate(columns)]
    if len(_GAP) + first + sum(width + len(_GAP) for width in widths) > _WIDTH:
        yield from _narrow(lines, columns)
        return
    yield _GAP + " " * first + _row(columns, widths)
    for label, row in lines:
        yield _GAP + label.ljust(first) + _row(row, widths)


def _row(values: list[str], widths: list[int]) -> str:
    return "".join(_GAP + value.rjust(width) for value, width in zip(values, widths, strict=True))


def _narrow(lines: list[Said], columns: list[str]) -> Iterable[str]:
    deep = max(len(column) for column in columns)
    for label, row in lines:
        yield _GAP + label
        for column, value in zip(columns, row, strict=True):
            yield _GAP * 2 + column.ljust(deep) + _GAP + value
