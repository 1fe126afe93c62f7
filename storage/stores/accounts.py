"""Accounts of people: sealed, found through a keyed index of platform, team and user."""

from sqlalchemy import bindparam, select, text

from bot.ports.records import Conflict
from bot.surface import Account
from storage import tables
from storage.database.sql import Link, Row, Sql, insert_unless_there
from storage.encryption.random_ids import fresh_id
from storage.encryption.sealed import Keyring
from storage.encryption.sealed_json import read, write
from storage.stores import going
from storage.stores.profiles import roles_to_text

_A = tables.account.c
_ACCOUNT = Sql(select(_A.id, _A.person, _A.gone, _A.locale).where(_A.address_index == bindparam("index")))
_ACCOUNTS = Sql(
    select(_A.id, _A.platform, _A.address)
    .where(_A.person == bindparam("person"), text("account.gone = 0"))
    .order_by(_A.platform, _A.id)
)
_EVERY_ACCOUNT = Sql(
    select(_A.id, _A.platform, _A.address).where(_A.person == bindparam("person")).order_by(_A.platform, _A.id)
)
_ALL_ACCOUNTS = Sql(select(_A.id, _A.person, _A.platform, _A.address, _A.gone, _A.vouched).order_by(_A.platform, _A.id))
_OF_PLATFORM = Sql(select(_A.id, _A.platform, _A.address).where(_A.platform == bindparam("platform"), text("gone = 0")))
_REMEMBERED_WITHOUT_ROLE = Sql(
    "SELECT DISTINCT account.person FROM account JOIN person ON person.id = account.person "
    "WHERE person.roles = :nobody "
    "AND (account.locale <> '' OR account.conversation IS NOT NULL OR account.vouched = 1)"
)
_ON_THE_ROSTER = Sql(
    select(_A.id, _A.platform, _A.address)
    .where(_A.person == bindparam("person"), text("account.gone = 0"), text("account.vouched = 0"))
    .order_by(_A.platform, _A.id)
)
_CONVERSATION = Sql(select(_A.conversation).where(_A.id == bindparam("id")))
_INSERT_ACCOUNT = insert_unless_there(tables.account)


class AccountStore:
    """The part of bot.ports.records.People that is about accounts, over one transaction."""

    def __init__(self, link: Link, keys: Keyring) -> None:
        self._link = link
        self._keys = keys
        self._indexes: dict[Account, tuple[bytes, ...]] = {}

    # --- reading

    def all_accounts(self) -> list[tuple[str, Account, bool, bool]]:
        """Whose it is, which, whether it works, and whether an e-mail alone made it theirs; in one statement."""
        return [
            (person, self.address(account_id, platform, sealed), not gone, bool(vouched))
            for account_id, person, platform, sealed, gone, vouched in self._link.all(_ALL_ACCOUNTS)
        ]

    def accounts(self, person_id: str) -> list[Account]:
        return [self.address(*row) for row in self._link.all(_ACCOUNTS, person=person_id)]

    def every_account(self, person_id: str) -> list[Account]:
        """Those that are out of reach too."""
        return [self.address(*row) for row in self._link.all(_EVERY_ACCOUNT, person=person_id)]

    def roster_accounts(self, person_id: str) -> list[Account]:
        """The working accounts that the roster or they themselves gave, without those that an e-mail alone made theirs:
        these would tell who has come."""
        return [self.address(*row) for row in self._link.all(_ON_THE_ROSTER, person=person_id)]

    def of_user(self, user: str) -> list[tuple[str, Account]]:
        """Whoever has an account with this user id, on whatever platform and in whatever team: by their id."""
        known = [(person, account) for person, account, _, _ in self.all_accounts()]
        return [each for each in known if each[1].user.casefold() == user.casefold()]

    def account_ids(self, person_id: str) -> list[str]:
        """The row ids of the working accounts; nothing is unsealed for them."""
        return [row[0] for row in self._link.all(_ACCOUNTS, person=person_id)]

    def account_id(self, account: Account) -> str:
        """ "" for an account that has no row."""
        row = self._account_row(account)
        return row[0] if row else ""

    def address(self, account_id: str, platform: str, sealed: bytes) -> Account:
        team, user = read(self._keys.open(sealed, f"account.address:{account_id}"))
        return Account(platform, team, user)

    def of_team(self, platform: str, team: str) -> list[Account]:
        """The working accounts of one workspace or tenant."""
        rows = self._link.all(_OF_PLATFORM, platform=platform)
        return [account for account in (self.address(*row) for row in rows) if account.team == team]

    def conversation(self, account: Account) -> str:
        """Where the platform wants this account's messages; "" if that is not known yet."""
        row = self._account_row(account)
        found = self._link.one(_CONVERSATION, id=row[0]) if row else None
        if row is None or found is None or found[0] is None:
            return ""
        return self._keys.open(found[0], f"account.conversation:{row[0]}").decode()

    # --- changing

    def set_language(self, account: Account, language: str) -> bool:
        """For every account of this person. False: nobody here has this account."""
        row = self._account_row(account)
        return row is not None and self._link.change(tables.account, {"person": row[1]}, {"language": language}) > 0

    def locale(self, account: Account) -> str:
        """What the platform last said of this account's language, where that is kept."""
        row = self._account_row(account)
        return row[3] if row else ""

    def set_locale(self, account: Account, locale: str) -> None:
        row = self._account_row(account)
        if row is not None and row[3] != locale:
            self._link.change(tables.account, {"id": row[0]}, {"locale": locale})

    def remembered_without_role(self) -> list[str]:
        """Whoever has no role and of whom we know what their platform says, or where to write to them."""
        return [row[0] for row in self._link.all(_REMEMBERED_WITHOUT_ROLE, nobody=roles_to_text(frozenset()))]

    def let_go(self, person_id: str, *, accounts: bool = True) -> None:
        """As if they had never come: no platform's language, no conversation and, with `accounts`, no account that an
        e-mail alone made theirs. Their own choice stays."""
        if accounts:
            going.let_go(self._link, person_id)
        self._link.change(tables.account, {"person": person_id}, {"locale": "", "conversation": None})

    def without_tick(self) -> None:
        going.without_tick(self._link, roles_to_text(frozenset()))

    def set_conversation(self, account: Account, conversation: str) -> bool:
        """False: nobody here has this account, and nothing is kept."""
        row = self._account_row(account)
        if row is None:
            return False
        sealed = self._keys.seal(conversation.encode(), f"account.conversation:{row[0]}") if conversation else None
        return self._link.change(tables.account, {"id": row[0]}, {"conversation": sealed}) == 1

    def account_gone(self, account: Account) -> None:
        row = self._account_row(account)
        if row is not None:
            self._link.change(tables.account, {"id": row[0]}, {"gone": 1})
            going.forget_copies(self._link, row[0], row[1])

    def account_back(self, account: Account) -> None:
        row = self._account_row(account)
        if row is not None and row[2]:
            self._link.change(tables.account, {"id": row[0]}, {"gone": 0})

    # --- inside

    def _new_account(self, person_id: str, account: Account, language: str, *, vouched: bool = False) -> None:
        account_id = fresh_id()
        address = write([account.team, account.user])
        added = self._link.count(
            _INSERT_ACCOUNT,
            id=account_id,
            person=person_id,
            platform=account.platform,
            address_index=self._keys.index("account", account.platform, account.team, account.user),
            address=self._keys.seal(address, f"account.address:{account_id}"),
            language=language,
            locale="",
            gone=0,
            vouched=int(vouched),
            conversation=None,
        )
        if added != 1:
            raise Conflict("account")

    def _account_row(self, account: Account) -> Row | None:
        indexes = self._indexes.get(account)
        if indexes is None:
            indexes = self._keys.indexes("account", account.platform, account.team, account.user)
            self._indexes[account] = indexes
        for index in indexes:
            row = self._link.one(_ACCOUNT, index=index)
            if row is not None:
                return row
        return None
