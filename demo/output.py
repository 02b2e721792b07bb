"""What every department writes to: its database, the ledger, the truth about people, its share."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TextIO

from demo.database import Database
from demo.exams import REPORTED, Exam
from demo.files.share import Share
from demo.ledger import Case, Ledger


def stamp(at: datetime | None) -> str | None:
    """'YYYY-MM-DD HH:MM:SS', as Oracle DATE and SQL Server datetime come out of the SQLite doubles."""
    return f"{at:%Y-%m-%d %H:%M:%S}" if at else None


@dataclass
class Output:
    """One source's way out. `numbers`: canary's index → the local numbers given to them; `last_number`: the newest clean record's;
    `always_corrected`: feeds whose every row a rule changes, so that a row with another mistake is corrected as well."""

    source: str
    database: Database
    ledger: Ledger
    share: Share
    truth: TextIO
    numbers: dict[int, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    always_corrected: tuple[str, ...] = ()
    last_number: str | None = None
    _seen: set[str] = field(default_factory=set)

    def first_time(self, patient_key: str) -> bool:
        """Whether this patient number has not been written yet."""
        if patient_key in self._seen:
            return False
        self._seen.add(patient_key)
        return True

    def enter(self, exam: Exam, keys: Mapping[str, Sequence[str | None]], patient_key: str, id_number: str | None) -> None:
        """Count the exam's rows (feed → natural keys), note whose it is, and enter what was planted in it."""
        for feed, rows in keys.items():
            self.ledger.feeds[self.source][feed] += len(rows)
        for key in keys["exams"][:1]:
            self.truth.write(f"{exam.person.index}\t{self.source}\t{key or ''}\t{patient_key}\t{id_number or ''}\n")
        if exam.dirt is None:
            return
        kind = exam.dirt.kind
        value = self.value_of(exam)
        for feed in kind.feeds:
            for key in keys.get(feed, ()):
                outcome = kind.outcome
                if feed in self.always_corrected and outcome in ("loaded", "flagged"):
                    outcome = "corrected"
                self.ledger.plant(Case(kind.case, self.source, feed, key, kind.rule, kind.field, outcome, value))

    @staticmethod
    def value_of(exam: Exam) -> str | None:
        """What the canonical field must come to, where the case is about that."""
        name = exam.spoiled
        if name == "patient_source":
            return exam.patient_class
        if name == "birth_year":
            return f"{exam.person.birth.year}"
        if name in ("id_form", "id_15"):
            return exam.person.id_number
        if name == "sex_conflict":
            return exam.person.sex
        return exam.dirt.kind.value if exam.dirt else None

    def stands(self, exam: Exam, keys: Mapping[str, Sequence[str | None]], feeds: Sequence[str], rule: str, why: str) -> None:
        """Count a finding every such row has, in the feeds given."""
        for feed in feeds:
            for _ in keys.get(feed, ()):
                self.ledger.stands(self.source, feed, rule, why)

    def note_numbers(self, exam: Exam, *values: str | None) -> None:
        """Remember the numbers a canary was given."""
        if exam.person.canary:
            self.numbers[exam.person.index].update(dict.fromkeys(v.strip() for v in values if v))


def findings_of(exam: Exam) -> str | None:
    """The findings as dictated; a canary's text names the person and a telephone, as texts do that nobody has cleaned."""
    if exam.stage < REPORTED:
        return None
    if exam.person.canary:
        return f"{exam.words.findings}患者{exam.person.name}，联系电话{exam.person.phone}，已当面告知。"
    if exam.ordinal % 29 == 0 and exam.dirt is None:
        return f"{exam.words.findings}与患者{exam.person.name}前次检查比较无明显变化。"
    return exam.words.findings
