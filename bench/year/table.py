"""The year as a page: what was promised, what came, and how the work was shared."""

from collections.abc import Sequence

from bench.numbers import median, quantile, table
from bench.year import behaviour
from bench.year.figures import Figures, Hours, Loads, Offers, Part, Truth
from bench.year.province import LARGE
from bench.year.run import Year
from bench.year.town import Kind
from bench.year.words import Word

_KEPT = {True: "met", False: "**missed**"}


def page(years: Sequence[tuple[Year, Figures]]) -> str:
    """All that were played, one after the other."""
    first = years[0][0]
    told = (
        f"Written by `make year` (seed {first.seed}): invented people play a year, from 2026-01-01 on, on the real "
        "engine, flows, SQLite database, deadlines and outbox. They answer late or never, go on leave, leave the role, "
        "do not phone, leave messages, mistype their number, and coordinators keep office hours. Where the bot says "
        "that more supporters are needed, coordinators win colleagues for it, who come in by the chat, train and "
        "sign. How people behave was written down before the first run, with the source of every rate "
        "([behaviour.py](year/behaviour.py)): for most there is no published figure. "
        "[Other seeds and half the answers](years.md).\n"
    )
    return "\n".join(("# A year of two provinces, in simulation\n", told, *(_province(*each) for each in years)))


def picture_name(year: Year) -> str:
    return "year.png" if year.size.province == LARGE else "year-published.png"


def _province(year: Year, figures: Figures) -> str:
    size, supporters = year.size, len(list(year.known.town.all(Kind.SUPPORTER)))
    kept = (
        f"{size.sites} sites, {supporters} supporters, {figures.year.requests:,} requests, "
        f"{100 * _strangers(year) / max(figures.year.requests, 1):.0f} % of them by somebody on no roster. "
        f"**No rule was broken** in {year.looks:,} looks of the inspector: {year.presses:,} presses at "
        f"{year.steps:,} moments, in {year.seconds:.0f} seconds.\n"
    )
    return "\n".join(
        (
            f"## {size.province.name}\n",
            kept,
            "### Against the targets\n",
            _targets(figures),
            "### What became of it\n",
            _outcome(figures),
            "### Who was not reached within 72 hours of asking\n",
            _late(figures.year.truth),
            _assumed(),
            "### First contact, as it was told in the end\n",
            _words(figures.year.truth),
            "### By quarter\n",
            _parts(figures.quarters),
            "### By site\n",
            _parts(sorted(figures.sites, key=lambda site: -site.requests)),
            f"![The year as a picture]({picture_name(year)})\n",
        )
    )


def _late(truth: Truth) -> str:
    rows = [[why, _of(many, truth.waited)] for why, many in truth.why.most_common()]
    return table(("what came in between", "of those who waited"), rows)


def _assumed() -> str:
    """What no programme makes good for, as far as it was assumed."""
    matched, wrong = behaviour.MATCHED, behaviour.CONTACT_WRONG * (1 - behaviour.SEES_IT_ON_SENT)
    missed, silent = 1 - behaviour.PICKS_UP, 1 - behaviour.ANSWERS_A_TEXT
    return (
        f"By the rates that were assumed, of 100 matches {100 * matched['never']:g} see no try at all, "
        f"{100 * matched['hands over']:g} are handed over, and in {100 * matched['knows them']:g} the two know each "
        f"other. Of 100 numbers and addresses {100 * wrong:g} do not work, of 100 calls {100 * missed:g} are not "
        f"picked up and of 100 texts {100 * silent:g} are not answered. "
        "The 72 hours of this measure run from asking, those of the supporter from the match.\n"
    )


def _words(truth: Truth) -> str:
    """Every request, by whose word there was contact in its last match."""
    every = truth.words.total()
    rows = [[each.value, _of(truth.words[each], every), _of(truth.reached[each], truth.words[each])] for each in Word]
    return table(("contact in the last match", "requests", "of these reached in truth"), rows)


def _strangers(year: Year) -> int:
    return sum(asked.physician.kind is Kind.STRANGER for asked in year.known.requests.values())


def _targets(figures: Figures) -> str:
    year, offers, loads = figures.year, figures.offers, figures.loads
    rows = [
        _row("request to match, median", f"{year.to_match.median:.1f} h", "24 h or less", year.to_match.median <= 24),
        _row(
            "request to match within 48 h", f"{year.to_match.within(48):.1f} %", "90 %", year.to_match.within(48) >= 90
        ),
        _row(
            "match to first contact, median",
            f"{year.to_contact.median:.1f} h",
            "24 h or less",
            year.to_contact.median <= 24,
        ),
        _row(
            "match to first contact within 72 h",
            f"{year.to_contact.within(72):.1f} %",
            "95 %",
            year.to_contact.within(72) >= 95,
        ),
        _row(
            "contact in truth within 72 h of asking",
            f"{year.truth.share:.1f} % ({year.truth.in_time:,} of {year.truth.waited:,})",
            "90 %",
            year.truth.share >= 90,
        ),
        _row("5 days without contact, and no human told", f"{year.unseen} of {year.long}", "none", year.unseen == 0),
        _row("offer answered within 24 h", f"{answered(offers):.1f} %", "90 %", answered(offers) >= 90),
        _row(
            "matches of the busiest supporter in 12 months",
            str(loads.each[-1]),
            f"{loads.ceiling}",
            loads.each[-1] <= loads.ceiling,
        ),
    ]
    return table(("measure", "this year", "target", ""), rows)


def _row(name: str, value: str, target: str, kept: bool) -> list[str]:
    return [name, value, target, _KEPT[kept]]


def _outcome(figures: Figures) -> str:
    year, offers, loads = figures.year, figures.offers, figures.loads
    ends = figures.outcomes
    rows = [
        ["requests", f"{year.requests:,}"],
        ["matched at least once", _of(year.matched, year.requests)],
        ["request to match", _spread(year.to_match)],
        ["match to first contact", _spread(year.to_contact)],
        ["request to first contact, as told", _spread(year.in_all)],
        ["request to first contact, in truth", _spread(year.truth.in_all)],
        [
            "offers for each match",
            f"{offers.made / max(offers.matches, 1):.2f} ({offers.made:,} for {offers.matches:,})",
        ],
        ["contact as told and in truth", _told(year.truth)],
        ["offers declined", _of(offers.declined, offers.made)],
        ["offers without an answer", _of(offers.unanswered, offers.made)],
        ["offers taken back (leave, or nobody needed any more)", _of(offers.taken_back, offers.made)],
        ["they know each other, or a rule forbade it by then", _of(offers.known, offers.made)],
        ["withdrawn by the physician", _of(ends["withdrawn"], year.requests)],
        ["closed as completed", _of(ends["completed"], year.requests)],
        ["handed on to other help", _of(ends["handed_on"], year.requests)],
        ["declined after contact", _of(ends["declined"], year.requests)],
        ["nobody found, nobody reached, or handed over by phone", _of(_others(figures), year.requests)],
        ["came into a coordinator's hands", _of(year.in_hand, year.requests)],
        ["a coordinator was told (72 hours over included)", _of(year.told, year.requests)],
        [
            "matches of a supporter in 12 months (min, median, p90, max)",
            f"{loads.each[0]}, {median(loads.each):g}, {quantile(loads.each, 0.9)}, {loads.each[-1]}",
        ],
        ["supporters recruited in the year, on the word of a card", f"{loads.recruited}"],
        [f"supporters beyond the ceiling of {loads.ceiling}", _beyond(loads)],
        ["busiest site", _busiest(figures)],
    ]
    return table(("what", "how many"), rows)


def answered(offers: Offers) -> float:
    """Of every offer that was made, but for those that were taken back before they could be answered, in per cent."""
    return 100 * offers.in_time / max(offers.made - offers.taken_back, 1)


def _told(truth: Truth) -> str:
    false = f"of these too soon or falsely {truth.false:,}, and denied by the physician {truth.denied:,}"
    return f"told {truth.told:,}, {false}; never told {truth.untold:,}"


def _beyond(loads: Loads) -> str:
    how = f"{loads.chosen} by name, by hand or from outside, {loads.alone} otherwise (nobody else was free)"
    return f"{_of(loads.beyond, len(loads.each))}{f': {how}' if loads.beyond else ''}"


def _others(figures: Figures) -> int:
    return sum(figures.outcomes[each] for each in ("unfilled", "unreachable", "transferred"))


def _busiest(figures: Figures) -> str:
    busiest = max(figures.sites, key=lambda site: site.requests)
    return f"{busiest.name}: {busiest.requests} requests, median {busiest.to_match.median:.1f} h to a match"


def _parts(parts: list[Part]) -> str:
    rows = [
        [
            part.name,
            f"{part.requests:,}",
            _of(part.matched, part.requests),
            f"{part.to_match.median:.1f} / {part.to_match.p90:.1f}",
            f"{part.to_contact.median:.1f} / {part.to_contact.p90:.1f}",
            f"{part.to_contact.within(72):.0f} %",
            f"{part.truth.share:.0f} %",
            str(part.told),
        ]
        for part in parts
    ]
    head = (
        "",
        "requests",
        "matched",
        "to match, h (median / p90)",
        "to contact, h (median / p90)",
        "contact within 72 h",
        "in truth within 72 h of asking",
        "coordinator told",
    )
    return table(head, rows)


def _spread(hours: Hours) -> str:
    return f"median {hours.median:.1f} h, p90 {hours.p90:.1f} h"


def _of(some: int, every: int) -> str:
    return f"{some:,} ({100 * some / max(every, 1):.0f} %)"
