"""The ledger: what was planted in the demo hospital, and what a right line makes of it.

`demo/ledger.json` is one JSON object:

    seed, exams, today      what `build` was called with
    connections             source → {url, share[, id_key]}: what the line needs to reach it
    rows                    source → table → rows written
    feeds                   source → feed → rows the feed holds (what a first complete collection extracts)
    standing                [{source, feed, rule, rows, why}]: findings that follow from a vendor's ordinary form, not from a mistake:
                            every report of the endoscopy system is HTML (RP-01), the nuclear view masks identity numbers (ID-10) …
                            Planted rows are counted in too, so `rows` equals the findings of that rule in that feed except those that
                            `cases` adds for other forms.
    cases                   [case]: one planted mistake in one row of one canonical feed
    canaries                [canary]: identifiers that must be readable nowhere but in the demo hospital itself
    digests                 source → SHA-256 over every row written to it, in order; files are not part of it

A case:

    case       its number in the field notes of dirty data ("1" … "72"), or "<SOURCE>-<trap>" for a trap of one vendor
    source     RIS, UIS, EIS, PIS, NMIS, ECGIS
    feed       orders, exams, reports, files, images
    key        the row's natural key, parts joined by "|" (None: the key itself is missing)
    rule       the rule that speaks; None where the point is that none does and the value comes out right
    field      canonical column, or None
    outcome    loaded       in the store, no finding
               flagged      in the store with a finding; the value is kept as it is, or emptied
               corrected    in the store, the rule having put another value in its place (or another form, for comparison)
               quarantined  not in the store; kept sealed with rule, field and reason
               merged       a copy of another row
               deleted      in the store as a tombstone
               excluded     on purpose not in the store
    value      what the canonical field must hold afterwards, where that is the point; else None
               ("" stands for null)

No row carries two cases. Every row that no case names is clean: it is loaded, with no finding but the standing ones. (A case in the
exams feed says nothing about the same exam's row in another feed; where it also speaks there, that is another case.)

A canary: {person, name, pinyin, id_number, phone, card_no, his_pid, address, numbers: [...]}. `numbers` are the case, accession, visit,
order and local patient numbers that were given to the person.

`demo/people.tsv` is the truth of linkage, one line an exam: person, source, exam key, local patient key, identity number, all as
written but in clear; a person's lines in all sources belong together, and no two persons do.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

FEEDS = ("orders", "exams", "reports", "files", "images")
OUTCOMES = ("loaded", "flagged", "corrected", "quarantined", "merged", "deleted", "excluded")


@dataclass(frozen=True, slots=True)
class Case:
    """One planted mistake in one row of one feed; see the module's words."""

    case: str
    source: str
    feed: str
    key: str | None
    rule: str | None
    field: str | None
    outcome: str
    value: str | None = None


class Truth(NamedTuple):
    """One line of people.tsv."""

    person: int
    source: str
    exam_key: str
    patient_key: str
    id_number: str


@dataclass
class Ledger:
    """What `build` made. Written by `save`, read by `Ledger.read`."""

    home: Path
    seed: int
    exams: int
    today: date
    connections: dict[str, dict[str, str]] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)
    canaries: list[dict[str, Any]] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    feeds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _standing: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)

    def plant(self, case: Case) -> None:
        if case.outcome not in OUTCOMES or case.feed not in FEEDS:
            raise ValueError(f"case {case.case}: unknown outcome or feed")
        self.cases.append(case)

    def stands(self, source: str, feed: str, rule: str, why: str) -> None:
        """Count one finding that follows from the vendor's ordinary form."""
        self._standing[source, feed, rule, why] += 1

    @property
    def standing(self) -> list[dict[str, Any]]:
        return [
            {"source": source, "feed": feed, "rule": rule, "rows": rows, "why": why}
            for (source, feed, rule, why), rows in sorted(self._standing.items())
        ]

    def planted(self, *, source: str | None = None, feed: str | None = None, case: str | None = None) -> list[Case]:
        """The cases of a source, feed or case number."""
        return [
            c
            for c in self.cases
            if (source is None or c.source == source) and (feed is None or c.feed == feed) and (case is None or c.case == case)
        ]

    def canary_values(self) -> list[str]:
        """Every identifier of every canary: what a leak test searches for."""
        values: dict[str, None] = {}
        for canary in self.canaries:
            for name in ("name", "pinyin", "id_number", "phone", "card_no", "his_pid", "address"):
                values[canary[name]] = None
            values.update(dict.fromkeys(canary["numbers"]))
        return list(values)

    def people(self) -> Iterator[Truth]:
        """The truth of linkage, line by line."""
        with (self.home / "people.tsv").open(encoding="utf-8") as lines:
            next(lines)
            for line in lines:
                person, source, exam_key, patient_key, id_number = line.rstrip("\n").split("\t")
                yield Truth(int(person), source, exam_key, patient_key, id_number)

    def save(self) -> Path:
        """Write ledger.json; the same hospital gives the same bytes but for the paths in `connections`."""
        document = {
            "seed": self.seed,
            "exams": self.exams,
            "today": self.today.isoformat(),
            "connections": self.connections,
            "rows": {source: dict(counts) for source, counts in self.rows.items()},
            "feeds": {source: dict(counts) for source, counts in self.feeds.items()},
            "standing": self.standing,
            "cases": [asdict(c) for c in self.cases],
            "canaries": self.canaries,
            "digests": self.digests,
        }
        file = self.home / "ledger.json"
        file.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
        return file

    @classmethod
    def read(cls, home: Path) -> "Ledger":
        """The ledger of a hospital built before."""
        document = json.loads((home / "ledger.json").read_text(encoding="utf-8"))
        ledger = cls(home, document["seed"], document["exams"], date.fromisoformat(document["today"]))
        ledger.connections = document["connections"]
        ledger.cases = [Case(**c) for c in document["cases"]]
        ledger.canaries = document["canaries"]
        ledger.digests = document["digests"]
        for source, counts in document["rows"].items():
            ledger.rows[source].update(counts)
        for source, counts in document["feeds"].items():
            ledger.feeds[source].update(counts)
        for s in document["standing"]:
            ledger._standing[s["source"], s["feed"], s["rule"], s["why"]] = s["rows"]
        return ledger
