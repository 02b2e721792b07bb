"""What the tests of file shares ask with, of which kinds of servers."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pipelines.servers import ShareFile
from pipelines.shares import Share, session
from settings import Settings
from tests.extractors.places import KINDS, LISTING, REMOTE, Place

SECRET = "CT20261001001"  # stands for an accession number, which paths hold
BIG = 3_000_000


def content(size: int, seed: str = "") -> bytes:
    """A JPEG by its two ends; between them bytes that repeat nowhere."""
    middle = io.BytesIO()
    number = 0
    while middle.tell() < size:
        middle.write(hashlib.sha256(f"{seed}{number}".encode()).digest())
        number += 1
    return b"\xff\xd8\xff\xe0" + middle.getvalue()[: size - 6] + b"\xff\xd9"


PICTURE = content(BIG)


@contextmanager
def asked(place: Place, **changed: float) -> Iterator[Share]:
    values = {"share_timeout_s": 5.0, "share_retry_wait_s": 0.0} | changed
    settings = Settings(home=place.keys.parent / "var", keys=place.keys, **values)
    with session("EIS", place.facts, settings) as share:
        yield share


def found(share: Share, path: str) -> ShareFile:
    file = share.find(path)
    assert isinstance(file, ShareFile), file
    return file


every = pytest.mark.parametrize("place", list(KINDS), indirect=True)
remote = pytest.mark.parametrize("place", REMOTE, indirect=True)
listing = pytest.mark.parametrize("place", LISTING, indirect=True)


def only(*kinds: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("place", kinds, indirect=True)
