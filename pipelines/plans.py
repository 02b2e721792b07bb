"""What an interrupted batch had decided, so that doing it again decides the same.

Between the confirmation of row hashes and the commit on platform a kill would make the next try call its own rows "unchanged": loaded,
but in no receipt. The keys found changed are therefore noted before the first store is touched. A plan can only make rows be loaded
again, never be skipped, and its mark enters the label: the same try is the same load, the same rows at another time are another load.
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.batch import Batch
from pipelines.rows import HASH
from quality.scoped.judge import Noted


@dataclass(frozen=True)
class Plan:
    """`mark`: one try, over kills. `changed`: key tokens of the rows found new or changed. The batch that follows it last.

    `noted`: what the rules over the stores found, whose facts the try itself changes.
    """

    mark: str
    changed: frozenset[str]
    run_id: str
    number: int
    noted: tuple[Noted, ...] = ()


class Plans:
    """Plans of batches in progress, one small file each: digests and tokens, no values."""

    def __init__(self, staging: Path) -> None:
        self._folder = staging / "plans"

    def find(self, batch: Batch) -> Plan | None:
        file = self._file(batch)
        if not file.is_file():
            return None
        document = json.loads(file.read_text(encoding="ascii"))
        noted = tuple((int(row), str(rule), str(field)) for row, rule, field in document.get("noted", ()))
        return Plan(document["mark"], frozenset(document["changed"]), document["run_id"], document["number"], noted)

    def note(self, batch: Batch, changed: Sequence[str], earlier: Plan | None, noted: Sequence[Noted] = ()) -> Plan:
        """The plan of a batch, on disk when this returns; an `earlier` one of the same rows is followed on."""
        mark = earlier.mark if earlier else secrets.token_hex(8)
        plan = Plan(mark, frozenset(changed) | (earlier.changed if earlier else frozenset()), batch.run_id, batch.number, tuple(noted))
        file = self._file(batch)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = file.with_suffix(f".{os.getpid()}")
        with partial.open("w", encoding="ascii") as stream:
            document = {"mark": mark, "changed": sorted(plan.changed), "run_id": plan.run_id, "number": plan.number, "noted": plan.noted}
            json.dump(document, stream)
            stream.flush()
            os.fsync(stream.fileno())
        partial.rename(file)
        return plan

    def drop(self, batch: Batch) -> None:
        self._file(batch).unlink(missing_ok=True)

    def drop_feed(self, source: str, feed: str) -> None:
        """A run of the feed ended well: whatever earlier tries had planned is history."""
        shutil.rmtree(self._folder / f"{source}.{feed}", ignore_errors=True)

    def _file(self, batch: Batch) -> Path:
        digest = hashlib.sha256()
        for row_hash in batch.rows.column(HASH).to_pylist():
            digest.update(str(row_hash).encode())
        return self._folder / f"{batch.source}.{batch.feed.value}" / f"{digest.hexdigest()[:32]}.json"
