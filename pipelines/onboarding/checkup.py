"""`lightbox source check FILE --profile`: how a declaration fares on a bounded sample of its source's data. Nothing is stored."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from pipelines.connection import Extractor, Facts
from pipelines.declaration import FeedDeclaration, Increment, Source, Spec, load
from pipelines.expressions import moment_of
from pipelines.inspection import TableFacts
from pipelines.onboarding import columns, page
from pipelines.onboarding.findings import LOOK, MUST, Checked, FeedProfile
from pipelines.onboarding.sample import PORTION, looking, text_in
from pipelines.select import FeedSelect
from quality.feeds import Feed
from settings import Settings
from warehouse.errors import LightboxError, Misconfigured

CLOCK = timedelta(minutes=5)  # a mark further ahead of the server's clock is of another zone or a wrong clock
SILENT = timedelta(days=3)  # no change for longer than a weekend: the wrong column, or a source that sleeps


def examine(file: Path, connections: Mapping[str, Facts], settings: Settings, now: datetime | None = None) -> Checked:
    """Every feed of a declaration on its data. Misconfigured: the declaration itself is not right, or there is no connection."""
    source = load(file)
    facts = connections.get(source.source, {})
    at = now or datetime.now(UTC)
    checked = Checked(str(file), source.source, source.zh)
    with looking(source, facts, settings) as extractor:
        server = _server_now(extractor, source, at)
        for feed, declaration in source.feeds.items():
            found = FeedProfile(feed.value)
            checked.feeds.append(found)
            _Look(source, feed, declaration, facts, settings, extractor, server, found).all()
    for found in checked.feeds:
        if not any(f.what == "declared" for f in found.findings):
            page.judge_page(source, Feed(found.feed), facts, settings, at, found)
    return checked


def _server_now(extractor: Extractor, source: Source, now: datetime) -> datetime:
    """The source's wall time; ours in its zone where the database is a file."""
    ours = now.astimezone(ZoneInfo(source.zone)).replace(tzinfo=None)
    if extractor.dialect == "sqlite":
        return ours
    rows = [row for portion in extractor.rows(select(func.current_timestamp()), 1) for row in portion]
    told = rows[0][0] if rows else None
    return told.replace(tzinfo=None) if isinstance(told, datetime) else ours


class _Look:
    """One feed of a source, looked at over a session."""

    def __init__(
        self, source: Source, feed: Feed, declaration: FeedDeclaration, facts: Facts, settings: Settings, extractor: Extractor,
        server: datetime, found: FeedProfile,
    ) -> None:  # fmt: skip
        self._source, self._feed, self._declared, self._facts = source, feed, declaration, facts
        self._settings, self._extractor, self._server, self._found = settings, extractor, server, found
        self._tables: dict[str, TableFacts] = {}

    def all(self) -> None:
        if not self._shape():
            return
        rows = self._sample()
        self._found.rows = len(rows)
        if not rows:
            self._found.say(LOOK, "empty", "", "no row was found: is this the right table, and may the account see its rows?")
            return
        used = self._used()
        for name in sorted(used):
            told = columns.profile(
                self._source, name, used[name], [r[name] for r in rows], self._column(name), self._server, self._settings, self._found
            )
            self._found.columns.append(told)
        self._keys(rows)
        self._marks(rows)

    def _shape(self) -> bool:
        """Whether every table and column of the feed is there."""
        schema, feed = self._facts.get("schema"), self._declared
        for alias, name in ((feed.alias, feed.table), *((j.alias, j.table) for j in feed.joins)):
            if alias == feed.alias and feed.sql:
                continue
            try:
                self._tables[alias] = self._extractor.columns(name, schema)
            except Misconfigured as error:
                self._found.say(MUST, "declared", name, str(error))
        missing = [c for c in sorted(feed.source_columns()) if self._column(c) is None and c.partition(".")[0] in self._tables]
        for name in missing:
            self._found.say(MUST, "declared", name, f"the table has no column {name.partition('.')[2]}: check its spelling")
        return not any(f.what == "declared" for f in self._found.findings)

    def _column(self, name: str) -> Any:
        alias, _, bare = name.partition(".")
        return self._tables[alias].column(bare) if alias in self._tables else None

    def _sample(self) -> list[dict[str, Any]]:
        names = sorted(self._declared.source_columns())
        statements = FeedSelect(self._declared, self._extractor.dialect, self._facts.get("schema"))
        newest = next((i for i in self._declared.increments if i.kind != "split_datetime" and self._is_indexed(i.column)), None)
        statement = statements.sample(self._settings.sample_rows, newest)
        try:
            return [dict(zip(names, row, strict=True)) for portion in self._extractor.rows(statement, PORTION) for row in portion]
        except Misconfigured:
            raise
        except LightboxError as error:
            self._found.say(MUST, "declared", self._declared.table, f"the feed's statement failed: {error}")
            return []

    def _is_indexed(self, name: str) -> bool:
        alias, _, bare = name.partition(".")
        indexed = self._tables[alias].indexed if alias in self._tables else None
        return indexed is not None and bare.lower() in {c.lower() for c in indexed}

    def _used(self) -> dict[str, list[tuple[str, Spec]]]:
        """Source column → the canonical columns made of it."""
        found: dict[str, list[tuple[str, Spec]]] = {}
        named = [*self._declared.columns.items(), *(pair for each in self._declared.each for pair in each.columns.items())]
        for canonical, spec in named:
            parts = [spec, *(spec.coalesce or [])]
            for name in spec.columns():
                own = next((p.model_copy(update={"codes": p.codes or spec.codes, "times": p.times or spec.times,
                            "max_bytes": p.max_bytes or spec.max_bytes}) for p in parts if p.column == name), spec)  # fmt: skip
                found.setdefault(name, []).append((canonical, own))
        return found

    def _keys(self, rows: Sequence[Mapping[str, Any]]) -> None:
        key = self._declared.key
        keys = [tuple(text_in(r[c], self._source.charset) for c in key) for r in rows]
        empty = sum(any(not part for part in k) for k in keys)
        place = ", ".join(key)
        if empty:
            self._found.say(columns.level(empty, len(rows), columns.MANY), "key null", place, f"{empty} of {len(rows)} rows have no key")
        twice = {k: n for k, n in Counter(keys).items() if n > 1 and all(k)}
        if not twice:
            return
        bare = tuple(c.partition(".")[2] for c in key)
        base = self._tables.get(self._declared.alias)
        unique = base is not None and any(set(k) <= set(bare) for k in base.keys)
        most = max(twice.values())
        if unique and self._declared.joins:
            joins = ", ".join(
                j.table for j in self._declared.joins if not self._one_partner(j.alias, [c.partition(".")[2] for c in j.match])
            )
            told = f"{len(twice)} keys stand in up to {most} rows each, by the join with {joins or 'another table'}: narrow it with `only`"
            self._found.say(LOOK, "joins multiply", place, told)
        else:
            told = (
                f"{len(twice)} keys stand in up to {most} rows each: of those only the newest is taken; a further key column may be missing"
            )
            self._found.say(LOOK if 2 * len(twice) < len(set(keys)) else MUST, "key reuse", place, told)

    def _one_partner(self, alias: str, matched: Sequence[str]) -> bool:
        return any(set(k) <= set(matched) for k in self._tables[alias].keys)

    def _marks(self, rows: Sequence[Mapping[str, Any]]) -> None:
        for increment in self._declared.increments:
            alias = increment.column.partition(".")[0]
            if alias not in self._tables:
                continue
            if self._tables[alias].indexed is None:
                self._found.say(LOOK, "index", increment.column, "a view tells no index: ask whether its mark has one")
            elif not self._is_indexed(increment.column):
                self._found.say(LOOK, "index", increment.column, "no index begins with this mark: every collection reads the whole table")
            self._clock(increment, rows)

    def _clock(self, increment: Increment, rows: Sequence[Mapping[str, Any]]) -> None:
        if increment.kind not in ("time", "epoch_ms", "epoch_s"):
            return
        moments = [m for r in rows if (m := moment_of(r[increment.column], self._source.charset)) is not None]
        if not moments:
            told = "no value of this mark could be read as a time of its kind: every row would be read each time"
            self._found.say(MUST, "clock", increment.column, told)
            return
        ahead = max(moments) - self._server
        if ahead > CLOCK:
            hours = ahead.total_seconds() / 3600
            told = f"the newest mark is {hours:.1f} h ahead of the source's clock: check `zone` and the kind; or a row has a wrong clock"
            self._found.say(MUST if 7.5 < hours < 8.5 else LOOK, "clock", increment.column, told)
        elif -ahead > SILENT and len(rows) < self._settings.sample_rows:
            self._found.say(LOOK, "clock", increment.column, f"nothing changed for {-ahead.days} days: does every change set it?")
