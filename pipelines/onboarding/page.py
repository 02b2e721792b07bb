"""One page of a feed through the real rules: what would become of its rows. No store, no key map and no key is touched."""

from datetime import datetime

from pipelines import rows
from pipelines.batch import Batch
from pipelines.connection import Facts
from pipelines.declaration import Source
from pipelines.decrypt import decryptor_of
from pipelines.extract import FILE_FEEDS, FeedReader
from pipelines.files import examine
from pipelines.judge import Judged, judge
from pipelines.onboarding.findings import LOOK, MUST, FeedProfile, PageVerdict
from pipelines.rows import FILE
from pipelines.servers import Absence
from pipelines.stopped import finding_counts
from pipelines.window import CHINA
from quality import rules
from quality.feeds import Feed
from settings import Settings
from warehouse.errors import LightboxError

FEW_FILES = 0.5  # found: below it the paths are wrong, not the share
MOST_FILES = 0.98
MANY_STOPPED = 0.2


def judge_page(source: Source, feed: Feed, facts: Facts, settings: Settings, now: datetime, found: FeedProfile) -> None:
    """Read the first page of a first collection, judge it, and say what became of it."""
    size = min(settings.sample_rows, settings.page_rows)
    seconds = min(settings.sample_seconds, settings.statement_timeout_s)
    brief = settings.model_copy(update={"page_rows": size, "batch_rows": size, "statement_timeout_s": seconds})
    try:
        reader = FeedReader(source, feed, facts, brief, lambda _row: "")
        page = next(reader.batches(reader.window_to(None, now)), [])
        if not page:
            return
        table = rows.to_arrow(page, reader.columns, reader.charsets)
        batch = Batch(source.source, feed, "check", 1, now.astimezone(CHINA).replace(tzinfo=None), table)
        judged = judge(batch, reader.reading, {}, frozenset(), decryptor_of(facts), None)
        if feed in FILE_FEEDS:
            _files(judged, reader, settings, found)
    except LightboxError as error:
        found.say(MUST, "page", "", f"no page could be read: {error}")
        return
    _told(judged, found)


def _files(judged: Judged, reader: FeedReader, settings: Settings, found: FeedProfile) -> None:
    marks = judged.batch.rows.column(FILE).to_pylist()
    there = sum(mark not in (Absence.MISSING.value, Absence.OUTSIDE.value) for mark in marks)
    if there < MOST_FILES * len(marks):
        level = MUST if there < FEW_FILES * len(marks) else LOOK
        found.say(level, "files", "path", f"{there} of {len(marks)} paths are found on the share: check `share` and how the path is made")
    with reader.share() as share:
        examine(judged, share, settings.file_max_bytes)


def _told(judged: Judged, found: FeedProfile) -> None:
    counts = vars(judged.counts())
    told = tuple((c.rule, c.field, c.severity, c.rows, rules.by_id(c.rule, c.field).zh) for c in finding_counts(judged))
    found.page = PageVerdict({name: int(value) for name, value in counts.items()}, told)
    extracted, stopped = counts["extracted"], counts["quarantined"]
    if extracted == stopped + counts["excluded"]:
        found.say(MUST, "page", "", f"none of the {extracted} rows of the page would be loaded: see the rules below")
    elif stopped > MANY_STOPPED * extracted:
        found.say(LOOK, "page", "", f"{stopped} of {extracted} rows of the page would be quarantined: see the rules below")
