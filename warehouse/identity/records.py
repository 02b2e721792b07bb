"""What identity keeps of a person and of an exam's numbers, sealed, and the tokens that follow from it."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from warehouse.identity.normal import initials_of, is_han, normal_id, normal_name, pinyin_of, widen_id15
from warehouse.keys import Keyring

PURPOSE = "vault"
CUT_CHARS = 4  # a column that cuts names leaves at least these: shorter beginnings are other people's names
_NOT_LETTERS = re.compile("[^a-z]")
_BLANKS = re.compile(r"\s+")


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
        return json.dumps(vars(self), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

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
        return json.dumps(vars(self), ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "ExamNumbers":
        known = {f.name for f in fields(cls)}
        return cls(**{k: v for k, v in json.loads(raw).items() if k in known})


def merged(known: PatientRecord, read: PatientRecord) -> PatientRecord:
    """A source's record after reading it again. Feeds of one source know more or less of a patient: silence erases nothing, a verified
    name or number gives way only to another verified one, and a VIP stays one until a person lowers the flag (VP-02)."""
    changes: dict[str, object] = {"vip": known.vip or read.vip}
    if read.name and (read.name == known.name or read.name_verified or not (known.name and known.name_verified)):
        changes |= {"name": read.name, "name_verified": read.name_verified, "newborn": read.newborn, "pinyin": read.pinyin or known.pinyin}
    if read.id_number and (read.id_number == known.id_number or read.id_verified or not (known.id_number and known.id_verified)):
        changes |= {"id_number": read.id_number, "id_type": read.id_type, "id_verified": read.id_verified}
    for name in ("his_pid", "sex", "phones", "card_no", "address", "visit_no"):
        if getattr(read, name):
            changes[name] = getattr(read, name)
    if read.birth_date and not (known.birth_date or "").startswith(read.birth_date):  # a year alone does not replace its day
        changes["birth_date"] = read.birth_date
    return replace(known, **changes)


def record_hash(keyring: Keyring, content: bytes) -> str:
    """Hash of `PatientRecord.to_bytes`. Keyed, so that the hash of a known person cannot be looked for."""
    return keyring.mac("record-hash", content).hex()


def id_form(value: str) -> str:
    """An identity number as it is compared: normal form, 15 digits widened."""
    text = normal_id(value)
    return widen_id15(text) if len(text) == 15 and text.isascii() and text.isdigit() else text


def number_form(value: str) -> str:
    """Any other number as it is compared: half width, upper case, without blanks."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", value)).upper()


def pinyin_form(value: str) -> str:
    """Pinyin as it is compared: lower case letters alone."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", value).lower())


def pinyins(name: str, given: str | None) -> list[str]:
    """The readings of a name: of its characters, of a Latin name's words as written (ZHANG SAN), and the one its source gave."""
    normal = normal_name(name)
    written = normal if any(is_han(c) for c in normal) else name
    return list(dict.fromkeys(form for form in (pinyin_form(pinyin_of(written)), pinyin_form(given or "")) if len(form) > 1))


def initials_form(name: str) -> str:
    """First letters of a normal name: of each Chinese character, or of each Latin word."""
    if any(is_han(c) for c in name):
        return pinyin_form(initials_of(name))
    return pinyin_form("".join(word[0] for word in name.split()))


def tokens_of(keyring: Keyring, record: PatientRecord) -> Iterator[tuple[str, str]]:
    """(kind, token) pairs. Linking kinds: name, cut, pinyin, birth, sex, idno, his_pid, card, phone.

    An unverified name or number gets only search kinds (`name_u`, `pinyin_u`, `idno_u`), so that it can be found but never links.
    """
    yield from _name_tokens(keyring, record)
    number = id_form(record.id_number) if record.id_number else ""
    if number:
        yield ("idno" if record.id_verified else "idno_u"), keyring.token("idno", number)
    if record.birth_date and len(record.birth_date) == 10:
        yield "birth", keyring.token("birth", record.birth_date)
    if record.sex in ("1", "2"):
        yield "sex", keyring.token("sex", record.sex)
    for kind, value in (("his_pid", record.his_pid), ("card", record.card_no), ("visit", record.visit_no)):
        form = number_form(value) if value else ""
        if form:
            yield kind, keyring.token(kind, form)
    for phone in dict.fromkeys(record.phones):
        yield "phone", keyring.token("phone", phone)


def _name_tokens(keyring: Keyring, record: PatientRecord) -> Iterator[tuple[str, str]]:
    name = normal_name(record.name) if record.name else ""
    if not name:
        return
    suffix = "" if record.name_verified else "_u"
    yield "name" + suffix, keyring.token("name", name)
    for reading in pinyins(record.name or "", record.pinyin):
        yield "pinyin" + suffix, keyring.token("pinyin", reading)
    if initials_form(name):
        yield "initials", keyring.token("initials", initials_form(name))
    if record.name_verified and not record.newborn and any(is_han(c) for c in name):
        for length in range(CUT_CHARS, len(name)):
            yield "cut", keyring.token("name", name[:length])


def patient_token(keyring: Keyring, source: str, patient_key: str) -> str:
    return keyring.token("patient_key", f"{source}\x1f{patient_key}")


def key_token(keyring: Keyring, source: str, entity: str, key: str) -> str:
    return keyring.token("key", f"{source}\x1f{entity}\x1f{key}")
