"""Encrypted staging: how a batch travels from one task to the next. Tasks hand over addresses, never rows.

A file is a row of sealed frames, each bound to its place, so that frames cannot be cut off, swapped or taken from another batch.
"""

import json
import os
import shutil
import struct
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from pipelines.batch import Batch
from quality.feeds import Feed
from warehouse.errors import Misconfigured, Refused
from warehouse.keys import Keyring

FRAME_BYTES = 1024 * 1024
KEPT_DAYS = 3  # a run that nobody continued by then is collected anew anyway
_LENGTH = struct.Struct(">I")
_META = b"lightbox"


class Staging:
    """Sealed batches in one folder. An address is `<run id>/<batch number>`."""

    def __init__(self, folder: Path, keyring: Keyring) -> None:
        self._folder = folder
        self._keys = keyring

    def put(self, batch: Batch) -> str:
        """Seal a batch; returns its address. Complete or absent: it gets its name when it is whole."""
        address = f"{batch.run_id}/{batch.number}"
        file = self._file(address)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = file.with_suffix(".part")
        clear = memoryview(_serialise(batch))
        with partial.open("wb") as stream:
            os.fchmod(stream.fileno(), 0o600)
            count = max(1, -(-len(clear) // FRAME_BYTES))
            for number in range(count):
                part = bytes(clear[number * FRAME_BYTES : (number + 1) * FRAME_BYTES])
                sealed = self._keys.seal("staging", part, _context(address, number, number == count - 1))
                stream.write(_LENGTH.pack(len(sealed)) + sealed)
            stream.flush()
            os.fsync(stream.fileno())
        partial.rename(file)
        return address

    def get(self, address: str) -> Batch:
        """The batch of an address. Misconfigured when it is gone, Refused when it was changed."""
        file = self._file(address)
        if not file.is_file():
            raise Misconfigured(f"staged batch {address} is no longer there", "collect the feed again")
        frames = list(_frames(file))
        last = len(frames) - 1
        clear = b"".join(
            self._keys.unseal("staging", sealed, _context(address, number, number == last)) for number, sealed in enumerate(frames)
        )
        return _deserialise(clear)

    def drop(self, address: str) -> None:
        """Forget a batch that is committed."""
        file = self._file(address)
        file.unlink(missing_ok=True)
        if file.parent.is_dir() and not any(file.parent.iterdir()):
            file.parent.rmdir()

    def drop_run(self, run_id: str) -> None:
        """Forget all of a run: it is extracted anew."""
        shutil.rmtree(self._file(f"{run_id}/0").parent, ignore_errors=True)

    def sweep(self) -> None:
        """Forget what runs left that nobody continued."""
        if not self._folder.is_dir():
            return
        oldest = time.time() - KEPT_DAYS * 86400
        for run in self._folder.iterdir():
            if run.is_dir() and run.stat().st_mtime < oldest:
                shutil.rmtree(run, ignore_errors=True)

    def _file(self, address: str) -> Path:
        run, _, number = address.partition("/")
        if not run.replace("-", "").replace("_", "").isalnum() or not number.isdigit():
            raise Refused("this is not an address of staging")
        return self._folder / run / f"{number}.sealed"


def _context(address: str, number: int, last: bool) -> bytes:
    return f"{address}/{number}/{'last' if last else 'more'}".encode()


def _frames(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while head := stream.read(_LENGTH.size):
            if len(head) < _LENGTH.size:
                raise Refused("a staged batch is cut")
            (length,) = _LENGTH.unpack(head)
            yield stream.read(length)


def _serialise(batch: Batch) -> pa.Buffer:
    facts = {
        "source": batch.source,
        "feed": batch.feed.value,
        "run_id": batch.run_id,
        "number": batch.number,
        "read_at": batch.read_at.isoformat(),
    }
    table = batch.rows.replace_schema_metadata({_META: json.dumps(facts)})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    return sink.getvalue()


def _deserialise(clear: bytes) -> Batch:
    with pa.ipc.open_stream(clear) as reader:
        table = reader.read_all()
    facts = json.loads((table.schema.metadata or {})[_META])
    read_at = datetime.fromisoformat(facts["read_at"])
    return Batch(facts["source"], Feed(facts["feed"]), facts["run_id"], facts["number"], read_at, table.replace_schema_metadata(None))
