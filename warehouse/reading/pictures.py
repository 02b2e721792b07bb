"""Pages as pictures, drawn in processes of their own with limits on bytes, memory and seconds.

PDF and DICOM readers are given whatever a source has: a file that hangs or breaks one must cost a worker, not the API. The clear bytes
go through a pipe; none touches the disk.
"""

import json
import os
import queue
import selectors
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import BinaryIO

from warehouse.errors import Refused, Unreachable

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2
SECONDS = 20.0
FILE_BYTES = 256 * 1024 * 1024
_HEAD = struct.Struct(">I")
_WAIT_SECONDS = 30.0


class _Worker:
    """One process that draws one page after another."""

    def __init__(self) -> None:
        environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ.get("PATH", "")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "warehouse.reading.picture_worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, cwd=ROOT, env=environment,
        )  # fmt: skip

    def ask(self, question: dict[str, object], content: bytes, seconds: float) -> tuple[dict[str, object], bytes]:
        """The answer and its bytes. TimeoutError or EOFError: the worker is of no more use."""
        out, into = self._process.stdout, self._process.stdin
        if out is None or into is None:
            raise EOFError
        until = time.monotonic() + seconds
        head = json.dumps(question).encode()
        try:
            for part in (_HEAD.pack(len(head)), head, _HEAD.pack(len(content)), content):
                into.write(part)
            into.flush()
        except BrokenPipeError:
            raise EOFError from None
        answer = json.loads(self._exactly(out, _HEAD.unpack(self._exactly(out, 4, until))[0], until))
        return answer, self._exactly(out, _HEAD.unpack(self._exactly(out, 4, until))[0], until)

    @staticmethod
    def _exactly(stream: object, size: int, until: float) -> bytes:
        descriptor = stream.fileno()  # type: ignore[attr-defined]
        parts: list[bytes] = []
        with selectors.DefaultSelector() as waiting:
            waiting.register(descriptor, selectors.EVENT_READ)
            while size > 0:
                if not waiting.select(max(0.0, until - time.monotonic())):
                    raise TimeoutError
                part = os.read(descriptor, min(size, 1 << 20))
                if not part:
                    raise EOFError
                parts.append(part)
                size -= len(part)
        return b"".join(parts)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue  # what it had not read is of no more use


class Pictures:
    """A few workers, started when first needed, replaced when they hang or break."""

    def __init__(self, workers: int = WORKERS, seconds: float = SECONDS, file_bytes: int = FILE_BYTES) -> None:
        self._seconds, self._file_bytes = seconds, file_bytes
        self._free: queue.Queue[_Worker | None] = queue.Queue()
        for _ in range(workers):
            self._free.put(None)

    def pages(self, stream: BinaryIO, media_type: str) -> int:
        """Pages of a PDF, frames of a DICOM object, 1 for a picture, 0 for what cannot be shown."""
        answer, _ = self._ask({"do": "count", "media_type": media_type}, stream)
        return int(str(answer["pages"]))

    def page(self, stream: BinaryIO, media_type: str, number: int) -> bytes:
        """Page or frame `number`, counted from 1, as PNG. Refused: no such page, too large, too slow, or not to be shown."""
        return self._ask({"do": "draw", "media_type": media_type, "page": number}, stream)[1]

    def _ask(self, question: dict[str, object], stream: BinaryIO) -> tuple[dict[str, object], bytes]:
        content = stream.read(self._file_bytes + 1)
        if len(content) > self._file_bytes:
            raise Refused("文件过大，不能显示为图片", "请下载后用专用软件打开")
        try:
            worker = self._free.get(timeout=_WAIT_SECONDS)
        except queue.Empty:
            raise Unreachable("正在生成的图片过多", "请稍后再试") from None
        try:
            worker = worker or _Worker()
            answer, picture = worker.ask(question, content, self._seconds)
        except (TimeoutError, EOFError) as error:
            if worker is not None:
                worker.stop()
            worker = None
            reason = f"生成图片超过 {self._seconds:.0f} 秒" if isinstance(error, TimeoutError) else "文件内容使图片无法生成"
            raise Refused(reason, "请下载后用专用软件打开") from None
        finally:
            self._free.put(worker)
        if "refused" in answer:
            raise Refused(str(answer["refused"]), str(answer["do"]))
        return answer, picture

    def close(self) -> None:
        """Stop the workers that are free."""
        while True:
            try:
                worker = self._free.get_nowait()
            except queue.Empty:
                return
            if worker is not None:
                worker.stop()
