"""The key of each request: made when it opens, destroyed when it is shredded (rule 9)."""

from sqlalchemy import bindparam, delete, select

from bot.ports.records import Conflict
from storage import tables
from storage.database.sql import Link, Sql, insert_into
from storage.encryption.sealed import Keyring, RequestKey

_K = tables.request_key.c
_INSERT = insert_into(tables.request_key)
_GET = Sql(select(_K.wrapped).where(_K.request == bindparam("request")))
_DELETE = Sql(delete(tables.request_key).where(_K.request == bindparam("request")))


class RequestKeys:
    """The keys of the requests that this transaction touches."""

    def __init__(self, link: Link, keys: Keyring) -> None:
        self._link = link
        self._keys = keys
        self._open: dict[str, RequestKey] = {}

    def make(self, request_id: str) -> RequestKey:
        key = RequestKey()
        wrapped = self._keys.seal(key.secret, f"request_key.wrapped:{request_id}")
        self._link.run(_INSERT, request=request_id, wrapped=wrapped)
        self._open[request_id] = key
        return key

    def of(self, request_id: str, wrapped: bytes | None = None) -> RequestKey:
        """Raises Conflict once the key is destroyed: whoever asks has read of the request, and it was closed since.
        Who has read the key's row already gives it as `wrapped`."""
        if request_id not in self._open and wrapped is not None:
            self._open[request_id] = self._unwrapped(request_id, wrapped)
        if request_id not in self._open:
            row = self._link.one(_GET, request=request_id)
            if row is None:
                raise Conflict("request")
            self._open[request_id] = self._unwrapped(request_id, row[0])
        return self._open[request_id]

    def exists(self, request_id: str) -> bool:
        """Whether the key is not destroyed yet."""
        return request_id in self._open or self._link.one(_GET, request=request_id) is not None

    def destroy(self, request_id: str) -> None:
        self._link.run(_DELETE, request=request_id)
        self._open.pop(request_id, None)

    def _unwrapped(self, request_id: str, wrapped: bytes) -> RequestKey:
        return RequestKey(self._keys.open(wrapped, f"request_key.wrapped:{request_id}"))
