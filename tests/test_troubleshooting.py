"""The page of what one sees says nothing that Peerline has ceased to say."""

import re
from pathlib import Path

HOUSE = Path(__file__).parents[1]


def test_what_the_page_quotes_is_said() -> None:
    """Of the log and of /readyz each word, of `check` each line, as far as it is the same every time."""
    page = (HOUSE / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
    first = [line.split("|")[1] for line in page.splitlines() if line.startswith("| ")]
    quoted = {word for cell in first for word in re.findall(r"`([^`]+)`", cell)} - {"event", "line", "says"}
    sources = [*(HOUSE / "bot").rglob("*.py"), *(HOUSE / "storage").rglob("*.py")]
    code = re.sub(r'"\s+f?"', "", " ".join(path.read_text(encoding="utf-8") for path in sources))
    pieces = [piece.strip() for word in quoted for piece in re.split(r"403| N |: |slack\.com|hooks", word)]
    assert len(pieces) > 40
    assert [piece for piece in pieces if piece not in code] == []
