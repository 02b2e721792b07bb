"""A load unit on the wire: several tables in one body, each as an Arrow IPC stream behind its name and length."""

import io
import struct
import tempfile
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import pyarrow as pa
from pyarrow import ipc

from warehouse.errors import Refused

MAGIC = b"LBUNIT1\n"
_HEAD = struct.Struct(">HQ")
SPOOL_BYTES = 8 * 1024 * 1024


def write_unit(body: BinaryIO | io.IOBase | tempfile.SpooledTemporaryFile, tables: Mapping[str, pa.Table]) -> None:
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
            while chunk := stream.read(1024 * 1024):
                body.write(chunk)


def read_unit(body: BinaryIO) -> Iterator[tuple[str, pa.Table]]:
    """(name, table) pairs. Refused: cut or not a unit."""
    if body.read(len(MAGIC)) != MAGIC:
        raise Refused("the body is not a load unit")
    while head := body.read(_HEAD.size):
        if len(head) != _HEAD.size:
            raise Refused("the load unit is cut")
        name_bytes, size = _HEAD.unpack(head)
        name = body.read(name_bytes).decode()
        content = body.read(size)
        if len(content) != size:
            raise Refused("the load unit is cut")
        yield name, ipc.open_stream(content).read_all()
