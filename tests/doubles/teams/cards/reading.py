"""What a person sees of a card: its words, its buttons, its fields. What is not visible is not there."""

from collections.abc import Iterator
from typing import Any

from tests.doubles.plain import as_read
from tests.doubles.teams.cards.shapes import children

Json = dict[str, Any]


def elements(root: Json) -> Iterator[Json]:
    """Every visible element in reading order, containers before what they hold."""
    for child in children(root):
        if child.get("isVisible", True):
            yield child
            yield from elements(child)


def words(card: Json) -> str:
    """The text, line by line; labels of fields and the choices under them too, buttons not."""
    return as_read("\n".join(line for each in elements(card) for line in _lines(each) if line))


def _lines(element: Json) -> list[str]:
    kind = str(element.get("type"))
    if kind == "TextBlock":
        return [str(element.get("text", ""))]
    if kind == "RichTextBlock":
        return ["".join(run if isinstance(run, str) else run.get("text", "") for run in element["inlines"])]
    if kind == "FactSet":
        return [f"{fact['title']}: {fact['value']}" for fact in element["facts"]]
    if kind == "Component":
        return [element["properties"].get("displayName", "")]
    if kind == "Image":
        return [element.get("altText", "")]
    if kind.startswith("Input."):
        choices = [choice["title"] for choice in element.get("choices") or []]
        return [element.get("label", ""), element.get("title", ""), element.get("placeholder", ""), *choices]
    if kind.startswith("Chart."):
        return [str(element.get("title", ""))]
    return []


def inputs(card: Json) -> list[Json]:
    return [each for each in elements(card) if str(each.get("type")).startswith("Input.")]


def buttons(card: Json) -> list[Json]:
    """Every action that can be pressed, in reading order; those of a ShowCard after the one that shows it."""
    found: list[Json] = []
    for each in elements(card):
        if each.get("type") == "ActionSet":
            found += each["actions"]
        found += [each[key] for key in ("selectAction", "inlineAction") if key in each]
    found += card.get("actions") or []
    return [inner for action in found for inner in _opened(action) if inner.get("isEnabled", True)]


def _opened(action: Json) -> list[Json]:
    return [action, *(buttons(action["card"]) if action.get("type") == "Action.ShowCard" else [])]


def toggle(part: Any, targets: list[Any]) -> None:
    """What Action.ToggleVisibility does on the client, in place."""
    wanted = {(each if isinstance(each, str) else each["elementId"]): each for each in targets}
    if isinstance(part, dict) and part.get("id") in wanted and "type" in part:
        target = wanted[part["id"]]
        set_to = target.get("isVisible") if isinstance(target, dict) else None
        part["isVisible"] = (not part.get("isVisible", True)) if set_to is None else set_to
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else []:
        toggle(inner, targets)
