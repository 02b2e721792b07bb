"""What is planted: each kind of mistake, where, how often, and what a right line makes of it.

The counts are those of 3,000 exams and grow and shrink with the hospital. An exam carries at most one mistake, and its person visits
that department only once, so that a mistake in a patient record spoils one exam and not five.
"""

from dataclasses import dataclass
from random import Random

PERSON = ("orders", "exams", "reports")  # feeds that carry the patient's particulars
EXAM = ("exams",)
REPORT = ("reports",)
MAX_SCALE = 20.0
# Of a small hospital's exams at most this share is spoiled; kinds at the end of the list then stay away.
_MOST = 0.7


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mistake in one source. `name` selects the hand that makes it; the rest is what the ledger says of it.

    `feeds`: where the rule speaks. `count` is for 3,000 exams; `least`: even in a small hospital (one or two share no telephone).
    """

    source: str
    case: str
    name: str
    count: int
    rule: str | None
    outcome: str
    field: str | None
    feeds: tuple[str, ...] = PERSON
    value: str | None = None
    least: int = 1


@dataclass(frozen=True, slots=True)
class Dirt:
    """One planted mistake: its kind and its number among its kind (0, 1, …), by which hands vary the form."""

    kind: Kind
    number: int


KINDS: tuple[Kind, ...] = (
    # --- RIS ---------------------------------------------------------------------------------------------------------
    Kind("RIS", "1", "id_form", 12, "ID-08", "corrected", "id_number"),
    Kind("RIS", "2", "id_15", 8, "ID-06", "corrected", "id_number"),
    Kind("RIS", "3", "id_check", 8, "ID-02", "flagged", "id_number"),
    Kind("RIS", "4", "id_placeholder", 8, "ID-05", "flagged", "id_number"),
    Kind("RIS", "16", "test_patient", 5, "NM-05", "excluded", "name"),
    Kind("RIS", "17", "phones", 20, "PH-02", "corrected", "phone"),
    Kind("RIS", "20", "patient_source", 6, None, "loaded", "patient_class", ("orders", "exams")),
    Kind("RIS", "21", "sex_conflict", 6, "ID-04", "corrected", "sex"),
    Kind("RIS", "23", "birth_1900", 6, "DT-02", "flagged", "birth_date"),
    Kind("RIS", "24", "verified_first", 10, "DT-05", "flagged", "verify_time", ("exams", "reports")),
    Kind("RIS", "28", "next_year", 4, "DT-03", "quarantined", "exam_end_time", EXAM),
    Kind("RIS", "50", "soft_delete", 10, "LC-01", "deleted", None),
    Kind("RIS", "14", "lost_character", 4, "NM-04", "flagged", "name"),
    Kind("RIS", "11", "middle_dot", 3, "NM-01", "corrected", "name"),
    Kind("RIS", "9", "foreigner", 6, "ID-07", "corrected", "id_type"),
    Kind("RIS", "RIS-8", "sentinel_time", 6, "DT-02", "flagged", "exam_end_time", EXAM),
    Kind("RIS", "RIS-10", "control_characters", 5, "CS-04", "corrected", "conclusion", REPORT),
    Kind("RIS", "CS-01", "invalid_bytes", 3, "CS-01", "quarantined", "findings", REPORT),
    Kind("RIS", "RP-05", "no_conclusion", 3, "RP-05", "quarantined", "report_status", REPORT),
    Kind("RIS", "CD-01", "unknown_modality", 2, "CD-01", "quarantined", "exam_category", ("orders", "exams")),
    Kind("RIS", "48", "path_escape", 2, "FL-06", "quarantined", "path", ("files",)),
    Kind("RIS", "FL-01", "file_missing", 3, "FL-01", "quarantined", "path", ("files",)),
    Kind("RIS", "18", "shared_phone", 12, "PH-04", "flagged", "phone", least=8),
    Kind("RIS", "32", "accession_again", 4, "KY-02", "flagged", "accession_no", EXAM),
    Kind("RIS", "5", "newborn", 4, "NM-06", "flagged", "id_number"),
    Kind("RIS", "72", "closed_ward", 4, "CD-04", "flagged", "request_dept", ("orders", "exams")),
    Kind("RIS", "RP-04", "other_side", 3, "RP-04", "flagged", "conclusion", REPORT),
    # --- UIS ---------------------------------------------------------------------------------------------------------
    Kind("UIS", "1", "id_form", 6, "ID-08", "corrected", "id_number"),
    Kind("UIS", "3", "id_check", 6, "ID-02", "flagged", "id_number"),
    Kind("UIS", "4", "id_placeholder", 6, "ID-05", "flagged", "id_number"),
    Kind("UIS", "16", "test_patient", 4, "NM-05", "excluded", "name"),
    Kind("UIS", "20", "patient_source", 8, None, "loaded", "patient_class", ("orders", "exams")),
    Kind("UIS", "21", "sex_conflict", 5, "ID-04", "corrected", "sex"),
    Kind("UIS", "23", "birth_1900", 5, "DT-02", "flagged", "birth_date"),
    Kind("UIS", "65", "sex_organ", 4, "RP-03", "flagged", "body_part", EXAM),
    Kind("UIS", "66", "not_filled", 8, None, "loaded", "positive", REPORT, "9"),
    Kind("UIS", "67", "critical_no_text", 5, "CD-01", "corrected", "critical_text", REPORT, "（未填）"),
    Kind("UIS", "25", "minute_rounded", 6, "DT-08", "flagged", "exam_begin_time", EXAM),
    Kind("UIS", "14", "lost_character", 3, "NM-04", "flagged", "name"),
    Kind("UIS", "UIS-4", "id_cut", 4, "ID-01", "corrected", "id_number"),
    Kind("UIS", "CD-01", "unknown_grade", 3, "CD-01", "flagged", "image_grade", EXAM),
    Kind("UIS", "5", "newborn", 3, "NM-06", "flagged", "id_number"),
    # These speak of what another source holds: of the two rows the one read later is met.
    Kind("UIS", "ID-09", "borrowed_number", 3, "ID-09", "flagged", "id_number"),
    Kind("UIS", "SX-02", "other_sex", 3, "SX-02", "flagged", "sex"),
    Kind("UIS", "31", "utc_clock", 3, "DT-07", "flagged", "order_time", ("orders", "exams")),
    # --- EIS ---------------------------------------------------------------------------------------------------------
    Kind("EIS", "3", "id_check", 4, "ID-02", "flagged", "id_number"),
    Kind("EIS", "4", "id_placeholder", 4, "ID-05", "flagged", "id_number"),
    Kind("EIS", "12", "name_blanks", 5, "NM-02", "corrected", "name"),
    Kind("EIS", "16", "test_patient", 2, "NM-05", "excluded", "name"),
    Kind("EIS", "22", "birth_year", 4, None, "loaded", "birth_date", PERSON),
    Kind("EIS", "30", "seconds", 6, "DT-06", "corrected", "exam_begin_time", EXAM),
    Kind("EIS", "45", "html_for_pdf", 4, "FL-02", "quarantined", "path", ("files",)),
    Kind("EIS", "45", "cut_pdf", 3, "FL-03", "quarantined", "path", ("files",)),
    Kind("EIS", "45", "empty_jpg", 3, "FL-03", "quarantined", "path", ("images",)),
    Kind("EIS", "64", "script", 4, "RP-01", "corrected", "findings", REPORT),
    Kind("EIS", "21", "sex_conflict", 3, "ID-04", "corrected", "sex"),
    Kind("EIS", "22", "birth_unreadable", 4, "DT-01", "flagged", "birth_date", PERSON),
    Kind("EIS", "50", "deleted_status", 3, "LC-01", "deleted", None),
    Kind("EIS", "EIS-3", "not_yet", 4, "DT-02", "flagged", "print_time", ("exams", "reports")),
    Kind("EIS", "EIS-4", "double_encoded", 3, "CS-03", "corrected", "name"),
    Kind("EIS", "70", "plain_id", 3, None, "loaded", "id_number"),
    # --- PIS ---------------------------------------------------------------------------------------------------------
    Kind("PIS", "2", "id_15", 6, "ID-06", "corrected", "id_number"),
    Kind("PIS", "12", "name_blanks", 4, "NM-02", "corrected", "name"),
    Kind("PIS", "13", "name_suffix", 6, "NM-03", "corrected", "name"),
    Kind("PIS", "19", "zero_is_woman", 6, None, "loaded", "sex", PERSON, "2"),
    Kind("PIS", "3", "id_check", 4, "ID-02", "flagged", "id_number"),
    Kind("PIS", "4", "id_placeholder", 4, "ID-05", "flagged", "id_number"),
    Kind("PIS", "16", "test_patient", 2, "NM-05", "excluded", "name"),
    Kind("PIS", "21", "sex_conflict", 3, "ID-04", "corrected", "sex"),
    Kind("PIS", "PIS-3", "midnight", 3, "DT-05", "flagged", "receive_time", EXAM),
    # --- NMIS --------------------------------------------------------------------------------------------------------
    Kind("NMIS", "29", "words_for_times", 6, "DT-02", "flagged", "print_time", ("exams", "reports")),
    Kind("NMIS", "33", "twice", 4, "KY-03", "merged", None),
    Kind("NMIS", "16", "test_patient", 1, "NM-05", "excluded", "name"),
    Kind("NMIS", "4", "id_placeholder", 2, "ID-05", "flagged", "id_number"),
    Kind("NMIS", "NMIS-RAI", "treatment", 5, "CD-05", "excluded", "exam_category", ("orders", "exams")),
    Kind("NMIS", "NMIS-9", "typed_line_ends", 4, "CS-04", "corrected", "conclusion", REPORT),
    Kind("NMIS", "NMIS-10", "star", 3, "NM-07", "corrected", "name"),
    Kind("NMIS", "KY-01", "no_key", 2, "KY-01", "quarantined", "key"),
    # --- ECGIS -------------------------------------------------------------------------------------------------------
    Kind("ECGIS", "3", "id_check", 4, "ID-02", "flagged", "id_number"),
    Kind("ECGIS", "4", "id_placeholder", 4, "ID-05", "flagged", "id_number"),
    Kind("ECGIS", "15", "nameless", 3, "NM-05", "quarantined", "name"),
    Kind("ECGIS", "16", "test_patient", 4, "NM-05", "excluded", "name"),
    Kind("ECGIS", "21", "sex_conflict", 3, "ID-04", "corrected", "sex"),
    Kind("ECGIS", "28", "next_year", 4, "DT-03", "quarantined", "exam_begin_time", EXAM),
    Kind("ECGIS", "68", "not_measured", 6, "DM-02", "flagged", "hr_bpm", EXAM),
    Kind("ECGIS", "27", "clock_reset", 4, "DT-04", "flagged", "exam_begin_time", EXAM),
    Kind("ECGIS", "26", "acquired_first", 4, None, "loaded", "exam_begin_time", EXAM),
    Kind("ECGIS", "35", "record_no_again", 3, None, "loaded", "key"),
    Kind("ECGIS", "11", "middle_dot", 3, "NM-01", "corrected", "name"),
    Kind("ECGIS", "57", "late_upload", 3, "LC-04", "flagged", "upload_time", EXAM),
    Kind("ECGIS", "48", "path_escape", 1, "FL-06", "quarantined", "path", ("files",)),
)


def choose(rng: Random, source: str, rows: int, exams: int) -> dict[int, Dirt]:
    """Which exams of a source (by ordinal 0..rows-1) carry which mistake."""
    scale = min(MAX_SCALE, exams / 3000)
    wanted = [(kind, max(kind.least, round(kind.count * scale))) for kind in KINDS if kind.source == source]
    most = int(rows * _MOST)
    while sum(count for _, count in wanted) > most:
        wanted.pop()
    # From the first day to three weeks before the last: every planted exam is finished, whatever its report took.
    finished = range(max(1, int(rows * 0.95)))
    places = rng.sample(finished, min(len(finished), sum(count for _, count in wanted)))
    pairs = [Dirt(kind, number) for kind, count in wanted for number in range(count)]
    return dict(zip(places, pairs, strict=False))
