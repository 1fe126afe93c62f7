"""A request whose physician lets a voicemail be left."""

from dataclasses import replace

from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import Stage


async def voicemail_is_fine(stage: Stage) -> None:
    def allowed(unit: UnitOfWork) -> None:
        for request in unit.requests.open_ones():
            unit.requests.set_details(request, replace(unit.requests.details(request), voicemail=True))

    await stage.read(allowed)
