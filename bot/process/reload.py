"""SIGHUP: the programme file is read again and taken if it is good; else the log says why the one before stays."""

import asyncio

import structlog

from bot.process.bootstrap import House, own_texts
from bot.programme import ProgrammeError, digest, load
from bot.programme.in_force import needs_a_restart
from bot.wording import WordingError

_log = structlog.get_logger("programme")


async def reload(house: House) -> bool:
    """Whether it was taken."""
    path = house.settings.peerline_programme
    assert path is not None  # noqa: S101 - it was loaded from there
    try:
        programme = await asyncio.to_thread(load, path)
        if why := needs_a_restart(house.programme, programme):
            _log.error("programme_kept", path=str(path), why=f"{why}; restart to take it")
            return False
        house.wording.read(own_texts(path))
    except (ProgrammeError, WordingError) as error:
        for why in error.problems:
            _log.error("programme_kept", path=str(path), why=why)
        return False
    house.in_force.take(programme)
    _log.info("programme_taken", path=str(path), digest=programme.digest)
    return True


def has_changed(house: House) -> bool:
    """Whether the file is another one than the one in force. One that cannot be read counts as changed."""
    path = house.settings.peerline_programme
    try:
        return path is not None and digest(path.read_bytes()) != house.programme.digest
    except OSError:
        return True
