"""`python -m bench.year [--seed N]`: plays a year of both provinces and prints their tables, which it writes to
bench/year.md with a picture of each.

`--seeds 1-5` plays them with each of these seeds, at the usual rates and at half the answers, and writes the table of
it: bench/years.md. Ends with 1 and one line for each rule that is broken."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from bench.year import behaviour, figures, picture, seeds, table
from bench.year.broken import Broken
from bench.year.figures import Figures
from bench.year.halves import together
from bench.year.province import PUBLISHED_SIZE, Size
from bench.year.run import Year

HERE = Path(__file__).parent.parent
PROVINCES = {"large": Size(), "published": PUBLISHED_SIZE}


def main() -> int:
    asked = _arguments()
    sizes = [PROVINCES[each] for each in asked.provinces]
    asked.into.mkdir(parents=True, exist_ok=True)
    if asked.seeds:
        return _many(asked, sizes)
    years: list[tuple[Year, Figures]] = []
    for size in sizes:
        try:
            year = together(replace(size, rates=asked.rates), asked.seed, asked.parts)
        except Broken as broken:
            print(f"{size.province.name}, seed {asked.seed}: a rule was broken. {broken}", file=sys.stderr)
            return 1
        years.append((year, figures.count(year.known, year.outcomes)))
    page = table.page(years)
    (asked.into / "year.md").write_text(page, encoding="utf-8")
    for year, counted in years:
        picture.draw(year, counted, asked.into / table.picture_name(year))
    print(page)
    return 0


def _many(asked: argparse.Namespace, sizes: list[Size]) -> int:
    first, _, last = asked.seeds.partition("-")
    rows = [
        seeds.play_one(replace(size, rates=rates), seed, asked.parts)
        for size in sizes
        for rates in (behaviour.USUAL, behaviour.HALF)
        for seed in range(int(first), int(last or first) + 1)
    ]
    page = seeds.page(rows)
    (asked.into / "years.md").write_text(page, encoding="utf-8")
    print(page)
    return int(any(row.broken for row in rows))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.year", description="A year of two provinces in simulation.")
    parser.add_argument("--seed", type=int, default=1, help="what everything left to chance is drawn from")
    parser.add_argument("--seeds", default="", help="such as 1-5: a table of all of them instead")
    parser.add_argument("--provinces", nargs="+", choices=PROVINCES, default=list(PROVINCES))
    parser.add_argument("--half", dest="rates", action="store_const", const=behaviour.HALF, default=behaviour.USUAL,
                        help="half of the answers to an offer fall silent")  # fmt: skip
    parser.add_argument("--parts", type=int, default=0, help="among which the sites are shared; 0: four sites each")
    parser.add_argument("--into", type=Path, default=HERE, help="the folder for the page and the pictures")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
