"""Equality tokens of an exam: find an exam by accession, case, visit, card or order number without storing one."""

from warehouse.tables.common import EXAM_ID, LOAD_SEQ
from warehouse.tables.model import Column, Sensitivity, Table, Type

EXAM_TOKEN = Table(
    name="exam_token",
    zh="检查标识令牌",
    en="Keyed token of a number of the exam; joined by equality only",
    key=("token_type", "token", "exam_id"),
    order="token",
    versions=True,
    columns=(
        Column("token_type", Type.STRING, "令牌类型", "accession | case | visit | card | order", nullable=False, length=16),
        Column(
            "token",
            Type.STRING,
            "令牌",
            "32 base32 characters, see warehouse/keys.py",
            Sensitivity.KEYED,
            nullable=False,
            length=32,
        ),
        EXAM_ID,
        LOAD_SEQ,
    ),
)
