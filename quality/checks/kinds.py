"""What a check is, and the table of all kinds. A check looks at one column (and may look at others) and changes nothing itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pandas as pd

from quality.reading import Reading


@dataclass(frozen=True)
class Context:
    """What a check may know besides the rows. `read_at`: wall time of Asia/Shanghai when the batch was read, without zone."""

    reading: Reading
    read_at: datetime


@dataclass(frozen=True)
class Hit:
    """Rows a rule met, their new values (used where `mask`), and values it sets in other columns."""

    mask: pd.Series
    new: pd.Series | None = None
    other: Mapping[str, pd.Series] = field(default_factory=dict)


Check = Callable[[pd.DataFrame, str, Mapping[str, Any], Context], Hit]
KINDS: dict[str, Check] = {}


def kind(name: str) -> Callable[[Check], Check]:
    """Register a check under the name rules use."""

    def register(check: Check) -> Check:
        if name in KINDS:
            raise ValueError(f"check kind {name} is defined twice")
        KINDS[name] = check
        return check

    return register
