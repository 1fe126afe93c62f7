"""How stories think of a colleague and invite one, and what may stay of it: nothing."""

from tests.stage import Actor, Stage
from tests.stories.traces import Counted, counted, rows

THANKS = "Thank you for thinking of someone."
BOOKED = "SELECT kind FROM deadline WHERE request IS NOT NULL OR subject IS NOT NULL ORDER BY kind"


async def refer(stage: Stage, sender: Actor, user: str) -> str:
    """Think of somebody; returns all that the sender is shown."""
    sender.close()
    await sender.command("refer")
    await sender.press("Open")
    await sender.submit(colleague=[stage.account(user).user])
    shown = sender.screen()
    sender.close()
    await stage.sweep()
    return shown


async def invite(stage: Stage, *users: str, moment: str = "event") -> None:
    casey = stage.coordinator
    casey.close()
    await casey.command("invite")
    await casey.press("Open")
    await casey.submit(colleagues=[stage.account(user).user for user in users], moment=moment)
    casey.sees("Whoever can be asked is asked now", "you hear nothing more of it")
    casey.close()
    await stage.sweep()


async def open_nominations(coordinator: Actor) -> None:
    coordinator.close()
    await coordinator.command("nominations")
    await coordinator.press("Open")


async def invitations(stage: Stage) -> list[Counted]:
    return [each for each in await counted(stage) if each.kind == "invitation"]


async def nothing_stays(stage: Stage) -> None:
    """Of the colleague. That the coordinator asked somebody is in the audit, and not whom."""
    for table in ("request", "request_key", "nomination"):
        assert await rows(stage, f"SELECT * FROM {table}") == []  # noqa: S608 - constants
    assert await rows(stage, "SELECT verb FROM audit WHERE request IS NOT NULL OR verb <> 'invited'") == []
    assert await rows(stage, BOOKED) == []
