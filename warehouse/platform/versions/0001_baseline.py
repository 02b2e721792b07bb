"""The schema of platform at its first revision, frozen: it stays as it is whatever `schema.py` becomes."""

from alembic import op
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

from warehouse.platform.revisions import create_missing

revision = "0001"
down_revision = None

METADATA = MetaData()
_ID = BigInteger().with_variant(Integer, "sqlite")
_BLOB = LargeBinary().with_variant(LONGBLOB(), "mysql", "mariadb")
_LONG = Text().with_variant(LONGTEXT(), "mysql", "mariadb")


Table(
    "user",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("display_name", String(64), nullable=False),
    Column("role", String(32), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("department", String(64)),
    Column("disabled", Boolean, nullable=False, default=False),
    Column("failed_logins", Integer, nullable=False, default=0),
    Column("locked_until", String(32)),
)
Table(
    "session",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("user", String(64), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
)

Table(
    "published",
    METADATA,
    Column("kind", String(32), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("document", _LONG, nullable=False),
    Column("version", String(64), nullable=False),
    Column("published_at", String(32), nullable=False),
)

Table(
    "feed",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("feed", String(32), primary_key=True),
    Column("watermark", Text),
    Column("last_run", String(64)),
    Column("last_success", String(32)),
    Column("enabled", Boolean, nullable=False, default=True),
    Column("settings", Text),
)
Table(
    "run",
    METADATA,
    Column("run_id", String(64), primary_key=True),
    Column("source", String(32), nullable=False),
    Column("feed", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("window", Text),
    Column("started_at", String(32), nullable=False),
    Column("ended_at", String(32)),
    *[
        Column(n, BigInteger, nullable=False, default=0)
        for n in ("extracted", "loaded", "corrected", "unchanged", "merged", "deleted", "excluded", "quarantined")
    ],
    Column("error", Text),
    Column("started_by", String(64), nullable=False),
    Index("ix_run_feed", "source", "feed", "started_at"),
    Index("ix_run_started", "started_at"),
)
Table(
    "run_step",
    METADATA,
    Column("run_id", String(64), primary_key=True),
    Column("step", String(32), primary_key=True),
    Column("seconds", Double, nullable=False, default=0.0),
    Column("rows", BigInteger, nullable=False, default=0),
)
Table(
    "receipt",
    METADATA,
    Column("run_id", String(64), primary_key=True),
    Column("batch", Integer, primary_key=True),
    Column("label", String(128), nullable=False),
    *[
        Column(n, BigInteger, nullable=False, default=0)
        for n in ("extracted", "loaded", "corrected", "unchanged", "merged", "deleted", "excluded", "quarantined")
    ],
    Column("target_rows", Text, nullable=False),
    Column("seconds", Double, nullable=False),
    Column("written_at", String(32), nullable=False),
)
Table(
    "finding_count",
    METADATA,
    Column("run_id", String(64), primary_key=True),
    Column("rule", String(32), primary_key=True),
    Column("field", String(64), primary_key=True),
    Column("severity", String(1), nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("evidence_rows", BigInteger),
)
Table(
    "code_share",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("feed", String(32), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("field", String(64), primary_key=True),
    Column("code", String(16), primary_key=True),
    Column("rows", BigInteger, nullable=False),
)
Table(
    "run_warning",
    METADATA,
    Column("run_id", String(64), primary_key=True),
    Column("rule", String(32), primary_key=True),
    Column("field", String(64), primary_key=True),
    Column("code", String(16), primary_key=True),
    Column("severity", String(1), nullable=False),
    Column("before", Double, nullable=False),
    Column("after", Double, nullable=False),
    Column("zh", Text, nullable=False),
    Column("en", Text, nullable=False),
)
Table(
    "dictionary",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("field", String(64), primary_key=True),
    Column("value", String(64), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("successor", String(64)),
    Column("first_seen", String(32), nullable=False),
)
Table(
    "quarantine",
    METADATA,
    Column("item_id", _ID, primary_key=True, autoincrement=True),
    Column("source", String(32), nullable=False),
    Column("feed", String(32), nullable=False),
    Column("key_token", String(64), nullable=False),
    Column("row_hash", String(64), nullable=False),
    Column("rule", String(32), nullable=False),
    Column("field", String(64), nullable=False),
    Column("reason", String(300), nullable=False),
    Column("cause", String(300)),
    Column("findings", _LONG, nullable=False),
    Column("payload", _BLOB, nullable=False),
    Column("state", String(16), nullable=False),
    Column("retries", Integer, nullable=False, default=0),
    Column("run_id", String(64), nullable=False),
    Column("first_seen", String(32), nullable=False),
    Column("last_seen", String(32), nullable=False),
    Column("closed_at", String(32)),
    Column("closed_by", String(64)),
    Column("note", _BLOB),
    UniqueConstraint("source", "feed", "key_token", "row_hash", name="uq_quarantine_row"),
    Index("ix_quarantine_state", "state", "source", "feed", "rule"),
)
Table(
    "request",
    METADATA,
    Column("request_id", _ID, primary_key=True, autoincrement=True),
    Column("kind", String(32), nullable=False),
    Column("arguments", _LONG, nullable=False),
    Column("sealed", _BLOB),
    Column("state", String(16), nullable=False),
    Column("asked_by", String(64), nullable=False),
    Column("asked_at", String(32), nullable=False),
    Column("ended_at", String(32)),
    Column("result", _LONG),
)
Table(
    "group_setting",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("grp", String(32), primary_key=True),
    Column("document", Text, nullable=False),
    Column("set_by", String(64), nullable=False),
    Column("set_at", String(32), nullable=False),
)
Table(
    "code_added",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("map", String(64), primary_key=True),
    Column("value", String(32), primary_key=True),
    Column("code", String(16), nullable=False),
    Column("set_by", String(64), nullable=False),
    Column("set_at", String(32), nullable=False),
)
Table(
    "history",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("grp", String(32), primary_key=True),
    Column("begin_at", String(32), nullable=False),
    Column("end_at", String(32), nullable=False),
    Column("next_at", String(32), nullable=False),
    Column("from_time", String(5), nullable=False),
    Column("to_time", String(5), nullable=False),
    Column("chunk_days", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("asked_by", String(64), nullable=False),
    Column("updated_at", String(32), nullable=False),
    Column("extracted", BigInteger, nullable=False, default=0),
    Column("loaded", BigInteger, nullable=False, default=0),
)
Table(
    "alert",
    METADATA,
    Column("alert_id", _ID, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),
    Column("source", String(32), nullable=False),
    Column("feed", String(32), nullable=False),
    Column("message", Text, nullable=False),
    Column("run_id", String(64)),
    Column("times", Integer, nullable=False),
    Column("first_at", String(32), nullable=False),
    Column("last_at", String(32), nullable=False),
    Column("closed_at", String(32)),
    Column("sent_at", String(32)),
    Index("ix_alert_open", "closed_at", "kind", "source", "feed"),
)
Table(
    "missing",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("exam_id", BigInteger, primary_key=True, autoincrement=False),
    Column("first_missed", String(32), nullable=False),
)
Table(
    "void",
    METADATA,
    Column("void_id", _ID, primary_key=True, autoincrement=True),
    Column("exam_id", BigInteger, nullable=False),
    Column("reason", String(16), nullable=False),
    Column("note", _BLOB, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("voided_by", String(64), nullable=False),
    Column("voided_at", String(32), nullable=False),
    Column("undo_note", _BLOB),
    Column("undone_by", String(64)),
    Column("undone_at", String(32)),
    Index("ix_void_exam", "exam_id", "active"),
)
Table(
    "xxl_trigger",
    METADATA,
    Column("trigger_id", _ID, primary_key=True, autoincrement=True),
    Column("log_id", BigInteger, nullable=False),
    Column("log_time", BigInteger, nullable=False),
    Column("job_id", BigInteger, nullable=False),
    Column("target", String(80), nullable=False),
    Column("timeout_s", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("asked_at", String(32), nullable=False),
    Column("started_at", String(32)),
    Column("ended_at", String(32)),
    Column("stop_code", Integer),
    Column("stop_reason", String(200)),
    Column("code", Integer),
    Column("message", Text),
    Column("reported_at", String(32)),
    Column("tries", Integer, nullable=False, default=0),
    Column("next_try", String(32)),
    UniqueConstraint("log_id", "log_time", name="uq_xxl_trigger_log"),
    Index("ix_xxl_trigger_state", "state", "job_id"),
)
Table(
    "xxl_step",
    METADATA,
    Column("trigger_id", BigInteger, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("source", String(32), nullable=False),
    Column("feed", String(32), nullable=False),
    Column("request_id", BigInteger),
    Column("handed_at", String(32)),
    Column("state", String(16), nullable=False),
)
Table(
    "audit",
    METADATA,
    Column("entry", _ID, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("principal", String(64), nullable=False),
    Column("operation", String(64), nullable=False),
    Column("object", String(200), nullable=False),
    Column("allowed", Boolean, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_audit_at", "at"),
)
Table(
    "audit_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("entry", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("signature", String(64), nullable=False),
)


def upgrade() -> None:
    create_missing(op.get_bind(), METADATA)
