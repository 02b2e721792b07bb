"""Pages lose no row, split no key, and do not trust Python where a database compares by collation."""

import unicodedata
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.paging import batches, folded, newest_last, pages
from warehouse.errors import Misconfigured

KEYS = st.lists(st.text(alphabet="aAbBäÄßz1 堃𬭸", min_size=1, max_size=3), max_size=60)


def collation(key: str) -> str:
    """As a case- and accent-insensitive server with blank padding compares."""
    plain = unicodedata.normalize("NFKD", key).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c)).rstrip()


class Server:
    """Answers pages by its own collation: rows of equal keys in any order among each other."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.rows = sorted(({"k": key, "n": n} for n, key in enumerate(keys)), key=lambda row: collation(row["k"]))

    def fetch(self, after: Sequence[Any] | None, limit: int) -> list[dict[str, Any]]:
        rows = self.rows if after is None else [r for r in self.rows if collation(r["k"]) > collation(after[0])]
        return rows[:limit]


@given(keys=KEYS, size=st.integers(2, 9))
def test_every_row_comes_once_and_no_key_is_split(keys: list[str], size: int) -> None:
    server = Server(keys)
    largest = max((sum(folded(k) == folded(other) for other in keys) for k in keys), default=0)
    try:
        read = list(pages(server.fetch, ["k"], size))
    except Misconfigured:
        assert largest >= size
        return
    assert sorted(row["n"] for page in read for row in page) == list(range(len(keys)))
    homes: dict[str, set[int]] = {}
    for number, page in enumerate(read):
        assert len(page) <= size
        for row in page:
            homes.setdefault(collation(row["k"]), set()).add(number)
    assert all(len(home) == 1 for home in homes.values())


@given(key=st.text(max_size=6), other=st.text(max_size=6))
def test_what_a_collation_calls_equal_is_equal_when_folded(key: str, other: str) -> None:
    if collation(key) == collation(other):
        assert folded(key) == folded(other)


def test_a_key_with_more_rows_than_a_page_stops_with_advice() -> None:
    with pytest.raises(Misconfigured, match="order"):
        list(pages(Server(["a"] * 5).fetch, ["k"], 3))


@given(sizes=st.lists(st.integers(1, 5), max_size=20), limit=st.integers(5, 12))
def test_batches_join_portions_without_splitting_or_losing(sizes: list[int], limit: int) -> None:
    portions = [[{"n": (i, j)} for j in range(size)] for i, size in enumerate(sizes)]
    joined = list(batches(iter(portions), limit))
    assert [row for batch in joined for row in batch] == [row for portion in portions for row in portion]
    assert all(len(batch) <= limit for batch in joined)


def test_of_several_rows_of_a_key_the_newest_is_last() -> None:
    page = [{"k": 1, "t": "2026-02"}, {"k": 1, "t": None}, {"k": 1, "t": "2026-01"}, {"k": 2, "t": "2026-01"}]
    assert [row["t"] for row in newest_last(page, ["k"], ["t"])] == [None, "2026-01", "2026-02", "2026-01"]


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=12))
def test_the_short_way_for_plain_keys_folds_as_the_long_one(key: str) -> None:
    assert folded(key) == folded(key + "\u0301")
