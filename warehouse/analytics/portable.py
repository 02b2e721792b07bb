"""The portable subset of SQL: what Doris and DuckDB answer alike. Anything else is refused by name: an error beats a silent difference.

Statements are read in Doris's dialect. Parameters are written `:name`; a list parameter stands for `(a, b, …)`, as in `IN :ids`.
The subset is described in docs/portable-sql.md.
"""

import re
from collections.abc import Mapping
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

from warehouse.errors import Refused

_PARAMETER = re.compile(r"'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|(?<![:\w]):([a-zA-Z_]\w*)")

# Functions with the same meaning on both sides, by the class sqlglot reads them as.
ALLOWED: tuple[type[exp.Expr], ...] = (
    exp.Count, exp.Sum, exp.Min, exp.Max, exp.Avg, exp.Coalesce, exp.If, exp.Case, exp.Cast, exp.Lower, exp.Upper, exp.Substring,
    exp.Abs, exp.Round, exp.Floor, exp.Ceil, exp.Nullif, exp.Concat, exp.Trim, exp.Year, exp.Month, exp.Day, exp.DateDiff,
    exp.TimestampTrunc, exp.DateTrunc, exp.RowNumber, exp.Rank, exp.Greatest, exp.Least, exp.And, exp.Or, exp.RegexpLike,
    exp.TimeToStr, exp.StrToTime, exp.TsOrDsToDate, exp.TsOrDsToTimestamp, exp.Exists, exp.Hour,
)  # fmt: skip
WHY = {
    "LENGTH": "Doris counts bytes, DuckDB characters; use CHAR_LENGTH",
    "DAYOFWEEK": "numbering differs",
    "DAY_OF_WEEK": "numbering differs",
    "WEEK": "the first week of a year differs",
    "GROUP_CONCAT": "the default separator differs",
    "MATCH_ANY": "needs an inverted index; use LIKE",
    "MATCH_ALL": "needs an inverted index; use LIKE",
    "MATCH_PHRASE": "needs an inverted index; use LIKE",
}


def parse(sql: str) -> exp.Query:
    """One SELECT of the portable subset. Refused names the first thing that is not in it."""
    try:
        statements = [s for s in sqlglot.parse(sql, read="doris") if s is not None]
    except (ParseError, TokenError) as error:
        raise Refused("the statement cannot be read as Doris SQL", _where(error)) from None
    if len(statements) != 1:
        raise Refused("exactly one statement is answered at a time")
    statement = statements[0]
    if not isinstance(statement, exp.Query):
        raise Refused(f"{statement.key.upper()} is refused: only SELECT is answered", "data comes in by Stream Load")
    for node in statement.walk():
        _check(node)
    return statement


def _where(error: Exception) -> str:
    details = getattr(error, "errors", None)
    if details:
        return f"line {details[0].get('line')}, column {details[0].get('col')}"
    return "check its spelling"


def _check(node: exp.Expr) -> None:
    if isinstance(node, exp.Table) and not isinstance(node.this, exp.Identifier):
        raise Refused("a table function is refused: only tables of the analytic store can be read")
    if isinstance(node, exp.Table) and node.args.get("catalog"):
        raise Refused("another catalogue cannot be read")
    if isinstance(node, exp.Xor):
        raise Refused("XOR is refused: it differs between engines", "write (a AND NOT b) OR (NOT a AND b)")
    if isinstance(node, (exp.Anonymous, exp.AnonymousAggFunc)):
        raise _refused(str(node.this))
    if isinstance(node, (exp.MatchAgainst, exp.Match)):
        raise _refused("MATCH_" + str(node.args.get("kind") or "ANY"))
    if isinstance(node, exp.Length):
        if node.args.get("binary"):
            raise _refused("LENGTH")
        return  # CHAR_LENGTH: characters on both sides
    if isinstance(node, exp.Substring) and isinstance(node.args.get("start"), exp.Literal) and node.args["start"].this == "0":
        raise Refused("SUBSTRING from 0 is refused: engines differ", "positions count from 1")
    if isinstance(node, exp.Func) and not isinstance(node, ALLOWED) and not isinstance(node, (exp.Connector, exp.Query)):
        raise _refused(node.sql_names()[0])
    if isinstance(node, (exp.Into, exp.Lock)):
        raise Refused(f"{node.key.upper()} is refused")


def _refused(name: str) -> Refused:
    upper = name.upper()
    return Refused(f"{upper} is refused: {WHY.get(upper, 'it is not in the portable subset')}", "see docs/portable-sql.md")


def expand(sql: str, params: Mapping[str, Any] | None) -> tuple[str, dict[str, Any]]:
    """Give each element of a list parameter a name of its own. An empty list matches nothing. KeyError: a parameter has no value."""
    given = dict(params or {})
    used: dict[str, Any] = {}

    def one(match: re.Match[str]) -> str:
        name = match.group(1)
        if name is None:
            return match.group()
        value = given[name]
        if not isinstance(value, (list, tuple, set, frozenset)):
            used[name] = value
            return f":{name}"
        names = [f"{name}_{i}" for i in range(len(value))]
        used.update(zip(names, value, strict=True))
        return "(" + (", ".join(f":{n}" for n in names) or "NULL") + ")"

    return _PARAMETER.sub(one, sql), used


def to_duckdb(statement: exp.Query) -> str:
    """The statement in DuckDB's dialect, parameters as `$name`."""
    return statement.sql(dialect="duckdb")


def to_pyformat(sql: str) -> str:
    """The statement for a MySQL driver: `%(name)s` parameters, literal % doubled."""

    def one(match: re.Match[str]) -> str:
        return f"%({match.group(1)})s" if match.group(1) else match.group().replace("%", "%%")

    parts: list[str] = []
    last = 0
    for match in _PARAMETER.finditer(sql):
        parts += [sql[last : match.start()].replace("%", "%%"), one(match)]
        last = match.end()
    return "".join(parts) + sql[last:].replace("%", "%%")
