"""How a source writes times: which forms fit its values."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

EPOCHS = {13: "epoch", 10: "epoch_s"}
FORMS = (
    "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d",
    "%Y%m%d%H%M%S", "%Y%m%d %H:%M:%S", "%Y%m%d%H%M", "%Y%m%d", "%Y.%m.%d %H:%M:%S", "%Y.%m.%d", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日",
)  # fmt: skip
ISO = ("%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S")  # text that sorts as its times do
_ZONED = re.compile(r"\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)")
_LEAST = re.compile(r"(19|20)\d\d")


def form_of(value: Any) -> str | None:
    """The form of one value: a strptime form, epoch, epoch_s, utc, or "time" for a driver's own; None for no time."""
    if isinstance(value, (datetime, date)):
        return "time"
    text = str(value).strip()
    if isinstance(value, int) or (text.isdigit() and len(text) in EPOCHS and not _LEAST.match(text)):
        return EPOCHS.get(len(text)) if text[:1] in ("1", "2") else None
    if not _LEAST.match(text):
        return None
    if _ZONED.fullmatch(text):
        return "utc"
    return next((form for form in FORMS if _fits(text, form)), None)


def _fits(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True


def forms_of(values: Iterable[Any]) -> Counter[str]:
    """How many of the values have which form."""
    return Counter(form for value in values if value not in (None, "") and (form := form_of(value)))


def are_times(values: Sequence[Any]) -> bool:
    """Whether at least half of the filled values are times."""
    filled = [v for v in values if v not in (None, "")]
    return bool(filled) and 2 * sum(forms_of(filled).values()) >= len(filled)
