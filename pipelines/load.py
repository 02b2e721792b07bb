"""Put a linked batch where it belongs, in an order that a kill anywhere cannot break:

identity (done) → archive (done) → analytic load by label → persons that moved → row hashes confirmed → one platform transaction.
"""

import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.batch import Receipt, SafeBatch
from pipelines.columns import arrow_of
from pipelines.drafts import Draft
from pipelines.judge import ENTITY, Judged
from warehouse.analytics.rewriting import rewrite
from warehouse.analytics.store import AnalyticStore
from warehouse.identity.store import Identity
from warehouse.keys import Keyring
from warehouse.platform.runs import BatchOutcome, FindingCount, QuarantineRow
from warehouse.platform.shares import Entry
from warehouse.platform.store import Platform
from warehouse.tables.catalogue import TABLES
from warehouse.voids import Voids, overlay, rows_of, tombstone

ENTITY_OF = {"exam": "exam", "exam_order": "order", "report": "report", "file_fact": "file"}
VOLATILE = ("load_seq", "collect_time")
LABEL_CHARS = 32


@dataclass(frozen=True)
class Linked:
    """A batch ready to load. `persons` and `voids` (reasons): by exam id, as its rows carry them. `exams`: all its rows belong to.

    `gone`: exams the rows say were removed at their source.
    """

    judged: Judged
    safe: SafeBatch
    positions: list[int]
    exams: list[int]
    gone: list[int]
    persons: Mapping[int, int]
    tokens: list[str]
    voids: Mapping[int, str] = field(default_factory=dict)


def safe_batch(draft: Draft, persons: Sequence[int | None], voids: Mapping[int, str], label: str, sequence: int) -> SafeBatch:
    """The tables of a draft with persons, voids by hand and load sequence."""
    columns = {**overlay(draft.columns, draft.exam_ids, voids), "person_id": list(persons), "load_seq": [sequence] * draft.rows}
    tables = {draft.table.name: arrow_of(draft.table, columns, draft.rows)} if draft.rows else {}
    if draft.tokens:
        kinds, tokens, exams = zip(*draft.tokens, strict=True)
        values = {"token_type": list(kinds), "token": list(tokens), "exam_id": list(exams), "load_seq": [sequence] * len(kinds)}
        tables["exam_token"] = arrow_of(TABLES["exam_token"], values, len(kinds))
    return SafeBatch(label, tables)


def label_of(
    keyring: Keyring, source: str, feed: str, mark: str, draft: Draft, persons: Sequence[int | None], voids: Mapping[int, str]
) -> str:
    """`source.feed.digest` of the content and the try: the same try again is the same load, unless persons or voids changed meanwhile."""
    digest = hmac.new(keyring.derive("label"), mark.encode(), "sha256")
    digest.update(
        repr(
            (sorted((n, v) for n, v in draft.columns.items() if n not in VOLATILE), list(persons), draft.tokens, sorted(voids.items()))
        ).encode()
    )
    return f"{source}.{feed}.{digest.hexdigest()[:LABEL_CHARS]}"


def bury(store: AnalyticStore, identity: Identity, exam_ids: Sequence[int]) -> None:
    """Hide exams gone at their source with all that belongs to them; should they come back, they are loaded anew.

    Forgotten first: killed in between they are still shown, so that whoever found them gone finds them again.
    """
    for table, ids in rows_of(store, exam_ids).items():
        identity.forget(ENTITY_OF[table], ids)
    tombstone(store, exam_ids)


class Loader:
    """Loads linked batches. `stage` is called after each store is committed."""

    def __init__(
        self, store: AnalyticStore, identity: Identity, platform: Platform, keyring: Keyring, stage: Callable[[str], None]
    ) -> None:
        self._store, self._identity, self._platform, self._stage = store, identity, platform, stage
        self._voids = Voids(platform, store, keyring)

    def load(self, linked: Linked) -> dict[str, int]:
        """Analytic load, moves and confirmation; rows by table.

        Moves come before confirmation: a row confirmed is a row that nothing more has to happen to.
        """
        judged = linked.judged
        rows: dict[str, int] = {}
        if linked.safe.tables:
            self._note(linked)
            rows = dict(self._store.load(linked.safe.label, linked.safe.tables).rows)
        if linked.gone:
            bury(self._store, self._identity, linked.gone)
        self._stage("load")
        self._follow(linked)
        self._stage("moves")
        keys = [judged.keys[i] or "" for i in linked.positions]
        if keys:
            hashes = [judged.hashes[i] for i in linked.positions]
            gone = [judged.is_void(i) for i in linked.positions]
            self._identity.confirm(judged.batch.source, ENTITY[judged.batch.feed], keys, hashes, gone)
        self._stage("confirm")
        return rows

    def _note(self, linked: Linked) -> None:
        batch, safe = linked.judged.batch, linked.safe
        sequence = next(iter(safe.tables.values())).column("load_seq")[0].as_py()
        self._platform.note_load(sequence, safe.label, batch.source, batch.feed.value, batch.run_id, batch.number)

    def _follow(self, linked: Linked) -> None:
        """Rows whose exam belongs to another person by now, those just loaded and those identity has noted; voids made meanwhile."""
        now = self._identity.persons_of(sorted(linked.persons))
        moved = [(exam, person) for exam, person in now.items() if linked.persons[exam] != person]
        self._move(moved)
        while pending := self._identity.pending_moves():
            self._move(pending)
            self._identity.moves_applied(pending)
        voids = self._platform.void_reasons(linked.exams)
        if voids != linked.voids:
            self._voids.follow(sorted(voids.keys() | linked.voids.keys()))

    def _move(self, moves: Sequence[tuple[int, int]]) -> None:
        """Give stored rows their exam's person."""
        persons = dict(moves)
        rewrite(self._store, "move", list(persons), ("person_id",), lambda exam, _held: (persons[exam],))

    def commit(
        self,
        linked: Linked,
        receipt: Receipt,
        steps: Mapping[str, float],
        findings: Sequence[FindingCount],
        quarantine: Sequence[QuarantineRow],
        passed: Sequence[int],
        codes: Mapping[tuple[str, str], int],
        entries: Sequence[Entry],
    ) -> None:
        """The one platform transaction of the batch. `passed`: positions of the rows whose open quarantine items close.

        `codes`: loaded rows by (field, code); `entries`: values new to the source's dictionaries.
        """
        batch = linked.judged.batch
        self._platform.commit_batch(
            BatchOutcome(
                run_id=receipt.run_id,
                source=batch.source,
                feed=batch.feed.value,
                batch=receipt.batch,
                label=receipt.label,
                counts=vars(receipt.counts),
                target_rows=receipt.target_rows,
                seconds=sum(steps.values()),
                steps=steps,
                findings=findings,
                quarantine=quarantine,
                passed_tokens=[linked.tokens[i] for i in passed],
                passed_hashes=[linked.judged.hashes[i] for i in passed],
                day=f"{batch.read_at:%Y-%m-%d}",
                codes=codes,
                entries=entries,
            )
        )
        self._stage("commit")
