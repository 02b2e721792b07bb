"""Beyond one row: rules that ask the stores, batches that fail as a whole, and shares of codes that move from day to day."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import pandas as pd

from pipelines.declaration import Source
from pipelines.facts import Facts
from pipelines.judge import Fate, Judged
from pipelines.plans import Plan
from pipelines.stopped import tokens_of
from quality import rules
from quality.feeds import Feed
from quality.scoped import judge as scoped
from quality.scoped import mass, shares
from settings import Settings
from warehouse.analytics.store import AnalyticStore
from warehouse.errors import Misconfigured
from warehouse.identity.keymap import KeyEntry
from warehouse.identity.store import Identity
from warehouse.keys import Keyring
from warehouse.platform.shares import Entry
from warehouse.platform.store import Platform

ENDING = "quarantine"
RUNS_REMEMBERED = 32
DEPARTMENT = "request_dept"
UNCONFIRMED = "CD-04"
FETCHED_AGAIN = ("FL-01", "FL-02", "FL-03")  # files that were missing, unfinished or of another type: a later look may find them whole
LATE = "FL-07"


class Beyond:
    """One line's look beyond the row. What a run has stopped so far is kept in memory: a run is carried by one process."""

    def __init__(self, settings: Settings, identity: Identity, store: AnalyticStore, keyring: Keyring, platform: Platform) -> None:
        self._settings, self._identity, self._store = settings, identity, store
        self._keyring, self._platform = keyring, platform
        self._runs: dict[str, tuple[Counter[tuple[str, str]], int]] = {}

    def judge(self, judged: Judged, source: Source, known: Mapping[str, KeyEntry], earlier: Plan | None, waive: bool) -> list[scoped.Noted]:
        """Add what the rules over the stores find on rows to be loaded. An `earlier` try is followed: it has changed the facts."""
        feed, positions = judged.batch.feed, judged.at(Fate.LOADED)
        if not positions or not scoped.asked(feed):
            return []
        rows = judged.frame.loc[positions]
        if earlier is not None:
            found = scoped.remembered(feed, rows, earlier.noted)
        else:
            departments = frozenset(source.departments)
            facts = Facts(judged, positions, known, self._identity, self._store, self._keyring, self._platform, departments)
            found = scoped.judge(feed, rows, facts.table(scoped.facts_for(feed)))
        if len(found.findings):
            judged.findings = pd.concat([judged.findings, found.findings], ignore_index=True) if len(judged.findings) else found.findings
        for i in () if waive else found.stopped:
            judged.fates[i] = Fate.QUARANTINED
            judged.corrected.discard(i)
        return found.noted

    def examined(self, judged: Judged, guarded: bool) -> None:
        """The files of a batch were looked at: `check` them when `guarded`; mark those that are there after having been missing."""
        if guarded:
            self.check(judged)
        batch, tokens = judged.batch, tokens_of(judged, self._keyring)
        there = judged.at(Fate.LOADED)
        waited = self._platform.stopped_tokens(batch.source, batch.feed.value, [tokens[i] for i in there], FETCHED_AGAIN)
        for i in there:
            if tokens[i] in waited:
                judged.flag(i, rules.by_id(LATE), "path")

    def check(self, judged: Judged) -> None:
        """Misconfigured: one rule has stopped so much of the run so far that no row of this batch may be taken or kept."""
        run_id = judged.batch.run_id
        before, rows = self._runs.get(run_id, (Counter[tuple[str, str]](), 0))
        stopped, rows = before + _stopped(judged), rows + len(judged.fates)
        told = mass.failure(stopped, rows, self._settings.mass_failure_share, self._settings.mass_failure_rows)
        if told is not None:
            raise Misconfigured(told.words(f"{judged.batch.source}.{judged.batch.feed.value}"), told.advice())
        while len(self._runs) >= RUNS_REMEMBERED:
            self._runs.pop(next(iter(self._runs)))
        self._runs[run_id] = stopped, rows

    def entries(self, judged: Judged) -> list[Entry]:
        """Values the source's dictionary does not have: they enter it unconfirmed."""
        rows = judged.findings.loc[judged.findings["rule"] == UNCONFIRMED, "row"] if len(judged.findings) else ()
        values = {str(judged.frame.at[int(row), DEPARTMENT]) for row in rows}
        return [Entry(judged.batch.source, DEPARTMENT, value) for value in sorted(values)]

    def codes(self, judged: Judged) -> dict[tuple[str, str], int]:
        """Loaded rows by (field, code), of the fields whose shares are compared."""
        positions = judged.at(Fate.LOADED)
        counts: dict[tuple[str, str], int] = {}
        for _, column in scoped.shares_asked(judged.batch.feed) if positions else ():
            values = judged.frame.loc[positions, column].astype(object)
            for code, rows in values.where(values.notna(), "").value_counts().items():
                counts[column, str(code)] = int(rows)
        return counts

    def compare_shares(self, run_id: str, source: str, feed: Feed, day: str) -> list[shares.Moved]:
        """Warnings of the run: codes whose share of the day's rows is another than the day before (CD-02). No row is touched."""
        asked: Sequence[str] = [column for _, column in scoped.shares_asked(feed)]
        if not asked:
            return []
        before, after = self._platform.shares(source, feed.value, day)
        found = [
            warning
            for rule, column in scoped.shares_asked(feed)
            for warning in shares.moved(rule, column, before.get(column, {}), after.get(column, {}))
        ]
        self._platform.warn(run_id, [asdict(warning) for warning in found])
        return found


def _stopped(judged: Judged) -> Counter[tuple[str, str]]:
    """Quarantined rows by the (rule, field) that stopped them."""
    stopped = {i for i, fate in enumerate(judged.fates) if fate is Fate.QUARANTINED}
    findings = judged.findings
    if not stopped or not len(findings):
        return Counter()
    ending = findings[(findings["action"] == ENDING) & findings["row"].isin(list(stopped))]
    rows = {(str(rule), str(field), int(row)) for rule, field, row in zip(ending["rule"], ending["field"], ending["row"], strict=True)}
    return Counter((rule, field) for rule, field, _ in rows)
