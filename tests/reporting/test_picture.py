"""What the eye sees: a bar tells something, and where nothing can be told there are words and no bar."""

import io
from datetime import UTC, datetime

import numpy as np
import pytest
from PIL import Image

from bot.core.report import Quarter
from bot.programme import load
from bot.reporting import read_report
from bot.reporting.picture import of_report
from bot.wording import LANGUAGES, Wording
from tests.cli.conftest import DEMO
from tests.cli.test_report import Kept, busy

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BLUE = np.array([0x00, 0x72, 0xB2])


def _blue(requests: int, language: str) -> int:
    """How many dots of the picture have the colour of the bars."""
    report = read_report(Kept([*busy(requests)]), load(DEMO), "demo", Quarter(2026, 3), 1, NOW)
    pixels = np.asarray(Image.open(io.BytesIO(of_report(report, Wording(), language))).convert("RGB")).astype(int)
    return int((np.abs(pixels - BLUE).sum(axis=2) < 60).sum())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quarter_of_which_nothing_can_be_told_shows_words_and_no_bar(language: str) -> None:
    assert _blue(0, language) == 0
    assert _blue(40, language) > 1000
