"""The line: source → extract → validate → pseudonymise → link → load. Five statements a batch; the rest is a detail of one of them."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from pipelines import load, rows, stopped
from pipelines.batch import Batch, Counts, Exams, Receipt
from pipelines.beyond import Beyond
from pipelines.compare import Compared
from pipelines.connection import Facts
from pipelines.declaration import Source, load_all
from pipelines.decrypt import decryptor_of
from pipelines.drafts import Draft
from pipelines.extract import FILE_FEEDS, FeedReader
from pipelines.judge import ENTITY, Fate, Judged, judge
from pipelines.load import Linked, Loader
from pipelines.plans import Plan, Plans
from pipelines.pseudonymise import Pseudonymiser, Stores
from pipelines.rows import RowHasher
from pipelines.runners.local import LocalRunner
from pipelines.runners.runner import Runner
from pipelines.runs import Runs, Staged
from pipelines.sequence import next_sequence
from pipelines.window import CHINA
from quality.evidence import Evidence
from quality.feeds import EXAM_FEEDS, Feed
from settings import Settings
from warehouse.analytics.store import AnalyticStore
from warehouse.archive.archive import Archive
from warehouse.errors import Misconfigured, Refused
from warehouse.identity.store import Identity
from warehouse.keys import Keyring
from warehouse.platform.store import Platform


@dataclass
class _Clock:
    """Seconds of each step of a batch."""

    steps: dict[str, float] = field(default_factory=dict)
    _since: float = field(default_factory=time.perf_counter)

    def lap(self, step: str) -> None:
        now = time.perf_counter()
        self.steps[step] = self.steps.get(step, 0.0) + now - self._since
        self._since = now


class Line:
    """One installation's line.

    `connections`: source → {url, share, id_key …}. `stage` is called with the name of each store just committed (tests stop there);
    `now` gives the time with its zone; `evidence`: whether Great Expectations counts along; `backfill`: who carries history.
    """

    def __init__(
        self,
        settings: Settings,
        keyring: Keyring,
        platform: Platform,
        identity: Identity,
        archive: Archive,
        store: AnalyticStore,
        connections: Mapping[str, Facts],
        sources: Mapping[str, Source] | None = None,
        stage: Callable[[str], None] = lambda _name: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        evidence: bool = True,
        backfill: Runner | None = None,
    ) -> None:
        self.settings, self.keyring, self.platform, self.identity = settings, keyring, platform, identity
        self._stores = Stores(identity, archive, store, keyring)
        self._connections, self._stage, self._now, self._evidence = connections, stage, now, evidence
        self._sources = sources if sources is not None else load_all(settings.own_sources)
        self.backfill: Runner = backfill or LocalRunner()
        self._plans = Plans(settings.staging)
        self._loader = Loader(store, identity, platform, keyring, stage)
        self._beyond = Beyond(settings, identity, store, keyring, platform)
        self._runs = Runs(self)

    # --- what tasks, commands and requests call ------------------------------------------------------------------------

    def collect(self, source: str, feed: str, started_by: str) -> Counts:
        """Collect one feed now, in this process; the counts of the run."""
        return self._runs.collect(source, Feed(feed), started_by)

    def recollect(self, source: str, feed: str, begin: datetime, end: datetime, started_by: str, kind: str = "recollect") -> Counts:
        """Collect again what falls into [begin, end) of the feed's business time, wall times of China. The watermark stays."""
        window = self.reader(source, Feed(feed)).between(begin, end)
        return self._runs.collect(source, Feed(feed), started_by, window, kind)

    def recollect_exams(self, source: str, exam_ids: Sequence[int], started_by: str) -> Counts:
        """Collect again everything the source has of some exams, feed by feed. Refused: an exam that is not of this source."""
        keys = self.identity.exam_keys(source, exam_ids)
        if missing := sorted(set(exam_ids) - keys.keys()):
            raise Refused(f"{len(missing)} of these exams were never read from {source}", "look them up again in the list")
        return self.recollect_keys(source, list(keys.values()), started_by)

    def recollect_keys(self, source: str, keys: Sequence[str], started_by: str) -> Counts:
        """As `recollect_exams`, by the natural keys of the exams."""
        total = Counts()
        for feed in (f for f in EXAM_FEEDS if f in self._sources[source].feeds):
            total.add(self._runs.collect(source, feed, started_by, Exams(tuple(keys)), "recollect"))
        return total

    def compare(self, source: str, started_by: str) -> Compared:
        """Compare the exams of a source with ours by their keys; follow what vanished, fetch what is missing."""
        return self._runs.compare(source, self._stores.store, started_by)

    def extract(self, source: str, feed: str, run_id: str, started_by: str) -> Staged:
        """Read the feed's window into encrypted staging; what `process` needs, without a value of a row."""
        return self._runs.extract(source, Feed(feed), run_id, started_by)

    def process(self, staged: Staged) -> Counts:
        """Carry a staged window through the line; the counts of the run."""
        return self._runs.process(staged)

    def carry(self, run_id: str, address: str) -> None:
        """One staged batch, in the process a runner chose for it."""
        self._runs.carry(run_id, address)

    def release(self, item_ids: Sequence[int], waive: bool, started_by: str) -> Counts:
        """Try stopped rows again in runs of their own; `waive` loads them although a rule objects."""
        return self._runs.release(item_ids, waive, started_by)

    def repair(self, item_id: int, values: Mapping[str, str | None], started_by: str) -> Counts:
        """Try a stopped row again with other values in some canonical columns; every rule judges them."""
        return self._runs.release([item_id], False, started_by, values)

    # --- one batch ----------------------------------------------------------------------------------------------------

    def run(self, batch: Batch, waive: bool = False, guarded: bool = True) -> Receipt:
        """One batch, from staging to its receipt.

        `guarded`: Misconfigured when one rule stops most of the run (a release is not: a person chose its rows).
        """
        clock = _Clock()
        reader = self.reader(batch.source, batch.feed)
        try:
            judged, plan = self._validate(batch, reader, waive, guarded, clock)
            draft, positions = self._pseudonymise(judged, reader, guarded, clock)
            linked = self._link(judged, plan, draft, positions, clock)
            target_rows = self._load(linked, clock)
            return self._commit(linked, reader, target_rows, clock)
        finally:
            self.keyring.forget_tokens()

    def _validate(self, batch: Batch, reader: FeedReader, waive: bool, guarded: bool, clock: _Clock) -> tuple[Judged, Plan]:
        entity = ENTITY[batch.feed]
        keys = sorted({key for key in batch.rows.column("key").to_pylist() if key})
        known = self.identity.known(batch.source, entity, keys)
        earlier = self._unfinished_plan(batch)
        tokens = {key: self.keyring.token("key", key) for key in keys} if earlier else {}
        again = frozenset(key for key, token in tokens.items() if earlier and token in earlier.changed)
        evidence = Evidence() if self._evidence else None
        judged = judge(batch, reader.reading, known, again, decryptor_of(reader.facts), evidence, waive)
        noted = self._beyond.judge(judged, reader.source, known, earlier, waive)
        if guarded and batch.feed not in FILE_FEEDS:
            self._beyond.check(judged)
        changed = [self.keyring.token("key", judged.keys[i] or "") for i in judged.to_store]
        plan = self._plans.note(batch, changed, earlier, noted)
        clock.lap("validate")
        return judged, plan

    def _unfinished_plan(self, batch: Batch) -> Plan | None:
        """The plan of an earlier try on these rows, unless that try has its receipt: then it was only not cleared away."""
        plan = self._plans.find(batch)
        return None if plan is None or self.platform.batch_done(plan.run_id, plan.number) else plan

    def _pseudonymise(self, judged: Judged, reader: FeedReader, guarded: bool, clock: _Clock) -> tuple[Draft, list[int]]:
        examined = partial(self._beyond.examined, guarded=guarded)  # a release is no failure: a person chose its rows
        step = Pseudonymiser(self._stores, reader.charsets, reader.share, self.settings.file_max_bytes, self._stage, examined)
        result = step(judged)
        clock.lap("pseudonymise")
        return result

    def _link(self, judged: Judged, plan: Plan, draft: Draft, positions: list[int], clock: _Clock) -> Linked:
        by_identity = self.identity.link(sorted({i for i in draft.identity_ids if i is not None})) if draft.identity_ids else {}
        exams = sorted({e for e in draft.exam_ids if e is not None})
        by_exam = self.identity.persons_of(exams)
        owners = draft.identity_ids or [None] * draft.rows
        persons = [
            by_exam[exam] if exam in by_exam else by_identity.get(owner) if owner is not None else None
            for exam, owner in zip(draft.exam_ids, owners, strict=True)
        ]
        carried = {exam: person for exam, person in zip(draft.exam_ids, persons, strict=True) if exam is not None and person is not None}
        batch = judged.batch
        voids = self.platform.void_reasons(exams)
        label = load.label_of(self.keyring, batch.source, batch.feed.value, plan.mark, draft, persons, voids)
        safe = load.safe_batch(draft, persons, voids, label, next_sequence(self.settings.home / "locks"))
        clock.lap("link")
        return Linked(judged, safe, positions, exams, draft.gone, carried, stopped.tokens_of(judged, self.keyring), voids)

    def _load(self, linked: Linked, clock: _Clock) -> dict[str, int]:
        target_rows = self._loader.load(linked)
        clock.lap("load")
        return target_rows

    def _commit(self, linked: Linked, reader: FeedReader, target_rows: dict[str, int], clock: _Clock) -> Receipt:
        judged, batch = linked.judged, linked.judged.batch
        quarantine = stopped.quarantine_rows(judged, linked.tokens, reader.charsets, self.keyring)
        passed = judged.at(Fate.LOADED, Fate.DELETED, Fate.UNCHANGED, Fate.EXCLUDED)
        receipt = Receipt(batch.run_id, batch.number, linked.safe.label, judged.counts(), target_rows)
        clock.lap("commit")
        codes, entries = self._beyond.codes(judged), self._beyond.entries(judged)
        self._loader.commit(linked, receipt, clock.steps, stopped.finding_counts(judged), quarantine, passed, codes, entries)
        self._plans.drop(batch)
        return receipt

    # --- parts --------------------------------------------------------------------------------------------------------

    def reader(self, source: str, feed: Feed) -> FeedReader:
        """One feed, ready to be read. Misconfigured when there is no such source or feed."""
        if source not in self._sources:
            raise Misconfigured(f"there is no source {source}", f"declared are {', '.join(sorted(self._sources))}")
        declared = _with_codes(self._sources[source], self.platform.added_codes(source))
        if feed not in declared.feeds:
            raise Misconfigured(f"{source} gives no {feed.value}", "see its declaration in pipelines/sources")
        hasher = RowHasher(self.keyring, declared, declared.feeds[feed])
        return FeedReader(declared, feed, self._connections.get(source, {}), self.settings, hasher, self._from_day(declared, feed))

    def _from_day(self, source: Source, feed: Feed) -> date | None:
        """The day before which people have set that nothing is collected by the clock."""
        [group] = [g.group for g in source.groups if feed in g.feeds]
        day = self.platform.group_settings().get((source.source, group), {}).get("from_day")
        return None if day is None else date.fromisoformat(day)

    def batch_of(self, reader: FeedReader, run_id: str, number: int, page: Sequence[Mapping[str, Any]]) -> Batch:
        """Extracted rows as a batch, read now."""
        table = rows.to_arrow(page, reader.columns, reader.charsets)
        read_at = self._now().astimezone(CHINA).replace(tzinfo=None)
        return Batch(reader.source.source, reader.feed, run_id, number, read_at, table)

    def now(self) -> datetime:
        return self._now()

    def ended_well(self, run_id: str, source: str, feed: str, kind: str) -> None:
        """A run of the feed has done its work: plans of earlier tries are history; a collection compares its codes with the day before."""
        if kind == "collect":
            self._beyond.compare_shares(run_id, source, Feed(feed), f"{self._now().astimezone(CHINA):%Y-%m-%d}")
        self._plans.drop_feed(source, feed)


def _with_codes(source: Source, added: Mapping[str, Mapping[str, str]]) -> Source:
    """The source with the codes people have mapped over its declaration."""
    if not added:
        return source
    return source.model_copy(update={"codes": {name: {**codes, **added.get(name, {})} for name, codes in source.codes.items()}})
