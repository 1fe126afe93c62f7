"""Runs every benchmark and writes bench/results.md and bench/press.png. About five minutes: `make bench`."""

import asyncio
import os
import platform
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from bench import chart, load, page, slack, teams
from bench.numbers import median, milliseconds, quantile, table
from bench.teams_api import TOKEN_SECONDS
from bot.process.gc_tuning import spare_the_presses

HERE = Path(__file__).parent


async def main() -> None:
    spare_the_presses()  # whoever makes the load should cost little
    print("the page ...")
    seen = await page.measure()
    print("presses under load ...")
    loaded = await load.measure()
    print("Slack ...")
    pressed = await slack.measure()
    print("Teams ...")
    turned = await teams.measure()
    pages = (_head(), _page(seen), _load(loaded), _slack(pressed), _teams(turned))
    (HERE / "results.md").write_text("\n".join(pages), encoding="utf-8")
    chart.draw(loaded, HERE / "press.png")
    print((HERE / "results.md").read_text(encoding="utf-8"))


def _head() -> str:
    return (
        "# What it costs\n\n"
        "Written by `make bench`. Measured with CPython "
        f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores; whoever makes the load "
        "runs on the same cores. Times hang on the machine and on what else it does; the range over the rounds, in "
        "brackets, shows how far to trust a figure. Compare ratios.\n"
    )


def _page(seen: page.Page) -> str:
    every = [seconds for times in seen.presses.values() for seconds in times]
    slowest = quantile(every, 0.99)
    rows = [
        [f"[{what}]", milliseconds(median(times)), milliseconds(quantile(times, 0.99))]
        for what, times in seen.presses.items()
    ]
    start = median(seen.starts)
    return (
        "## The playground\n\n"
        f"- From `python app.py demo` to the first page: {start:.2f} s (median of {len(seen.starts)}, slowest "
        f"{max(seen.starts):.2f} s). Promised: {page.STARTS_PROMISED:g} s, {_kept(start <= page.STARTS_PROMISED)}.\n"
        f"- A press, from the page and back, committed: p50 {milliseconds(median(every))}, p99 {milliseconds(slowest)} "
        f"over {len(every)} presses on one WebSocket. Promised: {milliseconds(page.PRESS_PROMISED)}, "
        f"{_kept(slowest <= page.PRESS_PROMISED)}.\n\n" + table(("press", "p50", "p99"), rows)
    )


def _load(loaded: load.Load) -> str:
    kinds = {"bare": "bare aiohttp, JSON", "accept": "[Accept], committed", "confirm": "[Confirm], committed"}
    rows = [
        [
            words,
            f"{median(loaded.rates[kind]):.0f} ({min(loaded.rates[kind]):.0f} to {max(loaded.rates[kind]):.0f})",
            f"{median(loaded.ratios(kind)):.3f} ({min(loaded.ratios(kind)):.3f} to {max(loaded.ratios(kind)):.3f})",
            milliseconds(median(loaded.times[kind])),
            milliseconds(quantile(loaded.times[kind], 0.99)),
        ]
        for kind, words in kinds.items()
    ]
    parts = loaded.parts["accept"]
    split = [[name, *(milliseconds(loaded.parts[kind][name]) for kind in ("accept", "confirm"))] for name in parts]
    return (
        "## Presses under load\n\n"
        f"{load.CONNECTIONS} connections, {load.PRESSES} presses of one kind at a time, {load.ROUNDS} rounds by turns, "
        "SQLite with synchronous=FULL. Each press goes through the playground's inbound path, the engine, one "
        "transaction and the rendering; the outbox delivers beside it with the same writer.\n\n"
        + table(("what", "a second", "ratio", "p50", "p99"), rows)
        + "\nWhere the time of one press goes (medians, under the same load):\n\n"
        + table(("part", "[Accept]", "[Confirm]"), split)
        + "\n![Where the time of a press goes](press.png)\n"
    )


def _slack(pressed: slack.Slack) -> str:
    rows = [
        [
            str(connections),
            "slack-bolt, acknowledges and does nothing" if kind == "bare" else "[Accept], committed, then the dialog",
            f"{median(pressed.rates[connections, kind]):.0f}",
            "1.00" if kind == "bare" else f"{median(pressed.ratios(connections)):.2f}",
            milliseconds(median(pressed.times[connections, kind])),
            milliseconds(quantile(pressed.times[connections, kind], 0.99)),
        ]
        for connections in slack.CONNECTIONS
        for kind in ("bare", "press")
    ]
    steady, burst = quantile(pressed.steady, 0.99), max(pressed.burst)
    reached = all(median(pressed.ratios(connections)) >= aim for connections, aim in slack.AIMED.items())
    return (
        "## Slack, over HTTP\n\n"
        f"From a signed request of {pressed.bytes} bytes to its acknowledgement. Everybody has pressed before, so that "
        "nobody's name is asked for; each press opens its dialog afterwards through an API that answers at once, and "
        f"the outbox delivers beside it. {slack.ROUNDS} rounds by turns, medians.\n\n"
        + table(("connections", "what", "a second", "ratio", "p50", "p99"), rows)
        + f"\n- At {slack.STEADY} presses a second for {slack.SECONDS} s: p99 {milliseconds(steady)}. Promised: "
        f"{milliseconds(slack.STEADY_PROMISED)}, {_kept(steady <= slack.STEADY_PROMISED)}.\n"
        f"- {slack.BURST} at once: the last one after {milliseconds(burst)}. Promised: "
        f"{milliseconds(slack.BURST_PROMISED)}, {_kept(burst <= slack.BURST_PROMISED)}.\n"
        f"- Aimed at: {_aims()}; {_kept(reached)}. Where the time goes: one process has one interpreter lock, and a "
        "press takes its turn on both threads: the writer's for the transaction (half of it SQLite) and for settling "
        "what was delivered, the loop's for HTTP, Bolt, the dialog's words and the call that opens it. "
        "`python -m bench.press` measures the first part alone.\n"
    )


def _teams(turned: teams.Teams) -> str:
    kinds = {"bare": "botbuilder's process_activity, answers and does nothing", "press": "[Accept], committed"}
    rows = [
        [
            str(connections),
            words,
            f"{median(turned.rates[connections, kind]):.0f}",
            "1.0" if kind == "bare" else _spread(turned.ratios(connections)),
            milliseconds(median(turned.times[connections, kind])),
            milliseconds(quantile(turned.times[connections, kind], 0.99)),
        ]
        for connections in teams.CONNECTIONS
        for kind, words in kinds.items()
    ]
    steady = quantile(turned.steady, 0.99)
    ratio = max(median(turned.ratios(connections)) for connections in teams.CONNECTIONS)
    return (
        "## Teams\n\n"
        f"From an invoke of {turned.bytes} bytes with a signed token to the answer with the dialog in it. "
        f"{teams.ROUNDS} rounds by turns, medians.\n\n"
        + table(("connections", "what", "a second", "ratio", "p50", "p99"), rows)
        + f"\n- The ratio at its best: {ratio:.1f}. Promised: {teams.RATIO_PROMISED:g}, "
        f"{_kept(ratio >= teams.RATIO_PROMISED)}.\n"
        f"- At {teams.STEADY} presses a second for {teams.SECONDS} s, with each posted card edited through the "
        f"connector: p99 {milliseconds(steady)}. Promised: {milliseconds(teams.STEADY_PROMISED)}, "
        f"{_kept(steady <= teams.STEADY_PROMISED)}. The event loop stood still for {milliseconds(turned.stall)} at "
        f"most, while the token took {milliseconds(TOKEN_SECONDS)}. Promised: {milliseconds(teams.STALL_PROMISED)}, "
        f"{_kept(turned.stall <= teams.STALL_PROMISED)}.\n"
    )


def _aims() -> str:
    return " and ".join(f"{ratio:g} at {connections} connections" for connections, ratio in slack.AIMED.items())


def _spread(ratios: Sequence[float]) -> str:
    return f"{median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f})"


def _kept(kept: bool) -> str:
    return "kept" if kept else "**not kept on this machine**"


if __name__ == "__main__":
    asyncio.run(main())
