"""What a look at a source's data found: per feed its columns, its findings and what one page would become. No value of a row."""

from dataclasses import asdict, dataclass, field
from typing import Any

MUST, LOOK = "must", "look"  # a person must change something; a person should look


@dataclass(frozen=True)
class Finding:
    """`what`: a stable word (charset, times, key …). `place`: a source or canonical column, or empty. `snippet`: YAML to take over."""

    level: str
    what: str
    place: str
    text: str
    snippet: str = ""


@dataclass(frozen=True)
class ColumnProfile:
    """One source column of a feed over the sample. Shares from 0 to 1; `codes` only of code columns that may be shown."""

    column: str
    canonical: tuple[str, ...]
    declared: str
    types: tuple[str, ...]
    null_share: float
    blank_share: float
    shapes: tuple[tuple[str, int], ...]
    parsed_share: float | None = None
    future_share: float | None = None
    no_time_share: float | None = None
    codes: dict[str, int] | None = None


@dataclass(frozen=True)
class PageVerdict:
    """What became of one page by the real rules, nothing stored. `rules`: (rule, field, severity, rows, what it says)."""

    counts: dict[str, int]
    rules: tuple[tuple[str, str, str, int, str], ...]


@dataclass
class FeedProfile:
    feed: str
    rows: int = 0
    columns: list[ColumnProfile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    page: PageVerdict | None = None

    def say(self, level: str, what: str, place: str, text: str, snippet: str = "") -> None:
        self.findings.append(Finding(level, what, place, text, snippet))


@dataclass
class Checked:
    """The whole of `source check --profile`."""

    file: str
    source: str
    zh: str
    feeds: list[FeedProfile] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing must be changed."""
        return all(finding.level != MUST for feed in self.feeds for finding in feed.findings)

    def document(self) -> dict[str, Any]:
        return {"file": self.file, "source": self.source, "ok": self.ok, "feeds": [asdict(feed) for feed in self.feeds]}
