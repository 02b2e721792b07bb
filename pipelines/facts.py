"""What the stores know beside the rows of a batch: the facts rules of scope `store` are told (quality/scoped/kinds.py).

Every look-up is by the batch's own keys and tokens, in portions; whoever is in the batch itself is counted from the batch, so that the
same batch tried again is told the same. No identifier leaves identity: tokens and counts only.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from pipelines.columns import values_of
from pipelines.judge import ENTITY, Judged
from pipelines.patients import records_of
from quality.feeds import Feed
from warehouse.analytics.store import AnalyticStore
from warehouse.analytics.stored import stored, tokens_in
from warehouse.identity.beside import Beside, Holders
from warehouse.identity.keymap import KeyEntry
from warehouse.identity.linking import PEOPLE
from warehouse.identity.records import PatientRecord, patient_token, tokens_of
from warehouse.identity.store import Identity
from warehouse.keys import Keyring
from warehouse.platform.store import Platform

TIMED = {  # where the time under a natural key is stored: table, its id, the time
    Feed.EXAMS: ("exam", "exam_id", "register_time"),
    Feed.ORDERS: ("exam_order", "order_id", "order_time"),
    Feed.REPORTS: ("report", "report_id", "report_time"),
}
EXAM_TIMES = ("exam_begin_time", "register_time", "receive_time", "send_time", "order_time", "report_time", "verify_time")
SEXES = ("1", "2")
SPELLINGS = ("name", "pinyin", "cut")  # names that share one of these differ by spelling at most


class Facts:
    """Facts of the rows at `positions` of a judged batch. `known`: what the key map has of the batch's keys.

    `departments`: those the source's declaration lists; none means that it has no dictionary.
    """

    def __init__(
        self, judged: Judged, positions: Sequence[int], known: Mapping[str, KeyEntry], identity: Identity, store: AnalyticStore,
        keyring: Keyring, platform: Platform, departments: frozenset[str],
    ) -> None:  # fmt: skip
        self._departments = departments
        self._judged, self._known = judged, known
        self._identity, self._store, self._keyring, self._platform = identity, store, keyring, platform
        self._rows = judged.frame.loc[list(positions)]
        self._keys = [judged.keys[i] or "" for i in positions]
        self._source, self._feed = judged.batch.source, judged.batch.feed

    def table(self, names: Collection[str]) -> pd.DataFrame:
        """One column for each fact, the rows' index."""
        makers: Mapping[str, Callable[[], list[Any]]] = {
            "patient": lambda: self._patients,
            "known_patient": self._known_patients,
            "known_time": lambda: self._under_key("time"),
            "accession_uses": self._accession_uses,
            "phone_people": self._phone_people,
            "idno_people": self._idno_people,
            "sexes_elsewhere": self._sexes_elsewhere,
            "exam_words": self._exam_words,
            "known_status": lambda: self._under_key("status"),
            "was_deleted": lambda: [(entry := self._known.get(key)) is not None and entry.deleted for key in self._keys],
            "order_time_elsewhere": self._order_times,
            "confirmed": self._confirmed,
        }
        return pd.DataFrame({name: pd.Series(makers[name](), index=self._rows.index, dtype="object") for name in sorted(names)})

    # --- the rows themselves ------------------------------------------------------------------------------------------

    @cached_property
    def _records(self) -> list[PatientRecord]:
        owners = values_of(self._rows["exam_key"]) if "exam_key" in self._rows else [None] * len(self._keys)
        return records_of(self._rows, [owner or key for owner, key in zip(owners, self._keys, strict=True)])

    @cached_property
    def _patients(self) -> list[str]:
        return [patient_token(self._keyring, self._source, record.patient_key) for record in self._records]

    @cached_property
    def _tokens(self) -> list[dict[str, set[str]]]:
        """Tokens of each row by kind, as identity will hold them."""
        of_row: list[dict[str, set[str]]] = []
        for record in self._records:
            kinds: dict[str, set[str]] = defaultdict(set)
            for kind, token in tokens_of(self._keyring, record):
                kinds[kind].add(token)
            of_row.append(kinds)
        return of_row

    def _of_kind(self, kind: str) -> list[str]:
        return sorted({token for tokens in self._tokens for token in tokens.get(kind, ())})

    def _beside(self, kind: str, kinds: Sequence[str]) -> tuple[Holders, dict[str, list[Beside]]]:
        """Holders of the rows' tokens: those in identity that are not in the batch, and those of the batch."""
        held = self._identity.holders(kind, self._of_kind(kind), kinds)
        here: dict[str, dict[str, Beside]] = defaultdict(dict)
        for patient, tokens in zip(self._patients, self._tokens, strict=True):
            for token in tokens.get(kind, ()):
                one = here[token].setdefault(patient, Beside(self._source, patient))
                for other in kinds:
                    one.tokens[other] |= tokens.get(other, set())
        batch = set(self._patients)
        others = {token: [b for b in held.of.get(token, ()) if b.patient not in batch] + list(own.values()) for token, own in here.items()}
        return held, others

    # --- under the same key -------------------------------------------------------------------------------------------

    def _ids(self) -> list[int | None]:
        """Surrogates of rows the stores have from before."""
        found = [self._known.get(key) for key in self._keys]
        return [entry.id if entry and entry.row_hash is not None else None for entry in found]

    @cached_property
    def _stored(self) -> dict[int, dict[str, Any]]:
        table, key, time = TIMED[self._feed]
        status = ("report_status",) if self._feed is Feed.REPORTS else ()
        columns = tuple(dict.fromkeys((key, "exam_id", time, *status)))
        found: dict[int, dict[str, Any]] = {}
        for part in stored(self._store, table, columns, key, [i for i in self._ids() if i is not None]):
            for row in part.to_pylist():
                found[int(row[key])] = {"exam": row["exam_id"], "time": row[time], "status": row.get("report_status")}
        return found

    def _under_key(self, name: str) -> list[Any]:
        return [self._stored[i][name] if i is not None and i in self._stored else None for i in self._ids()]

    def _known_patients(self) -> list[str | None]:
        exams = self._under_key("exam")
        of_exam = self._identity.patients_of([e for e in exams if e is not None])
        return [None if exam is None else of_exam.get(exam) for exam in exams]

    # --- numbers ------------------------------------------------------------------------------------------------------

    def _accession_uses(self) -> list[list[tuple[str, Any]]]:
        tokens = [self._keyring.token("accession", n) if n else None for n in values_of(self._rows["accession_no"])]
        here = {entry.id for key in self._judged.keys if key and (entry := self._known.get(key))}
        found: dict[str, list[int]] = defaultdict(list)
        for token, exam in tokens_in(self._store, "accession", [t for t in tokens if t]):
            if exam not in here:
                found[token].append(exam)
        exams = [exam for ids in found.values() for exam in ids]
        facts = self._exams(exams, EXAM_TIMES)
        patients = self._identity.patients_of(exams)
        uses: dict[str, list[tuple[str, Any]]] = defaultdict(list)
        for token, ids in found.items():
            for exam in ids:
                if exam in facts and facts[exam]["source"] == self._source and exam in patients:
                    uses[token].append((patients[exam], next((t for n in EXAM_TIMES if (t := facts[exam][n])), None)))
        return [list(uses.get(token or "", ())) for token in tokens]

    def _exams(self, exam_ids: Iterable[int], columns: Sequence[str]) -> dict[int, dict[str, Any]]:
        names = ("exam_id", "source", *columns)
        return {int(row["exam_id"]): row for p in stored(self._store, "exam", names, "exam_id", list(exam_ids)) for row in p.to_pylist()}

    def _order_times(self) -> list[Any]:
        """The time another source gives for the same order number; the earliest where several do."""
        tokens = [self._keyring.token("order", n) if n else None for n in values_of(self._rows["order_no"])]
        pairs = tokens_in(self._store, "order", [t for t in tokens if t])
        facts = self._exams({exam for _, exam in pairs}, ("order_time",))
        times: dict[str, Any] = {}
        for token, exam in pairs:
            found = facts.get(exam)
            if found and found["source"] != self._source and found["order_time"]:
                times[token] = min(times.get(token, found["order_time"]), found["order_time"])
        return [times.get(token or "") for token in tokens]

    def _phone_people(self) -> list[int]:
        held, beside = self._beside("phone", ("name",))
        people = {token: len({name for b in ones for name in b.tokens["name"]}) for token, ones in beside.items()}
        people |= dict.fromkeys(held.weak, PEOPLE + 1)
        return [max((people.get(token, 0) for token in tokens.get("phone", ())), default=0) for tokens in self._tokens]

    def _idno_people(self) -> list[int]:
        held, beside = self._beside("idno", SPELLINGS)
        people = {token: _people(ones) for token, ones in beside.items()} | dict.fromkeys(held.weak, PEOPLE + 1)
        return [max((people.get(token, 0) for token in tokens.get("idno", ())), default=0) for tokens in self._tokens]

    def _sexes_elsewhere(self) -> list[list[str]]:
        sexes = {self._keyring.token("sex", sex): sex for sex in SEXES}
        found: list[set[str]] = [set() for _ in self._tokens]
        for kind in ("his_pid", "idno"):
            held = self._identity.holders(kind, self._of_kind(kind), ("name", "sex"), self._source)
            for said, tokens in zip(found, self._tokens, strict=True):
                for one in (b for token in tokens.get(kind, ()) for b in held.of.get(token, ())):
                    if one.tokens["name"] & tokens.get("name", set()):
                        said.update(sexes[token] for token in one.tokens["sex"])
        return [sorted(said) for said in found]

    # --- exams and dictionaries ---------------------------------------------------------------------------------------

    def _exam_words(self) -> list[str | None]:
        keys = values_of(self._rows["exam_key"])
        known = self._identity.known(self._source, ENTITY[Feed.EXAMS], sorted({key for key in keys if key}))
        facts = self._exams([entry.id for entry in known.values()], ("item", "body_part"))
        words: dict[int, str] = {exam: " ".join(filter(None, (row["item"], row["body_part"]))) for exam, row in facts.items()}
        return [words.get(known[key].id) if key in known else None for key in keys]

    def _confirmed(self) -> list[bool | None]:
        values = values_of(self._rows["request_dept"])
        if not self._departments:
            return [None] * len(values)
        states = self._platform.dictionary(self._source, "request_dept", sorted({v for v in values if v} - self._departments))
        return [None if v is None else v in self._departments or states.get(v) == "confirmed" for v in values]


def _people(ones: Sequence[Beside]) -> int:
    """How many different people the names of some identities are: those that share a spelling, a reading or a beginning are one."""
    groups: list[set[str]] = []
    for one in ones:
        words = {f"{kind}:{token}" for kind in SPELLINGS for token in one.tokens[kind]} | {f"cut:{t}" for t in one.tokens["name"]}
        if not one.tokens["name"]:
            continue
        near = [group for group in groups if group & words]
        groups = [group for group in groups if not group & words] + [words.union(*near)]
    return len(groups)
