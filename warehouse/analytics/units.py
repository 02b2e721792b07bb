"""A load unit on the wire: several tables in one body, each as an Arrow IPC stream behind its name and length."""

import io
import mmap
import struct
import tempfile
from collections.abc import Iterator, Mapping
from typing import IO

import pyarrow as pa
from pyarrow import ipc

from warehouse.errors import Refused

MAGIC = b"LBUNIT1\n"
_HEAD = struct.Struct(">HQ")
SPOOL_BYTES = 8 * 1024 * 1024


def write_unit(body: IO[bytes], tables: Mapping[str, pa.Table]) -> None:
    """Write all tables; memory is one table's stream, spooled to disk when large."""
    body.write(MAGIC)
    for name in sorted(tables):
        with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as stream:
            with ipc.new_stream(stream, tables[name].schema) as writer:
                writer.write_table(tables[name])
            size = stream.tell()
            stream.seek(0)
            body.write(_HEAD.pack(len(name.encode()), size))
            body.write(name.encode())
            while chunk := stream.read(io.DEFAULT_BUFFER_SIZE * 16):
                body.write(chunk)


def mapped(body: IO[bytes]) -> pa.Buffer:
    """A file's content without copying it into memory: pages come and go with the system's cache. The file may be closed after."""
    body.flush()
    if body.seek(0, io.SEEK_END) == 0:
        return pa.py_buffer(b"")
    return pa.py_buffer(mmap.mmap(body.fileno(), 0, access=mmap.ACCESS_READ))


def read_unit(content: pa.Buffer) -> Iterator[tuple[str, pa.Table]]:
    """(name, table) pairs, tables pointing into `content`. Refused: cut, or not a unit."""
    if content.size < len(MAGIC) or content.slice(0, len(MAGIC)).to_pybytes() != MAGIC:
        raise Refused("the body is not a load unit")
    at = len(MAGIC)
    while at < content.size:
        if at + _HEAD.size > content.size:
            raise Refused("the load unit is cut")
        name_bytes, size = _HEAD.unpack(content.slice(at, _HEAD.size).to_pybytes())
        at += _HEAD.size
        if at + name_bytes + size > content.size:
            raise Refused("the load unit is cut")
        try:
            name = content.slice(at, name_bytes).to_pybytes().decode()
            at += name_bytes
            yield name, ipc.open_stream(content.slice(at, size)).read_all()
        except (UnicodeDecodeError, pa.ArrowInvalid, OSError):
            raise Refused("a table of the load unit is not an Arrow stream") from None
        at += size
