"""A line between client and server that does harm: it flips a byte of a long request, or breaks off within a long answer."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

PIECE = 16 * 1024


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Harm:
    """`flips`: how many requests' bodies lose a bit from now on. `breaks`: how many answers end after 64 KiB. `answered`: bytes so far."""

    def __init__(self) -> None:
        self.flips = 0
        self.breaks = 0
        self.done = 0
        self.answered = 0


def _pump(source: socket.socket, sink: socket.socket, change: Callable[[bytes, int], bytes | None]) -> None:
    passed = 0
    with suppress(OSError):
        while data := source.recv(PIECE):
            passed = 0 if data.startswith(b"HTTP/1.1") else passed  # each answer is counted anew
            changed = change(data, passed)
            if changed is None:
                break
            sink.sendall(changed)
            passed += len(data)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def harmful(port: int) -> Iterator[tuple[str, Harm]]:
    """The address of a line to `port` on this machine, and what it does."""
    harm = Harm()

    def flip(data: bytes, passed: int) -> bytes:
        if harm.flips > 0 and b"HTTP/1.1" not in data and len(data) > 1000:  # within a body, not the head of a request
            harm.flips -= 1
            harm.done += 1
            return data[:500] + bytes([data[500] ^ 1]) + data[501:]
        return data

    def break_off(data: bytes, passed: int) -> bytes | None:
        harm.answered += len(data)
        if harm.breaks > 0 and passed > 64 * 1024:
            harm.breaks -= 1
            harm.done += 1
            return None
        return data

    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                server = socket.create_connection(("127.0.0.1", port))
                for source, sink, change in ((client, server, flip), (server, client, break_off)):
                    threading.Thread(target=_pump, args=(source, sink, change), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", harm
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
