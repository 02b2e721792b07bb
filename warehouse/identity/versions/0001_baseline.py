"""The schema of identity at its first revision, frozen: it stays as it is whatever `schema.py` becomes."""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table
from sqlalchemy.dialects.mysql import LONGBLOB

from warehouse.platform.revisions import create_missing

revision = "0001"
down_revision = None

METADATA = MetaData()
_BLOB = LargeBinary().with_variant(LONGBLOB(), "mysql", "mariadb")

Table(
    "surrogate",
    METADATA,
    Column("kind", String(16), primary_key=True),
    Column("next_id", BigInteger, nullable=False),
)
Table(
    "key_map",
    METADATA,
    Column("source", String(16), primary_key=True),
    Column("entity", String(16), primary_key=True),
    Column("key_token", String(32), primary_key=True),
    Column("id", BigInteger, nullable=False),
    Column("sealed", _BLOB),
    Column("row_hash", String(64)),
    Column("deleted", Boolean, nullable=False, default=False),
    Column("last_seen", String(32)),
    Index("ix_key_map_id", "entity", "id"),
)
Table(
    "patient_identity",
    METADATA,
    Column("identity_id", BigInteger, primary_key=True, autoincrement=False),
    Column("source", String(16), nullable=False),
    Column("patient_token", String(32), nullable=False, unique=True),
    Column("sealed", _BLOB, nullable=False),
    Column("record_hash", String(64), nullable=False),
    Column("newborn", Boolean, nullable=False, default=False),
    Column("vip", Boolean, nullable=False, default=False),
    Column("id_type", String(8)),
    Column("person_id", BigInteger),
    Index("ix_identity_person", "person_id"),
)
Table(
    "identity_token",
    METADATA,
    Column("identity_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), primary_key=True),
    Column("token", String(32), primary_key=True),
    Column("key_id", String(16), nullable=False),
    Index("ix_token", "kind", "token"),
    sqlite_with_rowid=False,
)
Table(
    "weak_token",
    METADATA,
    Column("kind", String(16), primary_key=True),
    Column("token", String(32), primary_key=True),
)
Table(
    "source_merge",
    METADATA,
    Column("old_mark", String(32), primary_key=True),
    Column("new_mark", String(32), primary_key=True),
    Column("active", Boolean, nullable=False),
    Index("ix_source_merge_new", "new_mark"),
)
Table(
    "link_pending",
    METADATA,
    Column("identity_id", BigInteger, primary_key=True, autoincrement=False),
)
Table(
    "person_history",
    METADATA,
    Column("identity_id", BigInteger, primary_key=True, autoincrement=False),
    Column("valid_from", String(32), primary_key=True),
    Column("valid_to", String(32)),
    Column("person_id", BigInteger, nullable=False),
    Column("rule", String(16)),
    Index("ix_history_person", "person_id"),
)
Table(
    "exam_identity",
    METADATA,
    Column("exam_id", BigInteger, primary_key=True, autoincrement=False),
    Column("identity_id", BigInteger, nullable=False),
    Index("ix_exam_identity", "identity_id"),
)
Table(
    "exam_awaited",
    METADATA,
    Column("exam_id", BigInteger, primary_key=True, autoincrement=False),
)
Table(
    "person_move",
    METADATA,
    Column("exam_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, nullable=False),
)
Table(
    "link_rule",
    METADATA,
    Column("rule_id", String(16), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("keys", String(100), nullable=False),
    Column("zh", String(100), nullable=False),
)
Table(
    "correction",
    METADATA,
    Column("source", String(16), primary_key=True),
    Column("entity", String(16), primary_key=True),
    Column("entity_id", BigInteger, primary_key=True, autoincrement=False),
    Column("field", String(64), primary_key=True),
    Column("rule", String(32), primary_key=True),
    Column("run_id", String(64), primary_key=True),
    Column("sealed_old", _BLOB, nullable=False),
)


def upgrade() -> None:
    create_missing(op.get_bind(), METADATA)
