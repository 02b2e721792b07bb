"""Platform: users, published declarations, feeds, runs, quarantine, requests and audit behind one object."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from warehouse.access import Principal
from warehouse.audit import Audit
from warehouse.keys import Keyring
from warehouse.platform import alerts, feeds, loads, missing, quarantine, requests, runs, schedules, shares, users, voids
from warehouse.platform.database import reading
from warehouse.platform.quarantine import Due, QuarantineFilter
from warehouse.platform.revisions import Schema, revisions, upgrade
from warehouse.platform.runs import BatchOutcome
from warehouse.platform.schema import METADATA
from warehouse.platform.xxl import XxlTriggers

SCHEMA = Schema("platform", METADATA, Path(__file__).parent / "versions")


class Platform:
    """A facade: each topic is a module of functions on a connection; here is only who opens the transaction."""

    def __init__(self, engine: Engine, keyring: Keyring) -> None:
        self._engine = engine
        self._reader = reading(engine)
        self._keys = keyring
        self.audit = Audit(engine, keyring)
        self.xxl = XxlTriggers(engine)

    def migrate(self) -> None:
        """Bring the database to this code's revision (`revisions.upgrade` says what may go wrong).

        The audit's head is made together with the database and never again.
        """
        upgrade(self._engine, SCHEMA, self.audit.begin)

    def revisions(self) -> dict[str, str | None]:
        """{"database": …, "code": …}: they differ until `migrate` has run."""
        return revisions(self._engine, SCHEMA)

    # --- people -------------------------------------------------------------------------------------------------------

    def ensure_demo_users(self, secret: Callable[[str], str]) -> None:
        """One account for each demo role; the password of `name` is `secret("user-<name>")`."""
        with self._engine.begin() as connection:
            users.ensure_demo(connection, secret)

    def demo_accounts(self) -> list[dict[str, Any]]:
        with self._reader.connect() as connection:
            return users.accounts(connection)

    def login(self, name: str, password: str, *, hours: int, tries: int, wait_s: int) -> str:
        """A new session's token. Refused: wrong name or password, or locked; the text does not tell which."""
        with self._reader.connect() as connection:
            known = users.credentials(connection, name)
        right = users.password_right(known, password)  # slow by design, hence outside any transaction
        with self._engine.begin() as connection:
            open_now = users.record_attempt(connection, name, right, tries, wait_s)
            token = users.open_session(connection, name, hours) if open_now else None
        if token is None:  # the failed attempt is committed first
            raise users.wrong_password()
        return token

    def principal(self, token: str) -> Principal | None:
        """Who holds this session; None when it is unknown or over."""
        with self._reader.connect() as connection:
            return users.principal(connection, token)

    def logout(self, token: str) -> None:
        with self._engine.begin() as connection:
            users.close_session(connection, token)

    # --- declarations and feeds ---------------------------------------------------------------------------------------

    def publish(self, kind: str, documents: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace all documents of a kind (source, rule) by these, in one transaction."""
        with self._engine.begin() as connection:
            feeds.publish(connection, kind, documents)

    def published(self, kind: str) -> list[dict[str, Any]]:
        """Documents of a kind, in the order of their names."""
        with self._reader.connect() as connection:
            return feeds.published(connection, kind)

    def declare_feeds(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Make sure that each (source, feed) has its row; none is removed, its history stays."""
        with self._engine.begin() as connection:
            feeds.declare(connection, pairs)

    def feed(self, source: str, feed: str) -> dict[str, Any]:
        """Watermark (parsed or None), enabled, last_run. Misconfigured when it was never declared."""
        with self._reader.connect() as connection:
            return feeds.one(connection, source, feed)

    def feeds(self) -> list[dict[str, Any]]:
        """Every feed with the counts and state of its last run, the totals of all runs and its open quarantine."""
        with self._reader.connect() as connection:
            return feeds.overview(connection)

    # --- runs ---------------------------------------------------------------------------------------------------------

    def start_run(self, run_id: str, source: str, feed: str, kind: str, window: Mapping[str, Any] | None, started_by: str) -> None:
        """Begin a run, or begin it again when a task is retried: counts start anew from its receipts."""
        with self._engine.begin() as connection:
            runs.start(connection, run_id, source, feed, kind, window, started_by)

    def commit_batch(self, outcome: BatchOutcome) -> None:
        """Receipt, counts, steps, evidence and quarantine rows: one transaction. A batch that has its receipt changes nothing.

        Refused: the run was never started. Batches of one feed are written one after the other.
        """
        with self._engine.begin() as connection:
            if runs.commit_batch(connection, outcome):
                quarantine.store(connection, outcome)

    def finish_run(self, run_id: str, state: str, watermark: Mapping[str, Any] | None = None, error: str | None = None) -> None:
        """End a run. A successful one moves its feed's watermark in the same transaction."""
        with self._engine.begin() as connection:
            runs.finish(connection, run_id, state, watermark, error)

    def shares(self, source: str, feed: str, day: str) -> tuple[shares.ByField, shares.ByField]:
        """Loaded rows by field and code: of the last day before `day` that has any, and of `day`."""
        with self._reader.connect() as connection:
            return shares.of_days(connection, source, feed, day)

    def warn(self, run_id: str, warnings: Sequence[Mapping[str, Any]]) -> None:
        """What a run should make a person look at; in place of the warnings of an earlier try."""
        with self._engine.begin() as connection:
            shares.warn(connection, run_id, warnings)

    def dictionary(self, source: str, field: str, values: Sequence[str]) -> dict[str, str]:
        """State of those of the values the source's dictionary has: confirmed | unconfirmed | closed."""
        with self._reader.connect() as connection:
            return shares.states(connection, source, field, values)

    def add_step(self, run_id: str, step: str, seconds: float, rows: int) -> None:
        """Add to the time and rows of a step of a run."""
        with self._engine.begin() as connection:
            runs.add_step(connection, run_id, step, seconds, rows)

    def runs(
        self,
        source: str | None = None,
        feed: str | None = None,
        state: str | None = None,
        before: str | None = None,
        limit: int = 50,
    ) -> list[dict[str, Any]]:
        """Newest first; `before` is the started_at of the last one of the page before."""
        with self._reader.connect() as connection:
            return runs.page(connection, source, feed, state, before, limit)

    def run(self, run_id: str) -> dict[str, Any] | None:
        """One run with its steps, receipts and finding counts."""
        with self._reader.connect() as connection:
            return runs.detail(connection, run_id)

    def batch_done(self, run_id: str, batch: int) -> bool:
        """Whether this batch of the run has its receipt: a retried task goes on after it."""
        with self._reader.connect() as connection:
            return runs.has_receipt(connection, run_id, batch)

    def note_load(self, sequence: int, label: str, source: str, feed: str, run_id: str, batch: int) -> None:
        """Before a batch is loaded: which run and batch the rows of this load sequence come from."""
        with self._engine.begin() as connection:
            loads.note(
                connection,
                {"load_seq": sequence, "label": label, "source": source, "feed": feed, "run_id": run_id, "batch": batch},
            )

    def loads_of(self, source: str, sequences: Sequence[int]) -> dict[int, dict[str, Any]]:
        """Run, batch and receipt by load sequence; loads before they were noted are missing."""
        with self._reader.connect() as connection:
            return loads.of(connection, source, sequences)

    # --- quarantine ---------------------------------------------------------------------------------------------------

    def quarantine(self, **filters: Any) -> list[dict[str, Any]]:
        """Items without payload, newest first. Filters: source, feed, rule, field, state, since, before (item id), run_id, limit."""
        with self._reader.connect() as connection:
            return quarantine.page(connection, QuarantineFilter(**filters))

    def quarantine_item(self, item_id: int) -> dict[str, Any] | None:
        """One item without payload."""
        with self._reader.connect() as connection:
            return quarantine.one(connection, item_id)

    def due_items(self, wanted: Due) -> list[dict[str, Any]]:
        """Open items whose next try has come, without payload."""
        with self._reader.connect() as connection:
            return quarantine.due(connection, wanted)

    def quarantine_payload(self, item_id: int) -> bytes:
        """The sealed row as extracted. Refused when there is no such item."""
        with self._reader.connect() as connection:
            return quarantine.payload(connection, item_id)

    def quarantine_groups(self, **filters: Any) -> list[dict[str, Any]]:
        """Counts by source, feed, field and rule, with reason, cause, first and last seen. Filters as of `quarantine`."""
        with self._reader.connect() as connection:
            return quarantine.groups(connection, QuarantineFilter(**filters))

    def discard(self, item_ids: Sequence[int], sealed_note: bytes, by: str) -> int:
        """Put open items aside for good; how many were. Their rows stay kept, and stay aside when they are read again."""
        with self._engine.begin() as connection:
            return quarantine.discard(connection, item_ids, sealed_note, by)

    def reopen(self, item_ids: Sequence[int]) -> int:
        """Take discarded items back; how many were."""
        with self._engine.begin() as connection:
            return quarantine.reopen(connection, item_ids)

    def close_items(self, item_ids: Sequence[int], state: str, closed_by: str) -> None:
        with self._engine.begin() as connection:
            quarantine.close(connection, item_ids, state, closed_by)

    # --- schedules and history ----------------------------------------------------------------------------------------

    def group_settings(self) -> dict[tuple[str, str], dict[str, Any]]:
        """(source, group) → what people set over the declaration."""
        with self._reader.connect() as connection:
            return schedules.settings(connection)

    def set_group(self, source: str, group: str, document: Mapping[str, Any], by: str) -> None:
        with self._engine.begin() as connection:
            schedules.put(connection, source, group, document, by)

    def added_codes(self, source: str) -> dict[str, dict[str, str]]:
        """Map → {value as the source writes it: code}: what people have mapped over the declaration."""
        with self._reader.connect() as connection:
            return schedules.added_codes(connection, source)

    def add_code(self, source: str, name: str, value: str, code: str, by: str) -> None:
        with self._engine.begin() as connection:
            schedules.add_code(connection, source, name, value, code, by)

    def start_history(self, source: str, group: str, job: Mapping[str, Any], by: str) -> None:
        """`job`: begin, end (wall times of China), from_time, to_time (HH:MM), chunk_days."""
        with self._engine.begin() as connection:
            schedules.start_history(connection, source, group, job, by)

    def history(self, source: str, group: str) -> dict[str, Any] | None:
        with self._reader.connect() as connection:
            return schedules.history(connection, source, group)

    def histories(self) -> dict[tuple[str, str], dict[str, Any]]:
        with self._reader.connect() as connection:
            return schedules.histories(connection)

    def set_history_state(self, source: str, group: str, state: str) -> None:
        with self._engine.begin() as connection:
            schedules.set_state(connection, source, group, state)

    def advance_history(self, source: str, group: str, since: str, until: str, extracted: int, loaded: int) -> bool:
        """False when the history was changed or stopped meanwhile."""
        with self._engine.begin() as connection:
            return schedules.advance(connection, source, group, since, until, extracted, loaded)

    # --- alerts -------------------------------------------------------------------------------------------------------

    def open_alert(self, kind: str, source: str, feed: str, message: str, run_id: str | None) -> bool:
        """Whether it is a new matter; one that lasts is counted."""
        with self._engine.begin() as connection:
            return alerts.open_or_count(connection, kind, source, feed, message, run_id)

    def close_alert(self, kind: str, source: str, feed: str) -> None:
        with self._engine.begin() as connection:
            alerts.close(connection, kind, source, feed)

    def unsent_alerts(self, limit: int) -> list[dict[str, Any]]:
        with self._reader.connect() as connection:
            return alerts.unsent(connection, limit)

    def alert_sent(self, alert_id: int) -> None:
        with self._engine.begin() as connection:
            alerts.sent(connection, alert_id)

    def alerts(self, is_open: bool | None, before: int | None, limit: int) -> list[Mapping[str, Any]]:
        """Newest first."""
        with self._reader.connect() as connection:
            return alerts.page(connection, is_open, before, limit)

    # --- missing at the source ----------------------------------------------------------------------------------------

    def note_missing(self, source: str, exam_ids: Sequence[int], confirm_s: int) -> list[int]:
        """Remember exams a compare missed; those it has missed for `confirm_s` seconds or longer."""
        with self._engine.begin() as connection:
            return missing.note(connection, source, exam_ids, confirm_s)

    def missing_done(self, source: str, exam_ids: Sequence[int]) -> None:
        """These have been hidden."""
        with self._engine.begin() as connection:
            missing.done(connection, source, exam_ids)

    def stopped_tokens(self, source: str, feed: str, tokens: Sequence[str], rules: Sequence[str] | None = None) -> set[str]:
        """Those of the key tokens that lie in quarantine, by any rule or one of these."""
        with self._reader.connect() as connection:
            return missing.stopped(connection, source, feed, tokens, rules)

    # --- voids --------------------------------------------------------------------------------------------------------

    def add_void(self, exam_id: int, reason: str, sealed_note: bytes, by: str) -> int | None:
        """Number of the void; None when the exam is void already."""
        with self._engine.begin() as connection:
            return voids.add(connection, exam_id, reason, sealed_note, by)

    def undo_void(self, void_id: int, sealed_note: bytes, by: str) -> bool:
        """Whether the void was active until now."""
        with self._engine.begin() as connection:
            return voids.undo(connection, void_id, sealed_note, by)

    def void_reasons(self, exam_ids: Sequence[int]) -> dict[int, str]:
        """Reason of those of the exams that are void by hand."""
        with self._reader.connect() as connection:
            return voids.reasons(connection, exam_ids)

    def voids(self, active: bool | None, before: int | None, limit: int) -> list[Mapping[str, Any]]:
        """Newest first, notes sealed."""
        with self._reader.connect() as connection:
            return voids.page(connection, active, before, limit)

    def void(self, void_id: int) -> dict[str, Any] | None:
        with self._reader.connect() as connection:
            return voids.one(connection, void_id)

    # --- requests -----------------------------------------------------------------------------------------------------

    def ask(self, kind: str, arguments: Mapping[str, Any], asked_by: str, sealed: bytes | None = None) -> int:
        """Write a request; returns its id. `sealed`: what the task needs beyond ids."""
        with self._engine.begin() as connection:
            return requests.ask(connection, kind, arguments, asked_by, sealed)

    def requests(self, state: str | None, before: int | None, limit: int) -> list[dict[str, Any]]:
        """Newest first, without what is sealed."""
        with self._reader.connect() as connection:
            return requests.page(connection, state, before, limit)

    def take_request(self, request_id: int) -> dict[str, Any] | None:
        """Take a waiting request for execution; None when another task took it."""
        with self._engine.begin() as connection:
            return requests.take(connection, request_id)

    def finish_request(self, request_id: int, state: str, result: Mapping[str, Any]) -> None:
        with self._engine.begin() as connection:
            requests.finish(connection, request_id, state, result)

    def request(self, request_id: int) -> dict[str, Any] | None:
        with self._reader.connect() as connection:
            return requests.one(connection, request_id)
