"""Rich text: sections, lists, quotes, and the runs of text inside them."""

from tests.doubles.slack.blocks.checks import among, flag, kinds, many, shape, string, whole

_STYLE = shape({}, {"bold": flag, "italic": flag, "strike": flag, "code": flag})
_RUNS = many(
    kinds(
        {
            "text": shape({"text": string(1, 3000)}, {"style": _STYLE}),
            "link": shape({"url": string(1, 3000)}, {"text": string(1, 3000), "style": _STYLE, "unsafe": flag}),
            "emoji": shape({"name": string(1, 100)}, {"unicode": string(1, 100)}),
            "user": shape({"user_id": string(1, 255)}, {"style": _STYLE}),
        }
    ),
    0,
    1000,
)
_SECTION = shape({"elements": _RUNS}, {})

RICH_PARTS = many(
    kinds(
        {
            "rich_text_section": _SECTION,
            "rich_text_quote": shape({"elements": _RUNS}, {"border": whole(0, 1)}),
            "rich_text_preformatted": shape({"elements": _RUNS}, {"border": whole(0, 1)}),
            "rich_text_list": shape(
                {
                    "elements": many(kinds({"rich_text_section": _SECTION}), 1, 1000),
                    "style": among("bullet", "ordered"),
                },
                {"indent": whole(0, 8), "offset": whole(0, 10_000), "border": whole(0, 1)},
            ),
        }
    ),
    1,
    1000,
)
