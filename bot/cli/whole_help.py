"""`--help` as it reads: each command with its first sentence whole. The library cuts it after 45 signs."""

from typing import Any

from typer.core import TyperGroup


class WholeHelp(TyperGroup):
    """A group of commands. Loads what Typer has loaded already, and nothing else."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        found = super().get_command(ctx, cmd_name)
        if found is not None and found.help and not found.short_help:
            about = " ".join(found.help.partition("\n\n")[0].split())
            found.short_help = about.partition(". ")[0].rstrip(".") + "."
        return found
