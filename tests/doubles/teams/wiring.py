"""The hosts of the double, and what our adapter is told of them."""

from urllib.parse import urlsplit

from tests.doubles.teams.connector import Connector
from tests.doubles.teams.delivery import Courier
from tests.doubles.teams.evil import Evil
from tests.doubles.teams.hosts import Host, ThreadHost
from tests.doubles.teams.keys import KeyRing
from tests.doubles.teams.login import Login
from tests.doubles.teams.tokens import Tokens
from tests.doubles.teams.world import World


class Wiring:
    def __init__(self) -> None:
        self.world = World()
        self.keys = KeyRing()
        self.tokens = Tokens(self.keys, self.world.app_id, lambda: self.world.clock(), lambda: self.world.framework)
        self.courier = Courier(self.world, self.tokens)
        self.login = Login(self.world, self.keys, lambda: self.login_url)
        self.evil = Evil()
        self.service_host = ""
        self.login_url = ""
        self._hosts: list[Host | ThreadHost] = []

    async def start(self) -> None:
        connector, login, evil = Host(Connector(self.world).app()), ThreadHost(self.login.app()), Host(self.evil.app())
        self._hosts = [connector, login, evil]
        self.service_host = f"127.0.0.1:{await connector.start()}"
        self.world.service_url = f"http://{self.service_host}/ca/"
        self.login_url = f"http://127.0.0.1:{await login.start()}"
        self.evil.port = await evil.start()

    async def stop(self) -> None:
        for host in self._hosts:
            await host.stop()

    # --- what the adapter is told

    @property
    def app_id(self) -> str:
        return self.world.app_id

    @property
    def app_password(self) -> str:
        return self.world.app_password

    @property
    def tenant(self) -> str:
        return self.world.tenant

    @property
    def metadata_url(self) -> str:
        return f"{self.login_url}/v1/.well-known/openidconfiguration"

    @property
    def token_url(self) -> str:
        return f"{self.login_url}/{self.tenant}/oauth2/v2.0/token"

    @property
    def identity_url(self) -> str:
        """What a virtual machine asks for its own identity."""
        return f"{self.login_url}/metadata/identity/oauth2/token"

    @property
    def service_url(self) -> str:
        return self.world.service_url

    @property
    def home_url(self) -> str:
        """The address without a region, for a person who has not written yet."""
        return f"{urlsplit(self.world.service_url).scheme}://{self.service_host}/teams/"

    @property
    def app_url(self) -> str:
        """Where the app listens: "http://127.0.0.1:8080/api/messages"."""
        return self.courier.app_url

    @app_url.setter
    def app_url(self, url: str) -> None:
        self.courier.app_url = url

    # --- switches

    @property
    def patience(self) -> float:
        """Seconds that Teams waits for the answer to an invoke."""
        return self.courier.patience

    @patience.setter
    def patience(self, seconds: float) -> None:
        self.courier.patience = seconds

    @property
    def throttling(self) -> bool:
        return self.world.throttle.on

    @throttling.setter
    def throttling(self, on: bool) -> None:
        self.world.throttle.on = on
