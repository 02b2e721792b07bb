"""A hospital at work: whatever it adds, edits, recalls and deletes, the stores end as it does."""

from datetime import timedelta, timezone
from pathlib import Path

import pytest

from demo.hospital import build
from demo.live import SYSTEMS, alive, run
from quality.feeds import Feed
from tests.pipelines.doubles import Bench

pytestmark = pytest.mark.slow
CHINA = timezone(timedelta(hours=8))
FEEDS = [("RIS", "orders"), *((source, feed) for source in SYSTEMS for feed in ("exams", "reports")), ("UIS", "deletions")]


@pytest.mark.req("A-5.9", part=True)
def test_a_working_hospital_ends_in_balance(tmp_path: Path) -> None:
    ledger = build(tmp_path / "demo", exams=500, seed=11, files=False)
    bench = Bench(tmp_path, {s: dict(c) for s, c in ledger.connections.items()}, batch_rows=200, page_rows=90)
    bench.settings = bench.settings.model_copy(update={"compare_confirm_s": 0, "compare_max_share": 1.0, "compare_max_rows": 10_000})
    bench.line = bench.new_line()
    bench.platform.declare_feeds([("UIS", "deletions"), ("RIS", "merges")])
    for source, feed in FEEDS:
        bench.collect(source, feed)
    done = {"added": 0, "deleted": 0}
    for seed in range(2):
        worked = run(tmp_path / "demo", 2000, 0.1, seed, lambda: (bench.now - timedelta(minutes=5)).astimezone(CHINA))
        done = {kind: done.get(kind, 0) + worked[kind] for kind in ("added", "deleted", "changed", "recalled")}
        bench.now += timedelta(minutes=10)
        for source, feed in FEEDS:
            counts = bench.collect(source, feed)
            assert counts["extracted"] == sum(counts[e] for e in ("loaded", "unchanged", "merged", "deleted", "excluded", "quarantined"))
    assert all(count > 10 for count in done.values()), done
    for source in SYSTEMS:
        bench.line.compare(source, "test")
        bench.line.compare(source, "test")
    hidden = {source: kept_out(bench, source) for source in SYSTEMS}
    shown = {source: sum(r["source"] == source and not r["void"] for r in bench.rows("exam")) for source in SYSTEMS}
    assert {source: shown[source] + hidden[source] for source in SYSTEMS} == alive(tmp_path / "demo")


def kept_out(bench: Bench, source: str) -> int:
    """Exams alive at the source that are not shown for a reason: stopped, or of test patients."""
    reader = bench.line.reader(source, Feed.EXAMS)
    window = reader.window_to(None, bench.now)
    keys = [key for page in reader.batches(window) for key in (row["key"] for row in page)]
    known = bench.identity.known(source, "exam", [key for key in keys if key])
    stored = {row["exam_id"]: row["void_reason"] for row in bench.rows("exam") if row["source"] == source}
    return sum(1 for key in keys if key not in known or known[key].id not in stored or stored[known[key].id] == "TEST")
