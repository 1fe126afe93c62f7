"""One picture: where the time of a press goes."""

from pathlib import Path

import matplotlib as mpl

from bench.load import Load

mpl.use("Agg")

from matplotlib import pyplot as plt

_KINDS = {"confirm": "[Confirm]", "accept": "[Accept]"}
_COLOURS = ("#c8d6e5", "#8395a7", "#0a6e6e", "#f0a830", "#dfe4ea", "#5f27cd")


def draw(load: Load, path: Path) -> None:
    figure, axes = plt.subplots(figsize=(9, 2.8), layout="constrained")
    starts = dict.fromkeys(_KINDS, 0.0)
    for name, colour in zip(load.parts["accept"], _COLOURS, strict=True):
        widths = [load.parts[kind][name] * 1000 for kind in _KINDS]
        axes.barh([*_KINDS.values()], widths, left=[*starts.values()], color=colour, label=name)
        starts = {kind: start + width for (kind, start), width in zip(starts.items(), widths, strict=True)}
    axes.set_xlabel("milliseconds, medians at 16 connections")
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside upper center", ncols=3, frameon=False, fontsize=9)
    figure.savefig(path, dpi=120, metadata={"Software": ""})
    plt.close(figure)
