"""`python -m bench.year [--seed N] [--requests N]`: plays the year and prints its table; bench/year.md and .png.

Ends with 1 and one line at the first rule that is broken."""

import argparse
import sys
from pathlib import Path

from bench.year import figures, picture, table
from bench.year.broken import Broken
from bench.year.halves import together
from bench.year.province import Size

HERE = Path(__file__).parent.parent


def main() -> int:
    asked = _arguments()
    size = Size(asked.sites, asked.supporters, asked.requests)
    try:
        year = together(size, asked.seed, asked.parts)
    except Broken as broken:
        print(f"Seed {asked.seed}: a rule was broken. {broken}", file=sys.stderr)
        return 1
    counted = figures.count(year.known, year.outcomes)
    page = table.page(year, counted)
    asked.into.mkdir(parents=True, exist_ok=True)
    (asked.into / "year.md").write_text(page, encoding="utf-8")
    picture.draw(year, counted, asked.into / "year.png")
    print(page)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.year", description="A year of a province in simulation.")
    usual = Size()
    parser.add_argument("--seed", type=int, default=1, help="what everything left to chance is drawn from")
    parser.add_argument("--requests", type=int, default=usual.requests)
    parser.add_argument("--supporters", type=int, default=usual.supporters)
    parser.add_argument("--sites", type=int, default=usual.sites)
    parser.add_argument("--parts", type=int, default=2, help="processes that share the sites")
    parser.add_argument("--into", type=Path, default=HERE, help="the folder for year.md and year.png")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
