"""What identity keeps of a person and of an exam's numbers, sealed, and the tokens that follow from it."""

import hmac
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields

from warehouse.identity.normal import initials_of, normal_name, pinyin_of
from warehouse.keys import Keyring

PURPOSE = "vault"
SHORT_PREFIX = 2  # characters of the name2 token


@dataclass(frozen=True)
class PatientRecord:
    """One source's record of a person, values already normalised by the rules. Flags say what may be used for linking."""

    patient_key: str
    his_pid: str | None = None
    name: str | None = None
    pinyin: str | None = None
    sex: str | None = None
    birth_date: str | None = None
    id_number: str | None = None
    id_type: str | None = None
    phones: tuple[str, ...] = ()
    card_no: str | None = None
    address: str | None = None
    visit_no: str | None = None
    id_verified: bool = False
    name_verified: bool = True
    newborn: bool = False
    vip: bool = False

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "PatientRecord":
        """Fields a newer version added take their defaults; yesterday's record opens today."""
        known = {f.name for f in fields(cls)}
        values = {k: v for k, v in json.loads(raw).items() if k in known}
        values["phones"] = tuple(values.get("phones", ()))
        return cls(**values)


@dataclass(frozen=True)
class ExamNumbers:
    """The numbers an exam is known by at its source; sealed in the key map."""

    key: str
    accession: str | None = None
    visit: str | None = None
    case: str | None = None
    order: str | None = None

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "ExamNumbers":
        return cls(**json.loads(raw))


def record_hash(keyring: Keyring, record: PatientRecord) -> str:
    """Keyed, so that the hash of a known person cannot be looked for."""
    return hmac.digest(keyring.derive("record-hash"), record.to_bytes(), "sha256").hex()


def tokens_of(keyring: Keyring, record: PatientRecord) -> Iterator[tuple[str, str]]:
    """(kind, token) pairs. Linking kinds: name, pinyin, name2, birth, sex, idno, idno_type, his_pid, card, phone.

    An unverified name or number gets only search kinds (`name_u`, `idno_u`), so that it can be found but never links.
    """
    name = normal_name(record.name) if record.name else ""
    if name:
        if record.name_verified:
            yield "name", keyring.token("name", name)
            yield "pinyin", keyring.token("pinyin", pinyin_of(name))
            yield "name2", keyring.token("name2", name[:SHORT_PREFIX])
        else:
            yield "name_u", keyring.token("name", name)
            yield "pinyin_u", keyring.token("pinyin", pinyin_of(name))
        yield "initials", keyring.token("initials", initials_of(name))
    if record.id_number:
        yield ("idno" if record.id_verified else "idno_u"), keyring.token("idno", record.id_number)
    if record.birth_date and len(record.birth_date) == 10:
        yield "birth", keyring.token("birth", record.birth_date)
    if record.sex in ("1", "2"):
        yield "sex", keyring.token("sex", record.sex)
    for kind, value in (("his_pid", record.his_pid), ("card", record.card_no)):
        if value:
            yield kind, keyring.token(kind, value)
    for phone in record.phones:
        yield "phone", keyring.token("phone", phone)


def patient_token(keyring: Keyring, source: str, patient_key: str) -> str:
    return keyring.token("patient_key", f"{source}\x1f{patient_key}")


def key_token(keyring: Keyring, source: str, entity: str, key: str) -> str:
    return keyring.token("key", f"{source}\x1f{entity}\x1f{key}")
