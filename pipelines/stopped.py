"""Rows that were stopped, on their way into quarantine: sealed whole, named by a token, explained without a value."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipelines.judge import ENTITY, Fate, Judged
from pipelines.rows import from_json, to_json
from quality import rules
from quality.feeds import Feed
from quality.verdict import FINDING_COLUMNS
from warehouse.identity.records import key_token
from warehouse.keys import Keyring
from warehouse.platform.runs import FindingCount, QuarantineRow
from warehouse.reading.stopped import PURPOSE, context_of

REASON_CHARS = 300
ENDING = "quarantine"


def tokens_of(judged: Judged, keyring: Keyring) -> list[str]:
    """The token that names each row: of its natural key, or of its content where it has none."""
    source, entity = judged.batch.source, ENTITY[judged.batch.feed]
    named: list[str] = []
    for key, row_hash in zip(judged.keys, judged.hashes, strict=True):
        named.append(key_token(keyring, source, entity, key) if key else keyring.token("key", f"{source}\x1f{entity}\x1f\x1f{row_hash}"))
    return named


def quarantine_rows(judged: Judged, tokens: list[str], charsets: Mapping[str, str], keyring: Keyring) -> list[QuarantineRow]:
    positions = judged.at(Fate.QUARANTINED)
    if not positions:
        return []
    found = _by_row(judged.findings)
    context = context_of(judged.batch.source, judged.batch.feed.value)
    result: list[QuarantineRow] = []
    for i in positions:
        findings = found[i]
        first = next((f for f in findings if f["action"] == ENDING), findings[0])
        row = {name: column[i].as_py() for name, column in zip(judged.batch.rows.column_names, judged.batch.rows.columns, strict=True)}
        result.append(
            QuarantineRow(
                key_token=tokens[i],
                row_hash=judged.hashes[i],
                rule=first["rule"],
                field=first["field"],
                reason=first["reason"][:REASON_CHARS],
                cause=rules.by_id(first["rule"], first["field"]).cause[:REASON_CHARS],
                findings=[{name: f[name] for name in ("rule", "field", "severity", "reason")} for f in findings],
                payload=keyring.seal(PURPOSE, to_json(row, charsets), context),
            )
        )
    return result


def open_payload(keyring: Keyring, source: str, feed: Feed, sealed: bytes) -> dict[str, Any]:
    """The extracted row of a quarantine item, with its helper columns (they begin with '_')."""
    return from_json(keyring.unseal(PURPOSE, sealed, context_of(source, feed.value)))


def _by_row(findings: pd.DataFrame) -> dict[int, list[dict[str, str]]]:
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    names = [c for c in FINDING_COLUMNS if c not in ("row", "old")]
    for row in findings[["row", *names]].itertuples(index=False):
        found[int(row[0])].append(dict(zip(names, (str(v) for v in row[1:]), strict=True)))
    return found


def finding_counts(judged: Judged) -> list[FindingCount]:
    """How often each rule met each field, with Great Expectations' own count beside it where it ran."""
    counted: dict[tuple[str, str], list[Any]] = {}
    for rule, field, severity in zip(judged.findings["rule"], judged.findings["field"], judged.findings["severity"], strict=True):
        entry = counted.setdefault((str(rule), str(field)), [str(severity), 0])
        entry[1] += 1
    return [FindingCount(rule, field, s, n, judged.evidence.get((rule, field))) for (rule, field), (s, n) in sorted(counted.items())]
