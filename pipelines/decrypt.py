"""Opening what a source encrypted itself. Clear values exist only inside validation."""

from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.ciphers.modes import ECB
from cryptography.hazmat.primitives.padding import PKCS7

from pipelines.connection import Facts

AES_BYTES = 16


def decryptor_of(facts: Facts) -> Callable[[str], str] | None:
    """AES-128/ECB/PKCS5 over hexadecimal text, as MySQL's AES_ENCRYPT writes it; None when the source gave no key.

    The function raises ValueError (without the value) for text that does not open. Longer keys are folded by XOR as MySQL does.
    """
    given = facts.get("id_key")
    if not given:
        return None
    key = bytearray(AES_BYTES)
    for position, byte in enumerate(given.encode()):
        key[position % AES_BYTES] ^= byte
    cipher = Cipher(algorithms.AES(bytes(key)), ECB())  # noqa: S305 - the source's choice, not ours

    def open_text(text: str) -> str:
        try:
            opener, padding = cipher.decryptor(), PKCS7(AES_BYTES * 8).unpadder()
            padded = opener.update(bytes.fromhex(text)) + opener.finalize()
            return (padding.update(padded) + padding.finalize()).decode("utf-8")
        except ValueError:
            raise ValueError("does not open") from None

    return open_text
