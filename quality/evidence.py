"""Evidence: Great Expectations counts how many rows each rule meets, on the values of its stage.

The expectations are made from the rules, not from the verdicts. Where a core expectation says the same as the rule it is used (not null,
set, regular expression, length, range); where none does, a custom one runs the rule's check on the data Great Expectations holds.
Results are counts only: no value of a row leaves the frame, nothing is written to disk or sent anywhere. Great Expectations is imported
when first used: it takes seconds.
"""

import os
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from quality.checks.catalogue import CONDITIONS, Context, look
from quality.checks.general import limit_of
from quality.checks.kinds import condition
from quality.checks.text import CONTROL
from quality.decode import mark
from quality.rules import Rule

Asked = tuple[Rule, str]
Probe = Callable[[pd.Series], pd.Series]
_PROBES: dict[str, Probe] = {}  # what the custom expectation runs, by the name it is given; filled for the length of one validation


class Evidence:
    """Collects counts over the stages of one batch.

    `counts[(rule id, column)]` = rows that failed the expectation; `core`: those counted by an expectation of Great Expectations' own.
    """

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], int] = {}
        self.core: set[tuple[str, str]] = set()

    def judge(self, stage: str, frame: pd.DataFrame, asked: Sequence[Asked], context: Context) -> None:
        """Run one suite for the stage. `asked`: the (rule, column) pairs that have something to look at."""
        if not asked:
            return
        gx = _great_expectations()
        data, expectations = _suite(gx, frame, asked, context)
        try:
            result = _validate(gx, stage, data, expectations)
        finally:
            _PROBES.clear()
        for outcome in result.results:
            meta = outcome.expectation_config.meta if outcome.expectation_config else None
            if meta is None:
                raise AssertionError("Great Expectations returned a result without its rule")
            key = (str(meta["rule"]), str(meta["column"]))
            if any(part.get("raised_exception") for part in _exceptions(outcome.exception_info)):
                raise AssertionError(f"evidence of rule {key[0]} on {key[1]} could not be computed")
            self.counts[key] = self.counts.get(key, 0) + int(outcome.result["unexpected_count"])
            if meta["core"]:
                self.core.add(key)


def _exceptions(info: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Great Expectations reports one exception flat and several by metric."""
    if not info:
        return []
    return [info] if "raised_exception" in info else [part for part in info.values() if isinstance(part, dict)]


@lru_cache(maxsize=1)
def _great_expectations() -> Any:
    """The library with telemetry and progress bars off, and our custom expectation defined."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx

    from quality.expectation import ExpectRowsToPassProbe

    ExpectRowsToPassProbe.probes = _PROBES
    return gx


def _validate(gx: Any, stage: str, data: pd.DataFrame, expectations: list[Any]) -> Any:
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("batch").add_dataframe_asset(stage)
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch(batch_parameters={"dataframe": data})
    suite = gx.ExpectationSuite(name=stage, expectations=expectations)
    return batch.validate(suite, result_format={"result_format": "BASIC", "partial_unexpected_count": 0})


def _suite(gx: Any, frame: pd.DataFrame, asked: Sequence[Asked], context: Context) -> tuple[pd.DataFrame, list[Any]]:
    """The columns the expectations look at, and the expectations. A rule's conditions become columns emptied where they do not hold."""
    data: dict[str, pd.Series] = {}
    expectations: list[Any] = []
    fresh = Context(context.reading, context.read_at, context.declared)  # nothing the verdicts have worked out is taken over
    for number, (rule, column) in enumerate(asked):
        name = f"{column}_{number}"
        core = _core(rule, column, context)
        if core is None:
            _PROBES[name] = _probe(rule, column, frame, fresh)
            data[name] = pd.Series(range(len(frame)), index=frame.index, dtype="int64")
            cls, kwargs = "probe", {}
        else:
            cls, looked_at, kwargs = core
            wanted = _spoken_of(rule, column, frame)
            values = frame[looked_at]
            if wanted is None:
                name = looked_at
            elif cls == "ExpectColumnValuesToNotBeNull":
                values = values.astype(object).where(wanted, "")  # not looked at, so not null
            else:
                values = values.where(wanted)
            data[name] = values
        meta = {"rule": rule.id, "column": column, "core": core is not None}
        expectations.append(_expectation(gx, cls, name, kwargs, meta))
    return pd.DataFrame(data, index=frame.index), expectations


def _spoken_of(rule: Rule, column: str, frame: pd.DataFrame) -> pd.Series | None:
    """Rows the rule has something to say of; None when of all."""
    wanted = condition(frame, rule.params)
    if rule.params.get("unless"):
        untold = ~frame[mark(column)].isin(list(rule.params["unless"]))
        wanted = untold if wanted is None else wanted & untold
    return wanted


def _expectation(gx: Any, cls: str, name: str, kwargs: dict[str, Any], meta: dict[str, Any]) -> Any:
    if cls != "probe":
        return getattr(gx.expectations, cls)(column=name, meta=meta, **kwargs)
    from quality.expectation import ExpectRowsToPassProbe

    return ExpectRowsToPassProbe(column=name, probe=name, meta=meta)


def _probe(rule: Rule, column: str, frame: pd.DataFrame, context: Context) -> Probe:
    """Run the check on the rows Great Expectations asks about, given by their positions."""

    def run(positions: pd.Series) -> pd.Series:
        return look(rule.kind, frame, column, rule.params, context).mask.iloc[positions.to_numpy()].set_axis(positions.index)

    return run


def _core(rule: Rule, column: str, context: Context) -> tuple[str, str, dict[str, Any]] | None:
    """(expectation, column, parameters) that say the same as the rule; None when no core expectation does."""
    params = {name: value for name, value in rule.params.items() if name not in CONDITIONS}
    match rule.kind:
        case "missing" if not (params.get("declared") and column not in context.declared):
            return "ExpectColumnValuesToNotBeNull", column, {}
        case "marked":
            return "ExpectColumnValuesToNotBeInSet", mark(column), {"value_set": [params["is"]]}
        case "one_of":
            return "ExpectColumnValuesToNotBeInSet", column, {"value_set": list(params["values"])}
        case "pattern":
            return "ExpectColumnValuesToNotMatchRegex", column, {"regex": params["regex"]}
        case "control_characters":
            return "ExpectColumnValuesToNotMatchRegex", column, {"regex": CONTROL}
        case "longer_than" if (limit := limit_of(context, column, params)) is not None:
            return "ExpectColumnValueLengthsToBeBetween", column, {"max_value": limit}
        case "outside":
            return "ExpectColumnValuesToBeBetween", column, {"min_value": params["low"], "max_value": params["high"]}
        case "is_set":
            return "ExpectColumnValuesToBeInSet", column, {"value_set": [False]}
        case "after_read" if "until" not in params:
            latest = pd.Timestamp(context.read_at) + pd.Timedelta(seconds=params["seconds"])
            return "ExpectColumnValuesToBeBetween", column, {"max_value": latest.to_pydatetime()}
        case _:
            return None
