"""Tables of identity: key map, sealed patient identities, tokens, persons and their history, link rules, outbox of moves.

No identifier stands here in clear. Token columns hold keyed hashes; `sealed` columns hold AES-GCM records.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table
from sqlalchemy.dialects.mysql import LONGBLOB

from warehouse.platform.database import compared_by_bytes

METADATA = MetaData()
_BLOB = LargeBinary().with_variant(LONGBLOB(), "mysql", "mariadb")

SURROGATE = Table(  # the next free id of each kind: one row a kind, taken in blocks
    "surrogate",
    METADATA,
    Column("kind", String(16), primary_key=True),
    Column("next_id", BigInteger, nullable=False),
)
KEY_MAP = Table(
    "key_map",
    METADATA,
    Column("source", String(16), primary_key=True),
    Column("entity", String(16), primary_key=True),  # exam | order | report | file
    Column("key_token", String(32), primary_key=True),
    Column("id", BigInteger, nullable=False),
    Column("sealed", _BLOB),  # natural key and numbers, once the row itself was read
    Column("row_hash", String(64)),  # null until the analytic store has the row
    Column("deleted", Boolean, nullable=False, default=False),
    Column("last_seen", String(32)),
    Index("ix_key_map_id", "entity", "id"),
)
PATIENT_IDENTITY = Table(
    "patient_identity",
    METADATA,
    Column("identity_id", BigInteger, primary_key=True, autoincrement=False),
    Column("source", String(16), nullable=False),
    Column("patient_token", String(32), nullable=False, unique=True),  # of source and its patient number
    Column("sealed", _BLOB, nullable=False),
    Column("record_hash", String(64), nullable=False),
    Column("newborn", Boolean, nullable=False, default=False),
    Column("vip", Boolean, nullable=False, default=False),
    Column("id_type", String(8)),  # type of a verified number: only numbers of one type contradict each other
    Column("person_id", BigInteger),
    Index("ix_identity_person", "person_id"),
)
IDENTITY_TOKEN = Table(
    "identity_token",
    METADATA,
    Column("identity_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), primary_key=True),
    Column("token", String(32), primary_key=True),
    Column("key_id", String(16), nullable=False),
    Index("ix_token", "kind", "token"),
    sqlite_with_rowid=False,
)
WEAK_TOKEN = Table(  # tokens on so many different names that they link nobody: a clinic's telephone, a placeholder
    "weak_token",
    METADATA,
    Column("kind", String(16), primary_key=True),
    Column("token", String(32), primary_key=True),
)
SOURCE_MERGE = Table(  # patient numbers a source has joined; parted again when not active
    "source_merge",
    METADATA,
    Column("old_mark", String(32), primary_key=True),  # patient tokens
    Column("new_mark", String(32), primary_key=True),
    Column("active", Boolean, nullable=False),
    Index("ix_source_merge_new", "new_mark"),
)
LINK_PENDING = Table(  # identities that must be decided anew because one beside them changed
    "link_pending",
    METADATA,
    Column("identity_id", BigInteger, primary_key=True, autoincrement=False),
)
PERSON_HISTORY = Table(  # members are never rewritten: who pointed where, from when until when, by which rules
    "person_history",
    METADATA,
    Column("identity_id", BigInteger, primary_key=True, autoincrement=False),
    Column("valid_from", String(32), primary_key=True),
    Column("valid_to", String(32)),
    Column("person_id", BigInteger, nullable=False),
    Column("rule", String(16)),  # the rule that joined it to others; null while it stands alone
    Index("ix_history_person", "person_id"),
)
EXAM_IDENTITY = Table(
    "exam_identity",
    METADATA,
    Column("exam_id", BigInteger, primary_key=True, autoincrement=False),
    Column("identity_id", BigInteger, nullable=False),
    Index("ix_exam_identity", "identity_id"),
)
EXAM_AWAITED = Table(  # exams that reports or files named before the exam itself was read
    "exam_awaited",
    METADATA,
    Column("exam_id", BigInteger, primary_key=True, autoincrement=False),
)
PERSON_MOVE = Table(  # outbox: other stores must follow, even after a kill
    "person_move",
    METADATA,
    Column("exam_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, nullable=False),
)
LINK_RULE = Table(
    "link_rule",
    METADATA,
    Column("rule_id", String(16), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("keys", String(100), nullable=False),  # what must be equal, ',' separated (warehouse/identity/linking.py)
    Column("zh", String(100), nullable=False),
)
CORRECTION = Table(
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

compared_by_bytes(METADATA)
