"""What is wrong with a card, in words; Teams refuses it, shows nothing, or cuts what it shows on a phone.

Written from the documents, not from our renderer.
"""

from collections.abc import Iterator
from typing import Any

from tests.doubles.teams.cards.shapes import (
    ACTIONS,
    CARD_KEYS,
    ELEMENTS,
    OPENINGS,
    RUN,
    SINCE,
    STYLES,
    VALUES,
    children,
)

Json = dict[str, Any]
NEWEST = (1, 5)
MOST_ACTIONS = 6
HALF_A_PHONE = 13  # characters of a label in bold, at 320 px


def problems(card: Any, *, dialog: bool = False) -> list[str]:
    """Every problem found. In a dialog only Action.Submit answers the bot (with task/submit)."""
    if not isinstance(card, dict) or card.get("type") != "AdaptiveCard":
        return ["the card is not an AdaptiveCard"]
    found = [f"the card has an unknown property {key}" for key in card if key not in CARD_KEYS]
    try:
        version = tuple(int(part) for part in str(card["version"]).split("."))
    except (KeyError, ValueError):
        return [*found, "the card has no version"]
    if version > NEWEST:
        found.append(f"version {card['version']} is newer than 1.5")
    if not card.get("body") and not card.get("actions"):
        found.append("the card is empty")
    found += _elements(card, version)
    if any(len(each.get("actions") or []) > MOST_ACTIONS for each in [card, *_all(card)]):
        found.append(f"more than {MOST_ACTIONS} actions in a row")
    shared = (each["actions"] for each in _all(card) if len(each.get("actions") or []) > 1)
    cut = [action["title"] for row in shared for action in row if len(str(action.get("title"))) > HALF_A_PHONE]
    found += [f"a phone cuts the label {title}, which shares a row" for title in cut]
    seen: set[str] = set()
    for action in _actions(card):
        found += _action(action, version, dialog=dialog)
        if action.get("type") == "Action.ShowCard":
            found += problems({"version": card["version"], **action["card"]}, dialog=dialog)
    for each in _all(card):
        if str(each.get("type")).startswith("Input."):
            found += [f"two inputs have the id {each.get('id')}"] if each.get("id") in seen else []
            seen.add(str(each.get("id")))
            found += _input(each)
    return found


def _all(root: Json) -> Iterator[Json]:
    for child in children(root):
        yield child
        yield from _all(child)


def _elements(card: Json, version: tuple[int, ...]) -> Iterator[str]:
    for each in _all(card):
        kind = str(each.get("type"))
        if kind.startswith("Chart."):
            if "fallback" not in each:
                yield f"{kind} has no fallback"
            continue
        if kind not in ELEMENTS:
            yield f"unknown element {kind}"
            continue
        yield from _properties(each, kind, *ELEMENTS[kind])
        if SINCE.get(kind, (1, 0)) > version:
            yield f"{kind} is not in version {card['version']}"
        if kind == "Component" and "fallback" not in each:
            yield "a Component has no fallback for clients that do not know it"
        if kind == "TextBlock" and not isinstance(each.get("text"), str):
            yield "a TextBlock's text is not a string"
        for run in each.get("inlines") or []:
            if not isinstance(run, str):
                yield from _properties(run, "TextRun", *RUN)
                yield from [] if run.get("type") == "TextRun" else ["a run that is no TextRun"]
        for fact in each.get("facts") or []:
            if set(fact) != {"title", "value"} or not all(isinstance(part, str) for part in fact.values()):
                yield f"a fact is not a title and a value: {sorted(fact)}"


def _properties(thing: Json, kind: str, must: str, may: str) -> Iterator[str]:
    yield from (f"{kind} has no {key}" for key in must.split() if thing.get(key) in (None, "", []))
    known = {"type", *must.split(), *may.split()}
    yield from (f"{kind} has an unknown property {key}" for key in thing if key not in known)
    for key, allowed in [*VALUES.items(), ("style", STYLES.get(kind, set()))]:
        if allowed and str(thing.get(key, min(allowed))).lower() not in allowed:
            yield f"{kind} has the {key} {thing[key]}"


def _actions(card: Json) -> Iterator[Json]:
    """Every action, and what an older client shows in its place."""
    places = [card, *_all(card)]
    found = [action for each in places for action in each.get("actions") or []]
    found += [each[key] for each in places for key in ("selectAction", "inlineAction") if key in each]
    found += [card["refresh"].get("action", {})] if "refresh" in card else []
    for action in found:
        yield action
        if isinstance(action.get("fallback"), dict):
            yield action["fallback"]


def _action(action: Json, version: tuple[int, ...], *, dialog: bool) -> Iterator[str]:
    kind = str(action.get("type"))
    if kind not in ACTIONS:
        yield f"unknown action {kind}"
        return
    yield from _properties(action, kind, *ACTIONS[kind])
    if SINCE.get(kind, (1, 0)) > version:
        yield f"{kind} is not in this version"
    if dialog and kind == "Action.Execute":
        yield "Action.Execute in a dialog: only Action.Submit sends task/submit"
    if action.get("associatedInputs", "auto").lower() not in ("auto", "none"):
        yield "associatedInputs is neither auto nor none"
    data = action.get("data")
    if data is not None and not isinstance(data, dict):
        yield f"the data of {kind} is not an object, so no input can be merged into it"
    elif data and "msteams" in data:
        shape = data["msteams"]
        if kind != "Action.Submit":
            yield f"data.msteams belongs to Action.Submit, not to {kind}"
        elif not isinstance(shape, dict) or shape.get("type") not in OPENINGS:
            yield "data.msteams has no type that Teams knows"
        elif dialog and shape.get("type") == "task/fetch":
            yield "task/fetch in a dialog: a dialog goes on with task/submit"


def _input(each: Json) -> Iterator[str]:
    kind, name = each["type"], each.get("id")
    if kind == "Input.ChoiceSet":
        yield from _choices(each)
    if kind == "Input.Text" and len(str(each.get("value", ""))) > each.get("maxLength", 10_000):
        yield f"{name} starts longer than its maxLength"
    ends = ("", each.get("valueOn", "true"), each.get("valueOff", "false"))
    if kind == "Input.Toggle" and each.get("value", "") not in ends:
        yield f"{name} starts neither on nor off"


def _choices(each: Json) -> Iterator[str]:
    name, many = each.get("id"), each.get("isMultiSelect", False)
    choices = each.get("choices") or []
    if not choices and "choices.data" not in each:
        yield f"{name} has no choices"
    if any(set(choice) != {"title", "value"} or not choice["title"] for choice in choices):
        yield f"{name} has a choice that is not a title and a value"
        return
    values = [choice["value"] for choice in choices]
    if len(set(values)) < len(values):
        yield f"{name} has two choices of the same value"
    if many and any("," in value for value in values):
        yield f"{name} has a choice with a comma in its value"
    chosen = [part for part in (str(each.get("value", "")).split(",") if many else [each.get("value", "")]) if part]
    if "choices.data" not in each and not set(chosen) <= set(values):
        yield f"{name} starts with something that is not a choice"
