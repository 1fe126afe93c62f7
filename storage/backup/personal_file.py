"""The file in which somebody is given what is kept about them: it opens with their code alone (docs/formats.md).

    magic | salt (16) | nonce (12) | AES-GCM text and tag

The code has 116 random bits, and whoever made the file does not know it: it is shown to the person, in the chat.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from bot.errors import OperatorError
from storage.stores.requests import ALPHABET

MAGIC = b"PEERLINE PERSON 1\n"
_GROUPS, _EACH = 5, 5
_SALT, _NONCE = 16, 12
_PAGE = 4096  # the length tells only how many of these there are


class CannotOpen(OperatorError):
    """The sentence says why."""


def fresh_code() -> str:
    """Five groups of five, of letters and digits that nobody takes for another."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(_EACH)) for _ in range(_GROUPS))


def seal(plain: bytes, code: str) -> bytes:
    """`plain` is text: spaces fill its last page."""
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    filled = plain + b" " * (-len(plain) % _PAGE)
    return MAGIC + salt + nonce + AESGCM(_key(code, salt)).encrypt(nonce, filled, MAGIC)


def unseal(sealed: bytes, code: str) -> bytes:
    """Raises CannotOpen. Dashes, spaces and small letters of a code that was typed do not matter."""
    if not sealed.startswith(MAGIC):
        raise CannotOpen("this is no file of one person's data")
    rest = sealed[len(MAGIC) :]
    salt, nonce, text = rest[:_SALT], rest[_SALT : _SALT + _NONCE], rest[_SALT + _NONCE :]
    try:
        return AESGCM(_key(code, salt)).decrypt(nonce, text, MAGIC).rstrip(b" ")
    except (InvalidTag, ValueError):
        raise CannotOpen("this code does not open the file, or the file is damaged") from None


def _key(code: str, salt: bytes) -> bytes:
    letters = "".join(each for each in code.upper() if each in ALPHABET)
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(letters.encode())
