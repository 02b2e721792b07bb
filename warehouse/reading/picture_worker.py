"""The process that draws: reads a question and a file from its input, writes an answer and a picture to its output, again and again.

Run as `python -m warehouse.reading.picture_worker`. Its memory is limited; nothing of an exception but its class leaves it.
"""

import io
import json
import resource
import struct
import sys
from typing import Any, BinaryIO

from warehouse.archive import rendering
from warehouse.errors import Refused

MEMORY_BYTES = 3 * 1024**3
_HEAD = struct.Struct(">I")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while True:
        head = source.read(4)
        if len(head) < 4:
            return
        question = json.loads(source.read(_HEAD.unpack(head)[0]))
        content = source.read(_HEAD.unpack(source.read(4))[0])
        answer, picture = _answer(question, io.BytesIO(content))
        text = json.dumps(answer).encode()
        for part in (_HEAD.pack(len(text)), text, _HEAD.pack(len(picture)), picture):
            sink.write(part)
        sink.flush()


def _answer(question: dict[str, Any], content: BinaryIO) -> tuple[dict[str, Any], bytes]:
    try:
        if question["do"] == "count":
            return {"pages": rendering.page_count(content, question["media_type"])}, b""
        return {}, rendering.page(content, question["media_type"], question["page"])
    except Refused as refused:
        return {"refused": refused.message, "do": refused.do}, b""
    except Exception as error:  # a reader may fail in any way on what a source gives; its message may quote the file
        return {"refused": f"文件不能显示 ({type(error).__name__})", "do": "请下载后用专用软件打开"}, b""


if __name__ == "__main__":
    main()
