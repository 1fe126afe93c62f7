"""People as the directory knows them."""

import hashlib
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Account:
    """`id` is the 29: id, different for every bot; `aad` is the Entra object id ("" for somebody who has none)."""

    tenant: str
    aad: str
    name: str
    locale: str = "en-US"
    timezone: str = "America/Winnipeg"
    installed: bool = False
    blocked: bool = False
    email: str = ""
    guest: bool = False
    id: str = field(default="")

    def __post_init__(self) -> None:
        self.id = self.id or f"29:1{hashlib.sha256(f'{self.tenant}/{self.aad or self.name}'.encode()).hexdigest()}"

    def record(self) -> dict[str, Any]:
        """The `from` of an activity."""
        known = {"aadObjectId": self.aad} if self.aad else {}
        return {"id": self.id, "name": self.name, **known}

    def member(self) -> dict[str, Any]:
        """The answer of the members API."""
        address = self.email or f"{self.aad}@example.org"
        name = f"{address.replace('@', '_')}#EXT#@lakeside.example" if self.guest else address
        role = "guest" if self.guest else "user"
        known = {"email": address, "userPrincipalName": name, "tenantId": self.tenant, "userRole": role}
        return {**self.record(), **known}
