"""The forms in which a report is given. The command line names them before it loads anything."""

from typing import Literal

Form = Literal["table", "csv", "png"]
