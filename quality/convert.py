"""From clean text to typed columns: times, codes, flags, counts, birth dates. Marks tell the rules what could not be read.

Marks: "unparsed", "placeholder", "unit" (an epoch in another unit than the source's), "unmapped".
"""

import re
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from quality.decode import mark
from quality.feeds import COLUMNS, FeedColumn, Kind
from quality.frame import no_text, per_value, text_column, truth, values_of
from quality.reading import ColumnReading, Reading
from warehouse.codes.tables import table

CHINA = pd.Timedelta(hours=8)  # Asia/Shanghai has had no summer time since 1991
# What drivers' own date types become as text; a source's own forms are tried before.
DEFAULT_TIMES = ("%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d")
EPOCH_UNITS: dict[int, Literal["s", "ms", "us", "ns"]] = {10: "s", 13: "ms", 16: "us", 19: "ns"}
NO_TIME = {"N/A", "n/a", "NA", "-", "--", "/", "待补", "不详", "未知", "无", "NULL", "null", "None", "0", "-1", "暂无"}
SENTINEL_DATES = {"1900-01-01", "1899-12-30", "1753-01-01", "0001-01-01", "2099-12-31", "9999-12-31"}
PLAUSIBLE_YEARS = frozenset(str(year) for year in range(1901, 2099))
_ZERO_DATE = re.compile(r"0000[-/]?00[-/]?00.*")
_ZONED = re.compile(r".*T.*(Z|[+-]\d\d:?\d\d)", re.DOTALL)
_END_OF_DAY = re.compile(r"(.*[ T]|\d{8} ?)24(:?00){1,2}(\.0+)?")
TRUE = {"1", "Y", "y", "T", "true", "True", "是", "\x01"}
NOT_MEASURED = {"9999", "29999", "-1"}
BIRTH_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f")
NO_BIRTH = re.compile(r"1970-0?1-0?1 00:00.*")  # an epoch of zero, written out
EXCEL_DAY_0 = date(1899, 12, 30)


def convert(reading: Reading, frame: pd.DataFrame, read_on: date) -> pd.DataFrame:
    """A new frame with typed columns and their marks set. `read_on` settles the century of two-digit years."""
    out = frame.copy()
    for canonical in COLUMNS[reading.feed]:
        how = reading.columns.get(canonical.name, ColumnReading(canonical.name))
        column, marks = _typed(frame[canonical.name], canonical, how, read_on)
        out[canonical.name] = column
        if marks is not None:
            out[mark(canonical.name)] = marks.where(marks.notna(), frame[mark(canonical.name)])
    return out


def _typed(column: pd.Series, canonical: FeedColumn, how: ColumnReading, read_on: date) -> tuple[pd.Series, pd.Series | None]:
    if canonical.kind is Kind.TIME:
        return times(column, how.times)
    if canonical.kind is Kind.CODE:
        return codes(column, canonical, how)
    if canonical.kind is Kind.FLAG:
        return column.isin(TRUE), None
    if canonical.kind is Kind.COUNT:
        return counts(column, canonical.name)
    if canonical.name == "birth_date":
        return birth_dates(column, how.times, read_on)
    return column, None


def times(column: pd.Series, forms: tuple[str, ...]) -> tuple[pd.Series, pd.Series]:
    """datetime64[ms] of wall time in Asia/Shanghai, NaT where nothing could be read, and marks."""
    marks = no_text(column.index)
    if not column.notna().any():
        return pd.Series(pd.NaT, index=column.index, dtype="datetime64[ms]"), marks
    odd = ~column.str.slice(0, 4).isin(PLAUSIBLE_YEARS)  # most times begin with a year no sentinel has
    placeholder = truth(column.where(odd), _is_no_time)
    marks[placeholder] = "placeholder"
    rest = column.where(~placeholder)
    parsed = pd.Series(pd.NaT, index=column.index, dtype="datetime64[ms]")
    epoch = "epoch" in forms or "epoch_s" in forms
    if epoch:
        parsed, unit = _epochs(rest, 10 if "epoch_s" in forms else 13)
        marks[unit] = "unit"
    if "utc" in forms:
        zoned = truth(rest, lambda v: _ZONED.fullmatch(v) is not None)
        utc = pd.to_datetime(rest[zoned], format="ISO8601", utc=True, errors="coerce").dt.tz_localize(None)
        parsed[zoned] = (utc + CHINA).astype("datetime64[ms]")
        rest = rest.where(~zoned | parsed.notna())
    plain = tuple(f for f in forms if f not in ("epoch", "epoch_s", "utc"))
    if plain or not epoch:
        parsed = parsed.fillna(_parsed(rest.where(parsed.isna()), (*plain, *DEFAULT_TIMES)))
    marks[column.notna() & ~placeholder & parsed.isna()] = "unparsed"
    return parsed, marks


def _is_no_time(value: str) -> bool:
    return value in NO_TIME or _ZERO_DATE.fullmatch(value) is not None or _day_text(value) in SENTINEL_DATES


def _day_text(value: str) -> str:
    """The date a text begins with as YYYY-MM-DD, whatever stands between its parts."""
    day = value.split(" ")[0]
    if day.isdigit() and len(day) in (8, 14):  # no epoch has that many digits
        return f"{day[:4]}-{day[4:6]}-{day[6:8]}"
    parts = re.split(r"[-/.]", day)
    return "-".join(p.zfill(2) for p in parts) if len(parts) == 3 else value[:10]


def _parsed(column: pd.Series, forms: tuple[str, ...]) -> pd.Series:
    """The first form that fits, for each different text once. 24:00 is the midnight that ends the day."""
    places, different = pd.factorize(column)
    texts = pd.Series(different, dtype="str")
    late = texts.str.contains("24", regex=False)
    late[late] = truth(texts[late], lambda v: _END_OF_DAY.fullmatch(v) is not None)
    readable = texts.mask(late, per_value(texts[late], _at_midnight).astype("str").reindex(texts.index)) if late.any() else texts
    result = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[ms]")
    for form in dict.fromkeys(forms):
        missing = result.isna()
        if not missing.any():
            break
        result[missing] = pd.to_datetime(readable[missing], format=form, errors="coerce").astype("datetime64[ms]")
    result = result.where(~late, result + pd.Timedelta(days=1)).astype("datetime64[ms]")
    return pd.Series(np.append(result.to_numpy(), np.datetime64("NaT"))[places], index=column.index).astype("datetime64[ms]")


def _at_midnight(value: str) -> str:
    cut = value.rindex("24")
    return value[:cut] + "00" + value[cut + 2 :]


def _epochs(column: pd.Series, promised: int) -> tuple[pd.Series, pd.Series]:
    """DT-06: the number of digits tells the unit. Second: where it is not the one promised (by its digits)."""
    result = pd.Series(pd.NaT, index=column.index, dtype="datetime64[ms]")
    digits = per_value(column, lambda v: len(v) if v.isdigit() else 0).fillna(0).astype(int)
    for length, unit in EPOCH_UNITS.items():
        fits = digits == length
        if fits.any():
            numbers = column[fits].astype("int64")
            result[fits] = (pd.to_datetime(numbers, unit=unit) + CHINA).astype("datetime64[ms]")
    return result, (digits != promised) & result.notna()


def codes(column: pd.Series, canonical: FeedColumn, how: ColumnReading) -> tuple[pd.Series, pd.Series]:
    """Platform codes; null with the mark "unmapped" where the source's value has none.

    Null and blank are one thing to Oracle: a map that names one of them speaks of both.
    """
    known = table(canonical.codes or "")
    mapping = how.codes if how.codes is not None else {code: code for code in known}
    null_code = mapping.get("(null)", mapping.get("(blank)"))
    blank_code = mapping.get("(blank)", null_code)

    def one(value: str) -> str:
        return (blank_code or "") if value == "" else mapping.get(value, "\0")

    mapped = per_value(column, one)
    unmapped = mapped == "\0"
    result = no_text(column.index)
    usable = mapped.notna() & ~unmapped & (mapped != "")
    result[usable] = mapped[usable].astype("str")
    if null_code is not None:
        result[column.isna()] = null_code
    marks = no_text(column.index)
    marks[unmapped.fillna(False).astype(bool)] = "unmapped"
    return result, marks


def counts(column: pd.Series, name: str) -> tuple[pd.Series, pd.Series]:
    """Int64; "placeholder" for values that mean not measured (0, too, for the intervals of an ECG), "unparsed" for no number."""
    marks = no_text(column.index)
    zero = {"0"} if name.endswith(("_ms", "_bpm")) else set[str]()
    placeholder = column.isin(NOT_MEASURED | zero)
    marks[placeholder] = "placeholder"
    rest = column.where(~placeholder)
    number = truth(rest, lambda v: re.fullmatch(r"\d{1,9}", v) is not None)
    marks[rest.notna() & ~number] = "unparsed"
    result = pd.Series(pd.NA, index=column.index, dtype="Int64")
    result[number] = rest[number].astype("int64")
    return result, marks


def birth_dates(column: pd.Series, forms: tuple[str, ...], read_on: date) -> tuple[pd.Series, pd.Series]:
    """YYYY-MM-DD; YYYY-MM or YYYY where no more is given (its precision is kept); null with a mark otherwise.

    `forms`: what the source declares beyond the usual forms: strptime forms, or "excel" for a column of Excel day numbers.
    """
    outcome = {value: _birth(value, forms, read_on) for value in values_of(column)}
    values = text_column([outcome[v][0] if isinstance(v, str) else None for v in column], column.index)
    marks = text_column([outcome[v][1] if isinstance(v, str) else None for v in column], column.index)
    return values, marks


_YEAR = re.compile(r"(1[89]|20)\d\d")
_MONTH = re.compile(r"((?:1[89]|20)\d\d)[-/.年](0?[1-9]|1[0-2])月?")
_ISO_DAY = re.compile(r"((?:1[89]|20)\d\d-\d\d-\d\d)(?: 00:00:00(?:\.0+)?)?")


def _birth(value: str, forms: tuple[str, ...], read_on: date) -> tuple[str | None, str | None]:
    if _is_no_time(value) or NO_BIRTH.fullmatch(value):
        return None, "placeholder"
    if _YEAR.fullmatch(value):
        return value, None
    if month := _MONTH.fullmatch(value):
        return f"{month.group(1)}-{int(month.group(2)):02d}", None
    if iso := _ISO_DAY.fullmatch(value):
        try:
            return date.fromisoformat(iso.group(1)).isoformat(), None
        except ValueError:
            return None, "unparsed"
    if "excel" in forms and re.fullmatch(r"\d{4,5}", value):
        return date.fromordinal(EXCEL_DAY_0.toordinal() + int(value)).isoformat(), None
    # strptime takes 751123 for the third of February 7511: eight digits, or the source says what they mean.
    usual = () if value.isdigit() and len(value) != 8 else BIRTH_FORMS
    for form in (*(f for f in forms if f not in ("excel", "epoch", "epoch_s", "utc")), *usual):
        parsed = pd.to_datetime(value, format=form, errors="coerce")
        if not pd.isna(parsed):
            day = date(parsed.year, parsed.month, parsed.day)
            if "%y" in form and day > read_on:
                day = day.replace(year=day.year - 100)
            return day.isoformat(), None
    return None, "unparsed"


_AGE_PART = re.compile(r"(\d{1,4})\s*(岁|周岁|个月|月|周|天|日|小时)")


def age_in_years(text: str) -> float | None:
    """AG-01: 36岁, 3月, 12天, 5小时, Y035, 3岁2月; a bare number is years, with a minus what it says. None when it is none of these."""
    text = text.strip().upper()
    if found := re.fullmatch(r"([YMWD])0*(\d{1,3})", text):
        return int(found.group(2)) / {"Y": 1, "M": 12, "W": 52, "D": 365}[found.group(1)]
    if found := re.fullmatch(r"(-?\d{1,3})\s*(岁|周岁)?", text):
        return float(found.group(1))
    total, matched = 0.0, ""
    for number, unit in _AGE_PART.findall(text):
        total += int(number) / {"岁": 1, "周岁": 1, "个月": 12, "月": 12, "周": 52, "天": 365, "日": 365, "小时": 8760}[unit]
        matched += unit
    return total if matched else None


def whole_years(birth: str, at: date) -> int:
    """Completed years at a day; a birth given as a year counts from the middle of it."""
    parts = [int(p) for p in birth.split("-")]
    born = date(parts[0], parts[1] if len(parts) > 1 else 7, parts[2] if len(parts) > 2 else 1)
    return at.year - born.year - ((at.month, at.day) < (born.month, born.day))
