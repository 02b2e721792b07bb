"""Which bucket an object goes into: a template over its source, modality and year. It holds for new objects; old ones stay where they are.

Nothing of a content's own words gets into a bucket's name: a modality counts only when the code table knows it, a year only as a number.
"""

import io
import re
import string
from datetime import datetime

from pydicom.filereader import read_partial

from warehouse.archive.media import DICOM
from warehouse.archive.store import Origin
from warehouse.codes.tables import CODE_CHARS, table
from warehouse.errors import Misconfigured

FIELDS = {"source", "modality", "year"}
OTHER = "other"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")  # a stricter part of the S3 rules: no dots, for certificates do not cover them
FIRST_YEAR = 1970  # before digital imaging a date is a mistake
MODALITY_TAG = 0x00080060


class Buckets:
    """A template such as `lightbox-{source}-{year}`. Misconfigured: an unknown field, or a name that S3 would not take."""

    def __init__(self, template: str) -> None:
        try:
            asked = {field for _, field, _, _ in string.Formatter().parse(template) if field is not None}
            unknown = asked - FIELDS
            longest = "" if unknown else template.format(source="x" * CODE_CHARS, modality="x" * CODE_CHARS, year="2000")
        except ValueError:
            unknown, longest = {"?"}, ""
        if unknown or not NAME.fullmatch(longest):
            raise Misconfigured(
                "LIGHTBOX_ARCHIVE_BUCKET is no template of bucket names",
                "use lower-case letters, digits, '-', {source}, {modality} and {year}; at most 63 characters when filled",
            )
        self._template = template

    def of(self, origin: Origin) -> str:
        """The bucket of an object. What is not known: source and modality `other`, the year it arrives."""
        year = origin.year or datetime.now().year
        return self._template.format(source=_word(origin.source), modality=_word(origin.modality), year=year)


def _word(value: str | None) -> str:
    return re.sub(r"[^a-z0-9]+", "-", (value or OTHER).lower()).strip("-")[:CODE_CHARS].rstrip("-") or OTHER


def with_content(origin: Origin, media_type: str, head: bytes) -> Origin:
    """What the first bytes of a DICOM object tell (Modality, Study Date; PS3.3 C.7.3.1, C.7.2.1) where the caller knows nothing."""
    if media_type != DICOM or (origin.modality and origin.year):
        return origin
    try:
        data = read_partial(io.BytesIO(head), stop_when=lambda tag, _vr, _length: tag > MODALITY_TAG)
        modality, date = str(data.get("Modality", "")), str(data.get("StudyDate", ""))
    except Exception:  # a reader of foreign formats raises anything, with the value in its text: nothing is known then
        return origin
    year = int(date[:4]) if re.fullmatch(r"\d{8}", date, re.ASCII) else 0
    return Origin(
        origin.source,
        origin.modality or (modality if modality in table("modality") else None),
        origin.year or (year if FIRST_YEAR <= year <= datetime.now().year + 1 else None),
    )
