"""No core dump: neither by the limit nor for a collector that asks for none."""

import subprocess
import sys

import pytest

from tests.cli.conftest import HOUSE

_ASK = """
import ctypes, resource
from bot.process import core_dumps
core_dumps.forbid()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what a process may be dumped for is asked of Linux")
def test_a_process_may_not_be_dumped() -> None:
    said = subprocess.run([sys.executable, "-c", _ASK], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert said.stdout == "(0, 0) 0\n"
