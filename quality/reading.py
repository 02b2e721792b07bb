"""How a source's columns are to be read: charset, time forms, code maps, decryption. Made from the source declaration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from quality.feeds import Feed

TEXT_MAX_CHARS = 200_000  # what settings say where nothing else is said
NOTHING: Mapping[str, "ColumnReading"] = MappingProxyType({})


@dataclass(frozen=True)
class ColumnReading:
    """One canonical column as its source writes it.

    `charset`: codec of byte values. `times`: strptime forms, "epoch" or "epoch_s" (s, ms, µs, ns by number of digits; promised are
    ms, s), "utc" (ISO text with a zone; text without one is read by the other forms); for a birth date also "excel" (day numbers).
    `codes`: source text → platform code, with "(null)" and "(blank)"; None when the value is the code already.
    `decrypt`: "aes-ecb-hex" for hexadecimal AES/ECB text. `max_bytes`: length of the source column, where text
    that fills it is perhaps cut.
    """

    name: str
    charset: str | None = None
    times: tuple[str, ...] = ()
    codes: Mapping[str, str] | None = None
    decrypt: str | None = None
    max_bytes: int | None = None


@dataclass(frozen=True)
class Reading:
    """All of a feed. `skip_codes`: source values of a column that say "this is not an exam": the row is excluded.

    `text_max_chars`: the longest text accepted at all.
    """

    source: str
    feed: Feed
    columns: Mapping[str, ColumnReading] = field(default_factory=lambda: NOTHING)
    skip_codes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    text_max_chars: int = TEXT_MAX_CHARS
