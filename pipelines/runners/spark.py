"""The batches of a backfill on Spark: the same steps, many batches at once, on as many machines as the cluster has.

What is distributed are addresses of encrypted staging, never rows: a task of `mapInArrow` wires a line of its own (settings and keys
reach it by its environment and its mounts) and carries its batches through the very code of the local runner. Platform, identity and
the analytic store must therefore be servers that many processes reach, and staging a folder that all machines see. Of two batches of one
run the later wins, whichever is carried first: sequences are taken when a batch is carried, so a row that was changed while the backfill
read it is settled by the feed's own look-back; collections by the clock stay in one process.

`spark_master` names the cluster (`local[2]`: two processes here). Needs Java 17 and the extra `spark`.
"""

import importlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from warehouse.errors import LightboxError, Misconfigured, Refused, Unreachable

if TYPE_CHECKING:
    from pyspark.sql import SparkSession  # pyright: ignore[reportMissingImports]

ADDRESSES = "run_id string, address string"
OUTCOMES = "address string, kind string, words string"
KINDS = {kind.__name__: kind for kind in (Unreachable, Misconfigured, Refused, LightboxError)}
DONE = "done"


class SparkRunner:
    """`factory`: `module:function` that gives a `carry(run_id, address)` in a worker, and may be called once a process."""

    def __init__(self, master: str, factory: str) -> None:
        self._master, self._factory = master, factory

    def each(self, run_id: str, addresses: Sequence[str], carry: Callable[[str, str], None]) -> None:
        """Every batch is tried; the first that failed is told when all have ended, and a retry carries only those without a receipt."""
        if not addresses:
            return
        session = _session(self._master)
        frame = session.createDataFrame([(run_id, address) for address in addresses], ADDRESSES).repartition(len(addresses))
        outcomes = frame.mapInArrow(_carrier(self._factory), OUTCOMES).collect()
        failed = [row for row in sorted(outcomes, key=lambda row: row["address"]) if row["kind"] != DONE]
        if len(outcomes) != len(addresses):
            raise Unreachable(f"Spark told of {len(outcomes)} batches of {len(addresses)}", "it is tried again")
        if failed:
            raise KINDS.get(failed[0]["kind"], LightboxError)(failed[0]["words"])


def _session(master: str) -> "SparkSession":
    try:
        from pyspark.errors import PySparkException  # pyright: ignore[reportMissingImports]
        from pyspark.sql import SparkSession  # pyright: ignore[reportMissingImports]
    except ImportError:
        raise Misconfigured("Spark is not installed", "pip install 'lightbox[spark]', or LIGHTBOX_RUNNER=local") from None
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable  # workers would take python3 of PATH
    try:
        builder = SparkSession.builder.master(master).appName("lightbox-backfill")
        return builder.config("spark.ui.enabled", "false").config("spark.task.maxFailures", "1").getOrCreate()
    except PySparkException as error:
        raise Misconfigured(f"Spark does not start ({type(error).__name__})", "it needs Java 17: set JAVA_HOME") from None


def _carrier(factory: str) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def carried(parts: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        carry = _made(factory)
        for part in parts:
            rows = part.to_pylist()
            yield pa.RecordBatch.from_pylist([_outcome(carry, row["run_id"], row["address"]) for row in rows])

    return carried


def _made(factory: str) -> Callable[[str, str], None]:
    module, _, name = factory.partition(":")
    return getattr(importlib.import_module(module), name)()


def _outcome(carry: Callable[[str, str], None], run_id: str, address: str) -> dict[str, str]:
    """An error goes back as words safe to show: Spark would print a trace with whatever a library put into its text."""
    try:
        carry(run_id, address)
    except LightboxError as error:
        return {"address": address, "kind": type(error).__name__, "words": str(error)}
    except Exception as error:
        return {"address": address, "kind": "LightboxError", "words": f"{type(error).__name__} in a Spark task"}
    return {"address": address, "kind": DONE, "words": ""}
