"""What every walk does, and the programme that it plays on."""

from pathlib import Path

from tests.stage import Actor

DEMO = Path(__file__).parents[2] / "programmes" / "demo.toml"


def programme(folder: Path, *changes: tuple[str, str]) -> Path:
    """The demo's programme with some passages replaced."""
    text = DEMO.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = folder / "walk.toml"
    path.write_text(text, encoding="utf-8")
    return path


async def peek(actor: Actor, *words: str) -> None:
    """Press one button after the other, from the chat, then close."""
    actor.close()
    for each in words:
        await actor.press(each)
    actor.close()


async def peek_on(actor: Actor, *words: str) -> None:
    """From where they are."""
    for each in words:
        await actor.press(each)
    actor.close()
