"""Which run and batch a load sequence belongs to: a stored row leads back to them."""

from alembic import op
from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table

from warehouse.platform.revisions import create_missing

revision = "0002"
down_revision = "0001"

METADATA = MetaData()
Table(
    "batch_load",
    METADATA,
    Column("load_seq", BigInteger, primary_key=True, autoincrement=False),
    Column("source", String(16), primary_key=True),
    Column("feed", String(16), primary_key=True),
    Column("label", String(128), nullable=False),
    Column("run_id", String(64), nullable=False),
    Column("batch", Integer, nullable=False),
    Index("ix_batch_load_label", "label"),
)


def upgrade() -> None:
    create_missing(op.get_bind(), METADATA)
