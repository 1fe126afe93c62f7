"""The house's SQLite writer without its thread: nobody presses at the same moment here, so that handing every
transaction to another thread and back would cost a switch each and share no COMMIT. What a transaction is stays the
writer's own: BEGIN IMMEDIATE, a savepoint, the work, COMMIT."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from bot.process.bootstrap import House
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer_sqlite import SqliteWriter

T = TypeVar("T")


class Unthreaded(SqliteWriter):
    def submit(self, job: Callable[[UnitOfWork], T]) -> "Future[T]":
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        self._commit(connection, [(job, future)])
        return future

    def close(self) -> None:
        super().close()
        self._drop_connection()


def without_thread(house: House) -> None:
    """From now on what is submitted to the house's writer is done at once, on the thread that asks."""
    house.writer.submit = Unthreaded(house.database, house.keys, house.clock).submit  # type: ignore[method-assign]
