"""What happens to fields on the way: opened, sealed, masked into tokens, and rows with a bad length or value stopped, in one run."""

import pytest

from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench, Double

NUMBER = "990101198503070017"
YEAR_MS = 366 * 24 * 3600 * 1000


@pytest.mark.req("A-4.2")
def test_one_run_decrypts_seals_tokenises_and_stops_bad_lengths_and_values(bench: Bench, source: Double) -> None:
    from demo.systems.eis import encrypt

    source.put("patient", endoscopy.patient(1, id_card_enc=encrypt(NUMBER, endoscopy.KEY)))
    source.put("exam", endoscopy.exam(2, begin_ts=endoscopy.START + YEAR_MS, end_ts=endoscopy.START + YEAR_MS))
    source.put("report", endoscopy.report(3, report_html="胃" * 200_001))
    exams, reports = bench.collect("EIS", "exams"), bench.collect("EIS", "reports")
    assert (exams["extracted"], exams["quarantined"]) == (12, 1)
    assert (reports["extracted"], reports["quarantined"]) == (12, 1)
    stopped = {(item["rule"], item["field"]) for item in bench.platform.quarantine(limit=10)}
    assert ("DT-03", "exam_begin_time") in stopped or ("DT-03", "exam_end_time") in stopped
    assert ("LN-01", "findings") in stopped
    person = bench.identity.find("idno", NUMBER)
    assert len(person) == 1
    assert bench.identity.reveal(person)[person[0]].id_number == NUMBER
    for table in ("exam", "report", "exam_token"):
        assert all(NUMBER not in str(row) for row in bench.rows(table))
