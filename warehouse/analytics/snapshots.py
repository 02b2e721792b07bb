"""A snapshot of the analytic store on the wire: portions of one table after another as load units, with a mark at the end."""

import struct
from collections.abc import Iterable, Iterator

import pyarrow as pa
from pyarrow import ipc

from warehouse.errors import Refused, Unreachable
from warehouse.tables.model import Table

_HEAD = struct.Struct(">HQ")
_END = _HEAD.pack(0, 0)
PORTION_BYTES = 2 * 1024**3  # a longer portion is not one of ours


def framed(portions: Iterable[tuple[str, pa.Table]]) -> Iterator[bytes]:
    """Name, length and Arrow stream of each portion. Memory is one portion."""
    for name, data in portions:
        sink = pa.BufferOutputStream()
        with ipc.new_stream(sink, data.schema) as writer:
            writer.write_table(data)
        body = sink.getvalue()
        yield _HEAD.pack(len(name.encode()), body.size) + name.encode()
        yield body.to_pybytes()
    yield _END


def unframed(chunks: Iterable[bytes]) -> Iterator[tuple[str, pa.Table]]:
    """The portions again. Unreachable: the stream ended before its mark. Refused: it is no snapshot."""
    kept, coming = bytearray(), iter(chunks)

    def take(size: int) -> bytes:
        while len(kept) < size:
            part = next(coming, None)
            if part is None:
                raise Unreachable("the snapshot of the analytic store ended early", "make it again; see the gateway's log")
            kept.extend(part)
        taken = bytes(kept[:size])
        del kept[:size]
        return taken

    while (head := take(_HEAD.size)) != _END:
        name_bytes, size = _HEAD.unpack(head)
        if size > PORTION_BYTES:
            raise Refused("the answer is no snapshot of an analytic store")
        name = take(name_bytes).decode()
        yield name, ipc.open_stream(pa.py_buffer(take(size))).read_all()


def kept_tables(tables: Iterable[Table]) -> list[Table]:
    """The tables a snapshot holds: all that are loaded. What is derived is made again when they are."""
    return sorted((t for t in tables if not t.derived), key=lambda t: t.name)
