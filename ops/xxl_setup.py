"""Whether the XXL-JOB endpoint is set up: addresses of the center in the settings, its access token in the key folder."""

import os

from settings import Settings
from warehouse.errors import Misconfigured, Refused

TOKEN_FILE = "xxl-access-token"  # noqa: S105 - the name of the file, beside the keys and in their backup
TOKEN_LENGTHS = (12, 255)  # 3.5.0 stores at most 255
PUBLISHED = "default_token"  # what the center's own configuration comes with: everybody knows it


def configured(settings: Settings) -> bool:
    """Whether `lightbox up` starts the endpoint."""
    return bool(settings.xxl_admins) and (settings.key_folder / TOKEN_FILE).exists()


def access_token(settings: Settings) -> str:
    """The token both sides know. Misconfigured when it was never set: then nothing listens."""
    file = settings.key_folder / TOKEN_FILE
    if not settings.xxl_admins:
        raise Misconfigured("the scheduling center has no address", "set LIGHTBOX_XXL_ADMINS; see docs/xxl-job.md")
    if not file.exists():
        raise Misconfigured("the XXL-JOB access token is not set", "set it: lightbox xxl token")
    return checked(file.read_text(encoding="utf-8"))


def save_token(settings: Settings, token: str) -> None:
    """Keep the token in the key folder, for its owner alone."""
    clean = checked(token)
    settings.key_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = settings.key_folder / f".{TOKEN_FILE}.{os.getpid()}"
    with os.fdopen(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8") as stream:
        stream.write(clean)
    partial.replace(settings.key_folder / TOKEN_FILE)


def checked(token: str) -> str:
    """The token without blanks around it. Refused: guessable, or not fit for a header. It is never repeated."""
    clean = token.strip()
    least, most = TOKEN_LENGTHS
    if clean == PUBLISHED:
        raise Refused("this token is the published default of XXL-JOB", "choose another one, on the center as well")
    if not least <= len(clean) <= most or not (clean.isascii() and clean.isprintable()) or " " in clean:
        raise Refused(f"a token has {least} to {most} printable ASCII characters without blanks", "set the same one on the center")
    return clean
