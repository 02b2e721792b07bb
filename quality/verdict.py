"""The verdict on a batch: what happens to each row, and why. Bad rows are values, never exceptions."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd


class Outcome(StrEnum):
    """What becomes of a row. `accepted` rows may still carry findings of severity W or I."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    EXCLUDED = "excluded"
    QUARANTINED = "quarantined"
    MERGED = "merged"


# One finding: `row` is the position in the batch, `field` a canonical column, `old` the value before a correction (else null),
# `reason` the rule's Chinese message with the value's shape, never the value.
FINDING_COLUMNS = ("row", "rule", "severity", "field", "action", "reason", "old")


@dataclass(frozen=True)
class Verdicts:
    """`rows`: all rows of the batch with canonical, corrected values, in batch order (index 0..n-1).

    `outcome`: one `Outcome` a row. `findings`: a frame with FINDING_COLUMNS, only for rows that have any.
    `old` holds identifiers: it goes to the sealed correction log and nowhere else.
    """

    rows: pd.DataFrame
    outcome: pd.Series
    findings: pd.DataFrame

    def where(self, *outcomes: Outcome) -> pd.DataFrame:
        """The rows with one of these outcomes, index kept."""
        return self.rows[self.outcome.isin([o.value for o in outcomes])]

    def count(self, outcome: Outcome) -> int:
        return int((self.outcome == outcome.value).sum())
