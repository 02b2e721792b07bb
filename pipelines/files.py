"""Files of a batch: looked at before anything is stored, then streamed into the archive.

A file that is missing, empty, cut, of another type than its row says, or that changes while it is read, is quarantined with its rule;
nothing of its content is told.
"""

import os
from collections.abc import Mapping
from typing import Any, BinaryIO

from pydicom import dcmread
from pydicom.dataset import Dataset

from pipelines.judge import Fate, Judged
from pipelines.servers import Absence, ShareFile, Unsettled
from pipelines.shares import Share
from quality import rules
from warehouse.archive.archive import Archive
from warehouse.archive.media import DICOM, EDF, HEAD_BYTES, JPEG, PDF, XML, sniff
from warehouse.archive.store import Origin

MEDIA = {
    "RPT_PDF": {PDF}, "RPT_JPG": {JPEG}, "IMG_JPG": {JPEG}, "IMG_DCM": {DICOM}, "SR": {DICOM}, "AECG": {XML}, "EDF": {EDF},
}  # fmt: skip
TAIL_BYTES = 1024
UNSETTLED = "FL-03"
ENDS = {PDF: b"%%EOF", JPEG: b"\xff\xd9"}
UIDS = {"study_uid": "StudyInstanceUID", "series_uid": "SeriesInstanceUID", "sop_uid": "SOPInstanceUID"}


def examine(judged: Judged, share: Share, max_bytes: int) -> dict[int, ShareFile]:
    """Find and look into the file of each row to be loaded; quarantine the rows whose file cannot be taken."""
    found: dict[int, ShareFile] = {}
    for i in judged.at(Fate.LOADED):
        file = share.find(str(judged.frame.at[i, "path"]))
        if isinstance(file, Absence):
            _stop(judged, i, file.value)
            continue
        try:
            with share.open(file) as stream:
                problem = _problem(stream, file, str(judged.frame.at[i, "kind"]), max_bytes)
        except Unsettled:
            problem = UNSETTLED
        if problem is None:
            found[i] = file
        else:
            _stop(judged, i, problem)
    return found


def _stop(judged: Judged, position: int, rule_id: str) -> None:
    rule = rules.by_id(rule_id)
    judged.stop(position, rule.id, rule.severity, "path", rule.zh)


def _problem(stream: BinaryIO, file: ShareFile, kind: str, max_bytes: int) -> str | None:
    """The rule a file breaks, by its first and last bytes; None when it can be taken."""
    if file.bytes == 0:
        return "FL-03"
    if file.bytes > max_bytes:
        return "FL-02"
    head = stream.read(HEAD_BYTES)
    stream.seek(max(0, file.bytes - TAIL_BYTES), os.SEEK_SET)
    tail = stream.read(TAIL_BYTES)
    media = sniff(head)
    if media not in MEDIA.get(kind, {media}):
        return "FL-02"
    end = ENDS.get(media)
    return "FL-03" if end is not None and end not in tail else None


def archive(judged: Judged, share: Share, found: Mapping[int, ShareFile], store: Archive, max_bytes: int) -> dict[int, dict[str, Any]]:
    """Stream each file into the archive; what became of it: object, size, media type and, for DICOM, its UIDs.

    A file that changes on the way is stopped; nothing of it is kept.
    """
    facts: dict[int, dict[str, Any]] = {}
    for i, file in found.items():
        try:
            with share.open(file) as stream:
                accepted = store.accept(stream, max_bytes=max_bytes, origin=Origin(judged.batch.source))
        except Unsettled:
            _stop(judged, i, UNSETTLED)
            continue
        facts[i] = {"object_id": accepted.object_id, "bytes": accepted.bytes, "media_type": accepted.media_type}
        if accepted.media_type == DICOM:
            with store.open(accepted.object_id) as kept:
                facts[i] |= uids(kept)
    return facts


def uids(stream: BinaryIO) -> dict[str, str | None]:
    """Study, series and instance UID of a DICOM file; None where it has none. Its other attributes are not read."""
    try:
        header: Dataset = dcmread(stream, stop_before_pixels=True, specific_tags=list(UIDS.values()), force=False)
        return {name: str(header.get(keyword)) if header.get(keyword) else None for name, keyword in UIDS.items()}
    except Exception:  # a reader of foreign formats raises anything, with the value in its text: the file stays without UIDs
        return dict.fromkeys(UIDS)
