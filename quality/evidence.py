"""Evidence: Great Expectations counts, independently, how many rows each rule meets on the values of its stage.

Where a core expectation says the same as the rule it is used (not null, regular expression, length, range, set); for checks that have
none, the expectation is that the rule's own mark column holds no hit, which proves the counting and the bookkeeping but not the check.
Results are counts only: no value of a row leaves the frame. Great Expectations is imported when first used: it takes three seconds.
"""

import os
import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from quality.decode import mark
from quality.rules import Rule


class Evidence:
    """Collects counts over the stages of one batch: `counts[(rule id, column)]` = rows that failed the expectation."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], int] = {}
        self.core: set[tuple[str, str]] = set()

    def judge(self, stage: str, frame: pd.DataFrame, judged: Sequence[tuple[Rule, str, pd.Series]]) -> None:
        """Run one suite for the stage."""
        if not judged:
            return
        os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
        import great_expectations as gx
        from great_expectations.data_context.types.base import ProgressBarsConfig

        data, expectations = _prepare(gx, frame, judged)
        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        asset = context.data_sources.add_pandas("batch").add_dataframe_asset(stage)
        batch = asset.add_batch_definition_whole_dataframe("whole").get_batch(batch_parameters={"dataframe": data})
        suite = gx.ExpectationSuite(name=stage, expectations=[expectation for expectation, _, _ in expectations])
        result = batch.validate(suite, result_format={"result_format": "BASIC", "partial_unexpected_count": 0})
        for outcome in result.results:
            meta = outcome.expectation_config.meta if outcome.expectation_config else None
            if meta is None:
                raise AssertionError("Great Expectations returned a result without its rule")
            key = (str(meta["rule"]), str(meta["column"]))
            if outcome.exception_info and outcome.exception_info.get("raised_exception"):
                raise AssertionError(f"evidence of rule {key[0]} on {key[1]} could not be computed")
            self.counts[key] = self.counts.get(key, 0) + int(outcome.result["unexpected_count"])
        self.core.update(key for _, key, is_core in expectations if is_core)


def _prepare(
    gx: Any, frame: pd.DataFrame, judged: Sequence[tuple[Rule, str, pd.Series]]
) -> tuple[pd.DataFrame, list[tuple[Any, tuple[str, str], bool]]]:
    """The stage's frame with mark columns for checks that have no core expectation, and all expectations."""
    extra: dict[str, pd.Series] = {}
    expectations: list[tuple[Any, tuple[str, str], bool]] = []
    for number, (rule, column, hits) in enumerate(judged):
        meta = {"rule": rule.id, "column": column}
        core = _core(gx, rule, column, meta)
        if core is None:
            name = f"_hit_{number}"
            extra[name] = hits.astype(bool)
            core = gx.expectations.ExpectColumnValuesToBeInSet(column=name, value_set=[False], meta=meta)
            expectations.append((core, (rule.id, column), False))
        else:
            expectations.append((core, (rule.id, column), True))
    plain = pd.DataFrame({n: _plain(frame[n]) for n in frame.columns}, index=frame.index)
    return pd.concat([plain, pd.DataFrame(extra, index=frame.index)], axis=1), expectations


def _plain(column: pd.Series) -> pd.Series:
    """GX tests for null with plain objects."""
    return column.astype(object).where(column.notna(), None)


def _core(gx: Any, rule: Rule, column: str, meta: dict[str, str]) -> Any | None:
    expect = gx.expectations
    if rule.kind == "missing" and not rule.params.get("unless"):
        return expect.ExpectColumnValuesToNotBeNull(column=column, meta=meta)
    if rule.kind == "marked":
        return expect.ExpectColumnValuesToNotBeInSet(column=mark(column), value_set=[rule.params["is"]], meta=meta)
    if rule.kind == "pattern":
        return expect.ExpectColumnValuesToNotMatchRegex(column=column, regex=re.compile(rule.params["regex"]).pattern, meta=meta)
    if rule.kind == "longer_than":
        return expect.ExpectColumnValueLengthsToBeBetween(column=column, max_value=int(rule.params["characters"]), meta=meta)
    if rule.kind == "outside":
        return expect.ExpectColumnValuesToBeBetween(column=column, min_value=rule.params["low"], max_value=rule.params["high"], meta=meta)
    if rule.kind == "is_set":
        return expect.ExpectColumnValuesToBeInSet(column=column, value_set=[False], meta=meta)
    return None
