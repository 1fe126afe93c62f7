"""Which elements and actions Teams knows in a bot's card up to 1.5, with the properties that each must or may have."""

from typing import Any

Json = dict[str, Any]

_ANY = "id isVisible separator spacing height fallback requires targetWidth lang"
_INPUT = f"{_ANY} label isRequired errorMessage"
_BOX = f"{_ANY} selectAction style verticalContentAlignment bleed backgroundImage minHeight rtl"

ELEMENTS: dict[str, tuple[str, str]] = {  # what it must have, what it may have
    "TextBlock": ("text", f"{_ANY} color fontType horizontalAlignment isSubtle maxLines size weight wrap style"),
    "RichTextBlock": ("inlines", f"{_ANY} horizontalAlignment"),
    "Image": ("url", f"{_ANY} altText backgroundColor horizontalAlignment selectAction size style width msTeams"),
    # A colleague as Teams itself shows them: "Persona" in the documents, or the people icon.
    "Component": ("name properties", f"{_ANY} view"),
    "ImageSet": ("images", f"{_ANY} imageSize"),
    "FactSet": ("facts", _ANY),
    "Container": ("items", _BOX),
    "ColumnSet": ("columns", f"{_BOX} horizontalAlignment"),
    "Column": ("", f"{_BOX} items width"),
    "ActionSet": ("actions", f"{_ANY} horizontalAlignment"),
    "Table": (
        "columns rows",
        f"{_ANY} firstRowAsHeader showGridLines gridStyle horizontalCellContentAlignment verticalCellContentAlignment",
    ),
    "TableRow": ("cells", "style horizontalCellContentAlignment verticalCellContentAlignment"),
    "TableCell": ("items", f"{_BOX} horizontalAlignment"),
    "Input.Text": ("id", f"{_INPUT} isMultiline maxLength placeholder regex style inlineAction value"),
    "Input.Number": ("id", f"{_INPUT} max min placeholder value"),
    "Input.Date": ("id", f"{_INPUT} max min placeholder value"),
    "Input.Time": ("id", f"{_INPUT} max min placeholder value"),
    "Input.Toggle": ("id title", f"{_INPUT} value valueOff valueOn wrap"),
    "Input.ChoiceSet": ("id", f"{_INPUT} choices choices.data isMultiSelect style value placeholder wrap"),
}

RUN = ("text", "color fontType highlight isSubtle italic selectAction size strikethrough underline weight lang")

_ACTION = "title iconUrl id style tooltip fallback requires mode role"
ACTIONS: dict[str, tuple[str, str]] = {
    "Action.Execute": ("title verb", f"{_ACTION} data associatedInputs isEnabled"),
    "Action.Submit": ("title", f"{_ACTION} data associatedInputs"),  # isEnabled is not supported there
    "Action.OpenUrl": ("title url", _ACTION),
    "Action.ShowCard": ("title card", _ACTION),
    "Action.ToggleVisibility": ("title targetElements", _ACTION),
}

SINCE = {
    "ActionSet": (1, 2),
    "RichTextBlock": (1, 2),
    "Action.ToggleVisibility": (1, 2),
    "Action.Execute": (1, 4),
    "Table": (1, 5),
}

CHILDREN = {  # of a type, the keys under which further elements stand
    "AdaptiveCard": ("body",),
    "Container": ("items",),
    "ColumnSet": ("columns",),
    "Column": ("items",),
    "Table": ("rows",),
    "TableRow": ("cells",),
    "TableCell": ("items",),
    "ImageSet": ("images",),
}

_CARD = "type version $schema body actions fallbackText speak lang minHeight rtl verticalContentAlignment refresh"
CARD_KEYS = {*_CARD.split(), "authentication", "backgroundImage", "selectAction", "metadata", "msteams"}
VALUES = {  # in any case of letters
    "weight": {"default", "lighter", "bolder"},
    "color": {"default", "dark", "light", "accent", "good", "warning", "attention"},
    "spacing": {"default", "none", "small", "medium", "large", "extralarge", "padding"},
    "size": {"default", "small", "medium", "large", "extralarge", "auto", "stretch"},
    "horizontalAlignment": {"left", "center", "right"},
    "fontType": {"default", "monospace"},
}
_BOX_STYLES = frozenset({"default", "emphasis", "good", "attention", "warning", "accent"})
STYLES = {
    "TextBlock": {"default", "heading"},
    "Input.Text": {"text", "tel", "url", "email", "password"},
    "Input.ChoiceSet": {"compact", "expanded", "filtered"},
    **dict.fromkeys(("Container", "ColumnSet", "Column", "TableCell"), _BOX_STYLES),
    **dict.fromkeys(ACTIONS, frozenset({"default", "positive", "destructive"})),
}
OPENINGS = {"task/fetch", "messageBack", "imBack", "signin", "invoke"}


def children(element: Json) -> list[Json]:
    """The elements directly inside this one. A column without a type is a Column, and so on."""
    found: list[Json] = []
    kind = str(element.get("type"))
    implied = {"ColumnSet": "Column", "Table": "TableRow", "TableRow": "TableCell", "ImageSet": "Image"}.get(kind)
    for key in CHILDREN.get(kind, ()):
        inside = element.get(key)
        for child in inside if isinstance(inside, list) else []:
            if isinstance(child, dict):
                found += [{"type": implied, **child} if implied and "type" not in child else child]
    return found
