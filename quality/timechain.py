"""The time chain of an exam: inverted pairs and durations, by category.

Time only goes forward: an inversion is shown and counted, never put right. Columns rounded to the minute and clocks read by hand make
60 seconds no inversion (DT-08): that much is neither flagged nor counted.
"""

from collections.abc import Callable

import pandas as pd

TOLERANCE = pd.Timedelta(seconds=60)
NODES = {
    "T1": "order_time", "T2": "register_time", "T3": "exam_begin_time", "T4": "exam_end_time", "T5": "report_time", "T6": "verify_time",
    "T7": "print_time", "P0": "send_time", "P1": "receive_time", "P2": "gross_time", "P3": "slide_time", "N1": "inject_time",
}  # fmt: skip
CHAINS = {  # by category, else by its first part
    "PATH.FRO": ("P1", "T6"),
    "PATH": ("T1", "P0", "P1", "P2", "P3", "T5", "T6", "T7"),
    "NM": ("T1", "T2", "N1", "T3", "T4", "T5", "T6", "T7"),
}
DEFAULT_CHAIN = ("T1", "T2", "T3", "T4", "T5", "T6", "T7")
DURATIONS = {"wait_s": ("T2", "T3"), "exam_s": ("T3", "T4"), "report_s": ("T4", "T5"), "review_s": ("T5", "T6")}
EMERGENCY, BEDSIDE = "2", "B"
RADIOLOGY_GRACE = pd.Timedelta(minutes=30)
ANY_TIME = pd.Timedelta(days=36_500)


Test = Callable[[pd.Series, pd.Series], pd.Series]  # (earlier node, later node) → whether the pair is meant


def _inverted(earlier: pd.Series, later: pd.Series) -> pd.Series:
    return earlier - later > TOLERANCE


def _rounded(earlier: pd.Series, later: pd.Series) -> pd.Series:
    """No more than a minute back, and one of the two stands on a whole minute."""
    back = earlier - later
    return (back > pd.Timedelta(0)) & (back <= TOLERANCE) & ((earlier.dt.second == 0) | (later.dt.second == 0))


def roundings(frame: pd.DataFrame) -> pd.DataFrame:
    """As `inversions`, for pairs that only rounding to the minute has turned round (DT-08): no inversion."""
    return _pairs(frame, _rounded)


def inversions(frame: pd.DataFrame) -> pd.DataFrame:
    """One boolean column `later<earlier` for each pair of neighbouring known nodes that is inverted by more than a minute."""
    return _pairs(frame, _inverted)


def _pairs(frame: pd.DataFrame, test: Test) -> pd.DataFrame:
    category = frame["exam_category"].fillna("").astype("str")
    root = category.str.replace(r"\..*", "", regex=True)
    named = category.where(category.isin(list(CHAINS)), root)
    found: dict[str, pd.Series] = {}
    for name in (*CHAINS, ""):
        here = named == name if name else ~named.isin(list(CHAINS))
        if here.any():
            _walk(frame, here, CHAINS.get(name, DEFAULT_CHAIN), _legal(frame, root), found, test)
    return pd.DataFrame(found, index=frame.index)


def _legal(frame: pd.DataFrame, root: pd.Series) -> pd.Series:
    """How long an exam may begin before it was ordered or registered: first the patient, then the paper.

    Any time for the ECG of an emergency or at the bedside, half an hour for an emergency in radiology (quality.md §3).
    """
    emergency = frame["patient_class"] == EMERGENCY
    first = root.isin(["ECG", "EEG"]) & (emergency | (frame["urgency"] == BEDSIDE))
    legal = pd.Series(TOLERANCE, index=frame.index)
    legal[emergency & (root == "RAD")] = RADIOLOGY_GRACE
    legal[first] = ANY_TIME
    return legal


def _walk(frame: pd.DataFrame, here: pd.Series, chain: tuple[str, ...], legal: pd.Series, found: dict[str, pd.Series], test: Test) -> None:
    previous, previous_node = frame[NODES[chain[0]]], pd.Series(chain[0], index=frame.index, dtype="str")
    for node in chain[1:]:
        current = frame[NODES[node]]
        back = previous - current
        inverted = here & test(previous, current)
        if node == "T3" and test is _inverted:
            inverted &= ~(previous_node.isin(["T1", "T2"]) & (back <= legal))
        for earlier in previous_node[inverted].unique():
            pair = f"{node}<{earlier}"
            found[pair] = found.get(pair, pd.Series(False, index=frame.index)) | (inverted & (previous_node == earlier))
        known = current.notna()
        previous = current.where(known, previous)
        previous_node = previous_node.mask(known, node)


def marks(frame: pd.DataFrame) -> pd.Series:
    """Inverted pairs of each row, comma separated; empty when the chain is in order."""
    found = inversions(frame)
    result = pd.Series("", index=frame.index, dtype="str")
    for pair in found.columns:
        hit = found[pair]
        result[hit] = result[hit].where(result[hit] == "", result[hit] + ",") + pair
    return result


def durations(frame: pd.DataFrame) -> pd.DataFrame:
    """wait_s, exam_s, report_s, review_s in whole seconds; null where a node is missing or the pair is inverted (never zero)."""
    out: dict[str, pd.Series] = {}
    for name, (start, end) in DURATIONS.items():
        span = (frame[NODES[end]] - frame[NODES[start]]).dt.total_seconds()
        span = span.mask(span < -TOLERANCE.total_seconds()).clip(lower=0)
        out[name] = span.round().astype("Int64")
    return pd.DataFrame(out, index=frame.index)
