"""Tables of platform: users, feeds, runs, receipts, quarantine, requests, published declarations, audit.

All times are UTC, ISO 8601 text with microseconds (`utc_now()`), so that SQLite and MySQL sort them alike.
Portable types only: SQLite on one machine, MySQL/MariaDB in production. Payloads are sealed (`warehouse/keys.py`).
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.mysql import LONGBLOB, LONGTEXT

from warehouse.platform.database import compared_by_bytes

METADATA = MetaData()
_ID = BigInteger().with_variant(Integer, "sqlite")  # SQLite autoincrements INTEGER PRIMARY KEY only
_BLOB = LargeBinary().with_variant(LONGBLOB(), "mysql", "mariadb")
_LONG = Text().with_variant(LONGTEXT(), "mysql", "mariadb")


def utc_now() -> str:
    """Now, as platform and audit store it."""
    return utc_text(datetime.now(UTC))


def utc_text(moment: datetime) -> str:
    """A moment with its zone, as platform and audit store it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


USER = Table(
    "user",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("display_name", String(64), nullable=False),
    Column("role", String(32), nullable=False),  # engineer | it | analyst | clinician
    Column("password_hash", String(200), nullable=False),  # Argon2id
    Column("department", String(64)),
    Column("disabled", Boolean, nullable=False, default=False),
    Column("failed_logins", Integer, nullable=False, default=0),
    Column("locked_until", String(32)),
)
SESSION = Table(
    "session",
    METADATA,
    Column("token_hash", String(64), primary_key=True),  # SHA-256 of the cookie: the table cannot be used to log in
    Column("user", String(64), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
)

# Rules and sources as deployed, so that pages can show them: the API imports neither pipelines nor quality.
PUBLISHED = Table(
    "published",
    METADATA,
    Column("kind", String(32), primary_key=True),  # source | rule
    Column("name", String(64), primary_key=True),  # RIS | ID-02
    Column("document", _LONG, nullable=False),  # JSON
    Column("version", String(64), nullable=False),  # SHA-256 of the document
    Column("published_at", String(32), nullable=False),
)

FEED = Table(
    "feed",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("feed", String(32), primary_key=True),
    Column("watermark", Text),  # JSON, opaque; null before the first collection
    Column("last_run", String(64)),
    Column("last_success", String(32)),
    Column("enabled", Boolean, nullable=False, default=True),
    Column("settings", Text),  # JSON: schedule, range, retries set in the console
)
RUN = Table(
    "run",
    METADATA,
    Column("run_id", String(64), primary_key=True),
    Column("source", String(32), nullable=False),
    Column("feed", String(32), nullable=False),
    Column("kind", String(16), nullable=False),  # collect | recollect | history | release | compare
    Column("state", String(16), nullable=False),  # running | success | failed
    Column("window", Text),  # JSON {"lower": …, "upper": …}
    Column("started_at", String(32), nullable=False),
    Column("ended_at", String(32)),
    *[
        Column(n, BigInteger, nullable=False, default=0)
        for n in ("extracted", "loaded", "corrected", "unchanged", "merged", "deleted", "excluded", "quarantined")
    ],
    Column("error", Text),  # safe text: what happened and what to do
    Column("started_by", String(64), nullable=False),  # airflow | cli:<user> | request:<id>
    Index("ix_run_feed", "source", "feed", "started_at"),
    Index("ix_run_started", "started_at"),
)
RUN_STEP = Table(
    "run_step",
    METADATA,
    Column("run_id", String(64), primary_key=True),
    Column("step", String(32), primary_key=True),  # extract | validate | pseudonymise | link | load | commit
    Column("seconds", Double, nullable=False, default=0.0),  # summed over batches
    Column("rows", BigInteger, nullable=False, default=0),
)
RECEIPT = Table(
    "receipt",
    METADATA,
    Column("run_id", String(64), primary_key=True),
    Column("batch", Integer, primary_key=True),
    Column("label", String(128), nullable=False),
    *[
        Column(n, BigInteger, nullable=False, default=0)
        for n in ("extracted", "loaded", "corrected", "unchanged", "merged", "deleted", "excluded", "quarantined")
    ],
    Column("target_rows", Text, nullable=False),  # JSON {table: rows}
    Column("seconds", Double, nullable=False),
    Column("written_at", String(32), nullable=False),
)
BATCH_LOAD = Table(  # noted before a batch is loaded: its rows carry the sequence, so a stored row leads back to run and batch
    "batch_load",
    METADATA,
    Column("load_seq", BigInteger, primary_key=True, autoincrement=False),
    Column("source", String(16), primary_key=True),  # two machines may give the same number; a source is never loaded by two at once
    Column("feed", String(16), primary_key=True),
    Column("label", String(128), nullable=False),
    Column("run_id", String(64), nullable=False),
    Column("batch", Integer, nullable=False),
    Index("ix_batch_load_label", "label"),
)
FINDING_COUNT = Table(  # evidence in numbers: how often a rule met a field in a run (Great Expectations' summary beside ours)
    "finding_count",
    METADATA,
    Column("run_id", String(64), primary_key=True),
    Column("rule", String(32), primary_key=True),
    Column("field", String(64), primary_key=True),
    Column("severity", String(1), nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("evidence_rows", BigInteger),  # the same count by Great Expectations; null where it does not run
)
CODE_SHARE = Table(  # loaded rows of a day (wall time of China) by code: a code whose share jumps was perhaps swapped (CD-02)
    "code_share",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("feed", String(32), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("field", String(64), primary_key=True),
    Column("code", String(16), primary_key=True),  # '' stands for none
    Column("rows", BigInteger, nullable=False),
)
RUN_WARNING = Table(  # what a run should make a person look at, without any row being stopped
    "run_warning",
    METADATA,
    Column("run_id", String(64), primary_key=True),
    Column("rule", String(32), primary_key=True),
    Column("field", String(64), primary_key=True),
    Column("code", String(16), primary_key=True),
    Column("severity", String(1), nullable=False),
    Column("before", Double, nullable=False),  # share of the rows, 0..1
    Column("after", Double, nullable=False),
    Column("zh", Text, nullable=False),
    Column("en", Text, nullable=False),
)
DICTIONARY = Table(  # values of a source's field beyond those its declaration lists: departments it has opened or closed (CD-04)
    "dictionary",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("field", String(64), primary_key=True),
    Column("value", String(64), primary_key=True),
    Column("state", String(16), nullable=False),  # unconfirmed | confirmed | closed
    Column("successor", String(64)),  # what statistics count a closed department with
    Column("first_seen", String(32), nullable=False),
)
QUARANTINE = Table(
    "quarantine",
    METADATA,
    Column("item_id", _ID, primary_key=True, autoincrement=True),
    Column("source", String(32), nullable=False),
    Column("feed", String(32), nullable=False),
    Column("key_token", String(64), nullable=False),  # token of the natural key: names the row, tells nothing
    Column("row_hash", String(64), nullable=False),  # HMAC of the extracted row
    Column("rule", String(32), nullable=False),  # the first rule that stopped it
    Column("field", String(64), nullable=False),
    Column("reason", String(300), nullable=False),  # Chinese, with the value's shape, never the value
    Column("cause", String(300)),  # suggested cause and remedy
    Column("findings", _LONG, nullable=False),  # JSON list of {rule, field, severity, reason}
    Column("payload", _BLOB, nullable=False),  # sealed row as extracted
    Column("state", String(16), nullable=False),  # open | released | discarded | closed (a later version passed)
    Column("retries", Integer, nullable=False, default=0),
    Column("run_id", String(64), nullable=False),
    Column("first_seen", String(32), nullable=False),
    Column("last_seen", String(32), nullable=False),
    Column("closed_at", String(32)),
    Column("closed_by", String(64)),
    Column("note", _BLOB),  # sealed: why a person discarded it
    UniqueConstraint("source", "feed", "key_token", "row_hash", name="uq_quarantine_row"),
    Index("ix_quarantine_state", "state", "source", "feed", "rule"),
)
REQUEST = Table(
    "request",
    METADATA,
    Column("request_id", _ID, primary_key=True, autoincrement=True),
    Column("kind", String(32), nullable=False),  # collect | recollect | release | repair
    Column("arguments", _LONG, nullable=False),  # JSON, ids only
    Column("sealed", _BLOB),  # what a request needs beyond ids, such as repaired values
    Column("state", String(16), nullable=False),  # waiting | running | done | failed
    Column("asked_by", String(64), nullable=False),
    Column("asked_at", String(32), nullable=False),
    Column("ended_at", String(32)),
    Column("result", _LONG),  # JSON or safe error text
)
GROUP_SETTING = Table(  # what people set over the declaration of a group of feeds
    "group_setting",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("grp", String(32), primary_key=True),
    Column("document", Text, nullable=False),  # JSON: enabled, schedule, retries, retry_seconds, from_day
    Column("set_by", String(64), nullable=False),
    Column("set_at", String(32), nullable=False),
)
CODE_ADDED = Table(  # codes of a source that people have mapped over its declaration
    "code_added",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("map", String(64), primary_key=True),
    Column("value", String(32), primary_key=True),  # as the source writes it
    Column("code", String(16), nullable=False),
    Column("set_by", String(64), nullable=False),
    Column("set_at", String(32), nullable=False),
)
HISTORY = Table(  # the history of a group of feeds: wall times of China
    "history",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("grp", String(32), primary_key=True),
    Column("begin_at", String(32), nullable=False),
    Column("end_at", String(32), nullable=False),
    Column("next_at", String(32), nullable=False),  # everything before is collected
    Column("from_time", String(5), nullable=False),  # the daily window, HH:MM
    Column("to_time", String(5), nullable=False),
    Column("chunk_days", Integer, nullable=False),
    Column("state", String(16), nullable=False),  # waiting | running | done | stopped
    Column("asked_by", String(64), nullable=False),
    Column("updated_at", String(32), nullable=False),
    Column("extracted", BigInteger, nullable=False, default=0),
    Column("loaded", BigInteger, nullable=False, default=0),
)
ALERT = Table(
    "alert",
    METADATA,
    Column("alert_id", _ID, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),  # failed | late
    Column("source", String(32), nullable=False),
    Column("feed", String(32), nullable=False),
    Column("message", Text, nullable=False),  # safe to show
    Column("run_id", String(64)),
    Column("times", Integer, nullable=False),
    Column("first_at", String(32), nullable=False),
    Column("last_at", String(32), nullable=False),
    Column("closed_at", String(32)),
    Column("sent_at", String(32)),  # taken by the webhook
    Index("ix_alert_open", "closed_at", "kind", "source", "feed"),
)
MISSING = Table(  # exams a compare did not find at their source, until a second one does or does not
    "missing",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("exam_id", BigInteger, primary_key=True, autoincrement=False),
    Column("first_missed", String(32), nullable=False),
)
VOID = Table(  # exams hidden by a person; the analytic store's rows follow (warehouse/voids.py)
    "void",
    METADATA,
    Column("void_id", _ID, primary_key=True, autoincrement=True),
    Column("exam_id", BigInteger, nullable=False),
    Column("reason", String(16), nullable=False),  # code of void_reason
    Column("note", _BLOB, nullable=False),  # sealed: people write names into notes
    Column("active", Boolean, nullable=False),
    Column("voided_by", String(64), nullable=False),
    Column("voided_at", String(32), nullable=False),
    Column("undo_note", _BLOB),
    Column("undone_by", String(64)),
    Column("undone_at", String(32)),
    Index("ix_void_exam", "exam_id", "active"),
)
XXL_TRIGGER = Table(  # what an XXL-JOB scheduling center started here and still has to hear of (docs/xxl-job.md)
    "xxl_trigger",
    METADATA,
    Column("trigger_id", _ID, primary_key=True, autoincrement=True),
    Column("log_id", BigInteger, nullable=False),  # the center's own number of this trigger …
    Column("log_time", BigInteger, nullable=False),  # … and its time in ms: a center set up anew counts from 1 again
    Column("job_id", BigInteger, nullable=False),
    Column("target", String(80), nullable=False),  # SOURCE.group or SOURCE.feed
    Column("timeout_s", Integer, nullable=False),  # 0: none
    Column("state", String(16), nullable=False),  # queued | running | ended
    Column("asked_at", String(32), nullable=False),
    Column("started_at", String(32)),
    Column("ended_at", String(32)),
    Column("stop_code", Integer),  # set when it shall be stopped: the code to report then
    Column("stop_reason", String(200)),
    Column("code", Integer),  # 200 done | 500 failed or stopped | 502 timed out
    Column("message", Text),  # counts or safe error text
    Column("reported_at", String(32)),  # null: the center has not confirmed the result yet
    Column("tries", Integer, nullable=False, default=0),
    Column("next_try", String(32)),
    UniqueConstraint("log_id", "log_time", name="uq_xxl_trigger_log"),
    Index("ix_xxl_trigger_state", "state", "job_id"),
)
XXL_STEP = Table(  # the collections of a trigger, one after the other
    "xxl_step",
    METADATA,
    Column("trigger_id", BigInteger, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("source", String(32), nullable=False),
    Column("feed", String(32), nullable=False),
    Column("request_id", BigInteger),  # null: its turn has not come
    Column("handed_at", String(32)),  # null: the scheduler has not taken the request yet
    Column("state", String(16), nullable=False),  # open | done | failed
)
AUDIT = Table(
    "audit",
    METADATA,
    Column("entry", _ID, primary_key=True, autoincrement=False),  # 1, 2, 3 …: a gap is visible
    Column("at", String(32), nullable=False),
    Column("principal", String(64), nullable=False),
    Column("operation", String(64), nullable=False),
    Column("object", String(200), nullable=False),  # kind:id, ids are surrogates
    Column("allowed", Boolean, nullable=False),
    Column("detail", Text, nullable=False),  # JSON without identifiers
    Column("previous", String(64), nullable=False),  # chain: hash of the entry before
    Column("hash", String(64), nullable=False),
    Index("ix_audit_at", "at"),
)
AUDIT_HEAD = Table(  # the newest link, signed: a chain cut at its end is seen
    "audit_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("entry", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("signature", String(64), nullable=False),
)

compared_by_bytes(METADATA)
