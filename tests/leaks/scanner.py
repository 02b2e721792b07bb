"""Search bytes for identifiers in every form they could leak in: encodings, escapes, compression, exported tables.

`Canaries` compiles the patterns of a list of identifiers; `scan_tree` walks a folder. Patterns shorter than MIN_BYTES are left out:
in gigabytes of encrypted bytes they would be met by chance.
"""

import base64
import binascii
import gzip
import io
import sqlite3
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import duckdb
import numpy as np
from pypinyin import lazy_pinyin

MIN_BYTES = 6
MIN_PINYIN = 9  # shorter ones are syllables of other words
CHUNK = 16 * 1024 * 1024


@dataclass(frozen=True)
class Hit:
    """Where a canary was met and in which form; never the canary itself, so that a test report is no leak either."""

    place: str
    form: str
    canary: int


def _base64_forms(raw: bytes) -> Iterator[bytes]:
    """The part of `raw`'s base64 that stays the same for each of the three alignments in a longer text."""
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + raw)
        start = (0, 2, 3)[shift]
        usable = (shift + len(raw)) // 3 * 4
        yield encoded[start:usable]


def _text_forms(value: str) -> Iterator[tuple[str, bytes]]:
    for codec in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        raw = value.encode(codec)
        yield codec, raw
        yield f"hex of {codec}", binascii.hexlify(raw)
        yield f"HEX of {codec}", binascii.hexlify(raw).upper()
        for form in _base64_forms(raw):
            yield f"base64 of {codec}", form
    for codec in ("utf-8", "gb18030"):
        yield f"percent of {codec}", quote(value.encode(codec), safe="").encode()
        yield f"lower percent of {codec}", quote(value.encode(codec), safe="").lower().encode()
    escaped = value.encode("ascii", "backslashreplace").replace(b"\\U0001", b"\\ud8")
    yield "JSON escapes", "".join(f"\\u{u:04x}" if u > 127 else chr(u) for u in _utf16(value)).encode()
    yield "python escapes", escaped


def _utf16(value: str) -> list[int]:
    raw = value.encode("utf-16-be")
    return [int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2)]


def _pinyin_forms(value: str) -> Iterator[tuple[str, bytes]]:
    if any("\u4e00" <= c <= "\u9fff" for c in value):
        syllables = lazy_pinyin(value)
        if len("".join(syllables)) >= MIN_PINYIN:
            texts = {"".join(syllables), " ".join(syllables), " ".join(s.capitalize() for s in syllables)}
            for surname in (1, 2):  # SURNAME^GIVEN, one or two syllables of surname
                texts.add("".join(syllables[:surname]) + "^" + "".join(syllables[surname:]))
            for text in texts:
                yield "pinyin", text.encode()
                yield "PINYIN", text.upper().encode()


class Canaries:
    """Compiled patterns. `find` prefilters with a bitmap over three-byte prefixes, then compares whole patterns."""

    def __init__(self, values: Iterable[str]) -> None:
        self._by_prefix: dict[bytes, list[tuple[bytes, str, int]]] = defaultdict(list)
        self._bitmap = np.zeros(1 << 24, dtype=bool)
        self.longest = 0
        seen: set[bytes] = set()
        for number, value in enumerate(values):
            for form, pattern in (*_text_forms(value), *_pinyin_forms(value)):
                if len(pattern) < MIN_BYTES or pattern in seen:
                    continue
                seen.add(pattern)
                self._by_prefix[pattern[:5]].append((pattern, form, number))
                self._bitmap[int.from_bytes(pattern[:3], "big")] = True
                self.longest = max(self.longest, len(pattern))
        self.patterns = len(seen)

    def find(self, data: bytes, place: str) -> list[Hit]:
        if len(data) < MIN_BYTES:
            return []
        view = np.frombuffer(data, dtype=np.uint8)
        keys = view[:-2].astype(np.uint32) << 16
        keys |= view[1:-1].astype(np.uint32) << 8
        keys |= view[2:]
        hits: list[Hit] = []
        for position in np.flatnonzero(self._bitmap[keys]):
            start = int(position)
            for pattern, form, number in self._by_prefix.get(data[start : start + 5], ()):
                if data.startswith(pattern, start):
                    hits.append(Hit(place, form, number))
        return hits


def scan_bytes(canaries: Canaries, data: bytes, place: str, depth: int = 3) -> list[Hit]:
    """Search the bytes and, up to `depth` levels, what they hold compressed (gzip, zlib streams, zip members)."""
    hits = canaries.find(data, place)
    if depth:
        for name, inner in _unpacked(data):
            hits += scan_bytes(canaries, inner, f"{place}!{name}", depth - 1)
    return hits


def _unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    if data[:2] == b"\x1f\x8b":
        try:
            yield "gzip", gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            return  # only looked like gzip: its bytes themselves were searched
    elif data[:4] == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for member in archive.namelist():
                    yield member, archive.read(member)
        except zipfile.BadZipFile:
            return
    elif data[:2] in (b"\x78\x01", b"\x78\x9c", b"\x78\xda") or b"FlateDecode" in data[:65536]:
        for start in _zlib_starts(data):
            try:
                yield f"zlib@{start}", zlib.decompressobj().decompress(data[start:])
            except zlib.error:
                continue


def _zlib_starts(data: bytes) -> Iterator[int]:
    for magic in (b"\x78\x01", b"\x78\x9c", b"\x78\xda"):
        start = data.find(magic)
        while start >= 0:
            yield start
            start = data.find(magic, start + 1)


def scan_file(canaries: Canaries, file: Path, place: str) -> list[Hit]:
    """Search a file's bytes in overlapping chunks, its compressed content, and its rows when it is a database."""
    hits: list[Hit] = []
    with file.open("rb") as stream:
        head = stream.read(CHUNK)
        hits += scan_bytes(canaries, head, place)
        tail = head[-canaries.longest :]
        while chunk := stream.read(CHUNK):
            hits += canaries.find(tail + chunk, place)
            tail = chunk[-canaries.longest :]
    if head.startswith(b"SQLite format 3\0"):
        hits += _scan_sqlite(canaries, file, place)
    return hits


def _scan_sqlite(canaries: Canaries, file: Path, place: str) -> list[Hit]:
    hits: list[Hit] = []
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                text = "\x1f".join("" if v is None else v.hex() if isinstance(v, bytes) else str(v) for v in row)
                hits += scan_bytes(canaries, text.encode(), f"{place}:{table}", 1)
                for value in row:
                    if isinstance(value, bytes):
                        hits += scan_bytes(canaries, value, f"{place}:{table}", 2)
    finally:
        connection.close()
    return hits


def scan_duckdb(canaries: Canaries, connection: duckdb.DuckDBPyConnection, place: str) -> list[Hit]:
    """Search every table exported as text: DuckDB's file compresses, so its raw bytes prove nothing."""
    hits: list[Hit] = []
    for (table,) in connection.execute("SELECT table_name FROM information_schema.tables").fetchall():
        cursor = connection.execute(f'SELECT * FROM "{table}"')
        while rows := cursor.fetchmany(5000):
            text = "\n".join("\x1f".join("" if v is None else str(v) for v in row) for row in rows)
            hits += canaries.find(text.encode(), f"{place}:{table}")
    return hits


def scan_tree(canaries: Canaries, root: Path, leave_out: Iterable[str] = ()) -> list[Hit]:
    """Search every file under `root` except the named top-level folders. Names of files and folders are searched, too."""
    skipped = set(leave_out)
    hits: list[Hit] = []
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        if relative.parts[0] in skipped:
            continue
        hits += canaries.find(str(relative).encode("utf-8", "surrogateescape"), f"name of {relative}")
        if path.is_file() and not path.is_symlink():
            hits += scan_file(canaries, path, str(relative))
    return hits
