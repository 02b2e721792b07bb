"""The custom expectation of Great Expectations: rows pass a check of ours. Imported by quality/evidence.py when it first runs."""

from collections.abc import Mapping
from typing import Any, ClassVar

import pandas as pd
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.column_condition_partial import column_condition_partial
from great_expectations.expectations.metrics.map_metric_provider.column_map_metric_provider import ColumnMapMetricProvider


class RowsPassProbe(ColumnMapMetricProvider):
    """The column holds positions of rows; a row passes where the probe's mask is false."""

    condition_metric_name = "column_values.pass_probe"
    condition_value_keys = ("probe",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, probe: str, **_: Any) -> pd.Series:
        return ~ExpectRowsToPassProbe.probes[probe](column)


class ExpectRowsToPassProbe(ColumnMapExpectation):
    """Expect that a check, known by name, meets no row."""

    probes: ClassVar[Mapping[str, Any]] = {}
    map_metric: ClassVar[str] = "column_values.pass_probe"  # pyright: ignore[reportIncompatibleVariableOverride]
    success_keys: ClassVar[tuple[str, ...]] = ("probe", "mostly")  # pyright: ignore[reportIncompatibleVariableOverride]
    probe: str
