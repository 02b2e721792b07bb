"""From clean text to typed columns: times, codes, flags, counts, birth dates. Marks tell the rules what could not be read.

Marks: "unparsed", "placeholder", "unit" (an epoch in another unit than the source's), "unmapped", "utc".
"""

import re
from datetime import date
from typing import Literal

import pandas as pd

from quality.decode import mark
from quality.feeds import COLUMNS, FeedColumn, Kind
from quality.frame import per_value, text_column, truth
from quality.reading import ColumnReading, Reading
from warehouse.codes.tables import table

CHINA = pd.Timedelta(hours=8)  # Asia/Shanghai has had no summer time since 1991
DEFAULT_TIMES = ("%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d")
EPOCH_UNITS: dict[int, Literal["s", "ms", "us", "ns"]] = {10: "s", 13: "ms", 16: "us", 19: "ns"}
SOURCE_EPOCH_DIGITS = 13
NO_TIME = {"N/A", "NA", "-", "--", "/", "待补", "不详", "无", "NULL", "null", "None", "0", "-1", "暂无"}
SENTINEL_DATES = {"1900-01-01", "1899-12-30", "1753-01-01", "0001-01-01", "2099-12-31", "9999-12-31"}
_ZERO_DATE = re.compile(r"0000[-/]?00[-/]?00.*")
TRUE = {"1", "Y", "y", "T", "true", "True", "是", "\x01"}
NOT_MEASURED = {"9999", "29999", "-1"}
BIRTH_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%Y.%m.%d")


def convert(reading: Reading, frame: pd.DataFrame) -> pd.DataFrame:
    """A new frame with typed columns and their marks set."""
    out = frame.copy()
    for canonical in COLUMNS[reading.feed]:
        how = reading.columns.get(canonical.name, ColumnReading(canonical.name))
        column, marks = _typed(frame[canonical.name], canonical, how)
        out[canonical.name] = column
        if marks is not None:
            out[mark(canonical.name)] = marks.where(marks.notna(), frame[mark(canonical.name)])
    return out


def _typed(column: pd.Series, canonical: FeedColumn, how: ColumnReading) -> tuple[pd.Series, pd.Series | None]:
    if canonical.kind is Kind.TIME:
        return times(column, how.times)
    if canonical.kind is Kind.CODE:
        return codes(column, canonical, how)
    if canonical.kind is Kind.FLAG:
        return column.isin(TRUE), None
    if canonical.kind is Kind.COUNT:
        return counts(column, canonical.name)
    if canonical.name == "birth_date":
        return birth_dates(column)
    return column, None


def times(column: pd.Series, forms: tuple[str, ...]) -> tuple[pd.Series, pd.Series]:
    """datetime64[ms] of wall time in Asia/Shanghai, NaT where nothing could be read, and marks."""
    marks = text_column([None] * len(column), column.index)
    placeholder = truth(column, _is_no_time)
    marks[placeholder] = "placeholder"
    rest = column.where(~placeholder)
    if "epoch" in forms:
        parsed, unit = _epochs(rest)
        marks[unit] = "unit"
    elif "utc" in forms:
        parsed = pd.to_datetime(rest, format="ISO8601", utc=True, errors="coerce").dt.tz_localize(None) + CHINA
    else:
        parsed = _parsed(rest, (*forms, *DEFAULT_TIMES))
    parsed = parsed.astype("datetime64[ms]")
    marks[rest.notna() & parsed.isna()] = "unparsed"
    sentinel = parsed.dt.strftime("%Y-%m-%d").isin(SENTINEL_DATES)
    marks[sentinel] = "placeholder"
    return parsed.mask(sentinel), marks


def _is_no_time(value: str) -> bool:
    return value in NO_TIME or _ZERO_DATE.fullmatch(value) is not None or value[:10].replace("/", "-") in SENTINEL_DATES


def _parsed(column: pd.Series, forms: tuple[str, ...]) -> pd.Series:
    """The first form that fits, for each different text once."""
    texts = pd.Series(column.dropna().unique(), dtype="str")
    result = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[ms]")
    for form in dict.fromkeys(forms):
        missing = result.isna()
        if not missing.any():
            break
        tried = pd.to_datetime(texts[missing], format=form, errors="coerce")
        result[missing] = tried.astype("datetime64[ms]")
    return column.map(dict(zip(texts, result, strict=True))).astype("datetime64[ms]")


def _epochs(column: pd.Series) -> tuple[pd.Series, pd.Series]:
    """DT-06: the number of digits tells the unit. Second: where the unit is not the milliseconds the source promises."""
    result = pd.Series(pd.NaT, index=column.index, dtype="datetime64[ms]")
    digits = per_value(column, lambda v: len(v) if v.isdigit() else 0).fillna(0).astype(int)
    for length, unit in EPOCH_UNITS.items():
        fits = digits == length
        if fits.any():
            numbers = column[fits].astype("int64")
            result[fits] = (pd.to_datetime(numbers, unit=unit) + CHINA).astype("datetime64[ms]")
    return result, (digits != SOURCE_EPOCH_DIGITS) & result.notna()


def codes(column: pd.Series, canonical: FeedColumn, how: ColumnReading) -> tuple[pd.Series, pd.Series]:
    """Platform codes; null with the mark "unmapped" where the source's value has none."""
    known = table(canonical.codes or "")
    mapping = how.codes if how.codes is not None else {code: code for code in known}
    null_code = mapping.get("(null)")
    blank_code = mapping.get("(blank)", null_code)

    def one(value: str) -> str:
        return (blank_code or "") if value == "" else mapping.get(value, "\0")

    mapped = per_value(column, one)
    unmapped = mapped == "\0"
    result = text_column([None] * len(column), column.index)
    usable = mapped.notna() & ~unmapped & (mapped != "")
    result[usable] = mapped[usable].astype("str")
    if null_code is not None:
        result[column.isna()] = null_code
    marks = text_column([None] * len(column), column.index)
    marks[unmapped.fillna(False).astype(bool)] = "unmapped"
    return result, marks


def counts(column: pd.Series, name: str) -> tuple[pd.Series, pd.Series]:
    """Int64; "placeholder" for values that mean not measured (0, too, for the intervals of an ECG), "unparsed" for no number."""
    marks = text_column([None] * len(column), column.index)
    zero = {"0"} if name.endswith(("_ms", "_bpm")) else set[str]()
    placeholder = column.isin(NOT_MEASURED | zero)
    marks[placeholder] = "placeholder"
    rest = column.where(~placeholder)
    number = truth(rest, lambda v: re.fullmatch(r"\d{1,9}", v) is not None)
    marks[rest.notna() & ~number] = "unparsed"
    result = pd.Series(pd.NA, index=column.index, dtype="Int64")
    result[number] = rest[number].astype("int64")
    return result, marks


def birth_dates(column: pd.Series) -> tuple[pd.Series, pd.Series]:
    """YYYY-MM-DD; YYYY where only the year is given (its precision is kept); null with a mark otherwise."""
    outcome = {value: _birth(value) for value in column.dropna().unique()}
    values = text_column([outcome[v][0] if isinstance(v, str) else None for v in column], column.index)
    marks = text_column([outcome[v][1] if isinstance(v, str) else None for v in column], column.index)
    return values, marks


def _birth(value: str) -> tuple[str | None, str | None]:
    if _is_no_time(value):
        return None, "placeholder"
    if re.fullmatch(r"(18|19|20)\d\d", value):
        return value, None
    for form in BIRTH_FORMS:
        parsed = pd.to_datetime(value, format=form, errors="coerce")
        if not pd.isna(parsed):
            day = date(parsed.year, parsed.month, parsed.day)
            return (None, "placeholder") if day.isoformat() in SENTINEL_DATES else (day.isoformat(), None)
    return None, "unparsed"


def age_in_years(text: str) -> float | None:
    """AG-01: 36岁, 3月, 12天, 5小时, Y035, 3岁2月; a bare number is years. None when it is none of these."""
    text = text.strip().upper()
    if found := re.fullmatch(r"([YMWD])0*(\d{1,3})", text):
        return int(found.group(2)) / {"Y": 1, "M": 12, "W": 52, "D": 365}[found.group(1)]
    if re.fullmatch(r"\d{1,3}", text):
        return float(text)
    total, matched = 0.0, ""
    for number, unit in re.findall(r"(\d{1,4})\s*(岁|周岁|个月|月|周|天|日|小时)", text):
        total += int(number) / {"岁": 1, "周岁": 1, "个月": 12, "月": 12, "周": 52, "天": 365, "日": 365, "小时": 8760}[unit]
        matched += unit
    return total if matched else None


def whole_years(birth: str, at: date) -> int:
    """Completed years at a day; a birth given as a year counts from the middle of it."""
    parts = [int(p) for p in birth.split("-")]
    born = date(parts[0], parts[1] if len(parts) > 1 else 7, parts[2] if len(parts) > 2 else 1)
    return at.year - born.year - ((at.month, at.day) < (born.month, born.day))
