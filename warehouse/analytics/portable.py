"""The portable subset of SQL: what Doris and DuckDB answer alike. Anything else is refused by name: an error beats a silent difference.

Statements are read in Doris's dialect. Parameters are written `:name`; a list parameter stands for `(a, b, …)`, as in `IN :ids`.
What is allowed is a list of syntax, not of exceptions: a construct nobody thought of is refused. Described in docs/portable-sql.md.
"""

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import ParseError, TokenError
from sqlglot.tokenizer_core import TokenType

from warehouse.errors import Refused


class Forbidden(Refused):
    """The account may not read that."""


DATABASE = "lightbox"
_PARAMETER = re.compile(r"'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|(?<![:\w]):([a-zA-Z_]\w*)")
_NOT_IN = re.compile(r"\bNOT\s+IN\s*\Z", re.IGNORECASE)

# Syntax with the same meaning on both sides, by the class sqlglot reads it as.
SYNTAX: frozenset[type[exp.Expr]] = frozenset((
    exp.Select, exp.Union, exp.Subquery, exp.CTE, exp.With, exp.From, exp.Join, exp.Where, exp.Group, exp.Having, exp.Order, exp.Ordered,
    exp.Limit, exp.Offset, exp.Distinct, exp.Table, exp.TableAlias, exp.Alias, exp.Column, exp.Identifier, exp.Star, exp.Literal,
    exp.Boolean, exp.Null, exp.Placeholder, exp.Tuple, exp.Paren, exp.In, exp.Between, exp.Is, exp.Not, exp.And, exp.Or, exp.EQ, exp.NEQ,
    exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.Like, exp.Add, exp.Sub, exp.Mul, exp.Div, exp.IntDiv, exp.Mod, exp.Neg, exp.Case,
    exp.If, exp.Window, exp.WindowSpec, exp.Var, exp.DataType, exp.DataTypeParam, exp.Exists,
))  # fmt: skip
FUNCTIONS: frozenset[type[exp.Expr]] = frozenset((
    exp.Count, exp.Sum, exp.Min, exp.Max, exp.Avg, exp.Coalesce, exp.Cast, exp.Lower, exp.Upper, exp.Substring, exp.Abs, exp.Round,
    exp.Floor, exp.Ceil, exp.Nullif, exp.Concat, exp.Trim, exp.Year, exp.Month, exp.Day, exp.Hour, exp.Minute, exp.Second, exp.DateDiff,
    exp.TimestampTrunc, exp.DateTrunc, exp.RowNumber, exp.Rank, exp.DenseRank, exp.Greatest, exp.Least, exp.RegexpLike, exp.TimeToStr,
    exp.StrToTime, exp.StrToDate, exp.TsOrDsToDate, exp.TsOrDsToTimestamp, exp.Length, exp.Replace,
))  # fmt: skip
CASTS = {exp.DType.DATE, exp.DType.DOUBLE, exp.DType.DECIMAL}
UNITS = {"YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND"}
FORMAT_CODES = set("YymdHMS%")  # after sqlglot's translation: %i is M, %s is S
JOINS = {"", "INNER", "CROSS", "OUTER"}
WHY = {
    "LENGTH": "Doris counts bytes, DuckDB characters; use CHAR_LENGTH",
    "DAYOFWEEK": "the days are numbered differently",
    "WEEK": "the first week of a year differs",
    "GROUP_CONCAT": "the default separator and the order differ",
    "TIMESTAMPDIFF": "Doris counts whole units, DuckDB borders crossed; use DATEDIFF",
    "INTERVAL": "the type of the sum differs; pass the bound as a parameter",
    "XOR": "engines differ; write (a AND NOT b) OR (NOT a AND b)",
    "MATCH_ANY": "it needs an inverted index; use LIKE",
    "MATCH_ALL": "it needs an inverted index; use LIKE",
    "MATCH_PHRASE": "it needs an inverted index; use LIKE",
    "NOW": "the clock of a store is not an input; pass the time as a parameter",
}
_SAME = {"DAY_OF_WEEK": "DAYOFWEEK", "TIMESTAMP_DIFF": "TIMESTAMPDIFF", "CURRENT_TIMESTAMP": "NOW", "WEEK_OF_YEAR": "WEEK"}


def parse(sql: str, tables: Collection[str] | None = None, readable: Collection[str] | None = None) -> exp.Query:
    """One SELECT of the portable subset, over `tables` where they are given. Refused names the first thing that is not in it.

    Forbidden: it reads a table that is none of `readable`.
    """
    dialect = Dialect.get_or_raise("doris")
    try:
        tokens = dialect.tokenize(sql)
        statements = [s for s in dialect.parser().parse(tokens, sql) if s is not None]
    except (ParseError, TokenError) as error:
        raise Refused("the statement cannot be read as Doris SQL", _where(error)) from None
    if len(statements) != 1:
        raise Refused("exactly one statement is answered at a time")
    statement = statements[0]
    if not isinstance(statement, exp.Query):
        raise Refused(f"{tokens[0].text.upper()[:32]} is refused: only SELECT is answered", "data comes in by Stream Load")
    if any(token.token_type is TokenType.DPIPE for token in tokens):
        raise Refused("|| is refused: it means OR in Doris and joins texts elsewhere", "use OR or CONCAT")
    for node in statement.walk():
        _check(node)
    _check_tables(statement, tables, readable)
    return statement


def _where(error: Exception) -> str:
    details = getattr(error, "errors", None)
    if details:
        return f"line {details[0].get('line')}, column {details[0].get('col')}"
    return "check its spelling"


def _check(node: exp.Expr) -> None:
    kind = type(node)
    if isinstance(node, (exp.Anonymous, exp.AnonymousAggFunc)):
        raise _refused(str(node.this))
    if isinstance(node, (exp.MatchAgainst, exp.Match)):
        raise _refused("MATCH_" + str(node.args.get("kind") or "ANY"))
    if kind not in SYNTAX and kind not in FUNCTIONS:
        raise _refused(node.sql_names()[0] if isinstance(node, exp.Func) and not isinstance(node, exp.Connector) else node.key)
    if isinstance(node, exp.Length) and node.args.get("binary"):
        raise _refused("LENGTH")  # CHAR_LENGTH is read as Length too, without `binary`: characters on both sides
    if isinstance(node, exp.Substring) and node.args["start"].name == "0":
        raise Refused("SUBSTRING from 0 is refused: engines differ", "positions count from 1")
    if isinstance(node, exp.Cast) and node.to.this not in CASTS:
        raise Refused(
            f"CAST to {node.to.sql('doris')} is refused: engines round and spell values differently", "DATE, DOUBLE, DECIMAL are alike"
        )
    if isinstance(node, exp.Join):
        _check_join(node)
    if isinstance(node, (exp.TimestampTrunc, exp.DateTrunc)) and node.text("unit").upper() not in UNITS:
        raise Refused("DATE_TRUNC is refused with this unit", "units: " + ", ".join(sorted(UNITS)))
    if isinstance(node, (exp.TimeToStr, exp.StrToTime, exp.StrToDate)):
        _check_format(node)


def _check_join(node: exp.Join) -> None:
    if node.method or str(node.args.get("kind") or "").upper() not in JOINS:
        kind = f"{node.method} {node.kind}".strip()
        raise Refused(f"{kind} JOIN is refused: it is not in the portable subset", "INNER, LEFT, RIGHT, FULL, CROSS")


def _check_format(node: exp.Expr) -> None:
    given = node.args.get("format")
    codes = re.findall(r"%(.)", given.name) if isinstance(given, exp.Literal) else ["?"]
    if not set(codes) <= FORMAT_CODES:
        raise Refused("the time format is refused: it is not in the portable subset", "codes: %Y %y %m %d %H %i %s")


def _check_tables(statement: exp.Query, tables: Collection[str] | None, readable: Collection[str] | None) -> None:
    for table in statement.find_all(exp.Table):
        if not isinstance(table.this, exp.Identifier):
            raise Refused("a table function is refused: only tables of the analytic store can be read")
        if table.args.get("catalog") or table.db.lower() not in ("", DATABASE):
            raise Refused("another database cannot be read")
        if tables is None or (not table.db and _names_cte(table)):
            continue
        if table.name not in tables:
            raise Refused(f"there is no table {table.name[:64]}", "SHOW TABLES lists what there is")
        if readable is not None and table.name not in readable:
            raise Forbidden(
                f"this account may not read {table.name}", "SHOW TABLES lists what it may; grants.yaml of this installation says so"
            )


def _names_cte(table: exp.Table) -> bool:
    """Whether the name is that of a CTE here. A CTE is known to those after it and to its statement, not to itself: there the name is a
    table's."""
    below: exp.Expr = table
    above = table.parent
    while above is not None:
        said = above if isinstance(above, exp.With) else above.args.get("with_")
        if said is not None and below is not said and table.name in _before(said.expressions, below):
            return True
        below, above = above, above.parent
    return False


def _before(ctes: Sequence[exp.Expr], one: exp.Expr) -> list[str]:
    """Names of the CTEs that stand before `one`: all, where it is none of them."""
    return [cte.alias for cte in itertools.takewhile(lambda cte: cte is not one, ctes)]


def _refused(name: str) -> Refused:
    upper = _SAME.get(name.upper(), name.upper())
    return Refused(f"{upper} is refused: {WHY.get(upper, 'it is not in the portable subset')}", "see docs/portable-sql.md")


def expand(sql: str, params: Mapping[str, Any] | None) -> tuple[str, dict[str, Any]]:
    """Give each element of a list parameter a name of its own. An empty list after IN matches nothing. Refused: a value is missing."""
    given = dict(params or {})
    used: dict[str, Any] = {}

    def one(match: re.Match[str]) -> str:
        name = match.group(1)
        if name is None:
            return match.group()
        if name not in given:
            raise Refused(f"parameter :{name} has no value")
        value = given[name]
        if not isinstance(value, (list, tuple, set, frozenset)):
            used[name] = value
            return f":{name}"
        if not value and _NOT_IN.search(match.string, 0, match.start()):
            raise Refused(f"NOT IN :{name} is refused: the list is empty, and engines would match nothing", "leave the condition out")
        names = [f"{name}_{i}" for i in range(len(value))]
        used.update(zip(names, value, strict=True))
        return "(" + (", ".join(f":{n}" for n in names) or "NULL") + ")"

    return _PARAMETER.sub(one, sql), used


def to_duckdb(statement: exp.Query) -> str:
    """The statement in DuckDB's dialect, parameters as `$name`; computed columns without a name are called by their text."""
    for select in _outermost(statement):
        select.set("expressions", [_named(column) for column in select.expressions])
    for node in statement.find_all(exp.Table, exp.Column):
        node.set("db", None)
    for found in list(statement.find_all(exp.In)):
        _as_semi_join(found)
    # Doris reads a backslash in a pattern as "what follows stands for itself"; DuckDB has to be told.
    for like in list(statement.find_all(exp.Like)):
        if not isinstance(like.expression, exp.Literal) or "\\" in like.expression.name:
            like.replace(exp.Escape(this=like.copy(), expression=exp.Literal.string("\\")))
    return statement.sql(dialect="duckdb")


def _as_semi_join(found: exp.In) -> None:
    """A list to look up becomes a relation to join with: DuckDB then reads only rows that match (12 ids of 10 million: 70 ms → 8 ms).

    Only where the condition must hold by itself; NULL in a list, NOT IN and lists under OR mean or cost something else.
    """
    values, above = found.expressions, found.parent
    while isinstance(above, exp.And):
        above = above.parent
    if len(values) > 1 and isinstance(above, exp.Where) and not any(isinstance(value, exp.Null) for value in values):
        listed = exp.select(exp.Unnest(expressions=[exp.Array(expressions=[value.copy() for value in values])]))
        found.set("expressions", None)
        found.set("query", exp.Subquery(this=listed))


def _outermost(statement: exp.Query) -> list[exp.Select]:
    while isinstance(statement, (exp.Union, exp.Subquery)):
        statement = statement.this
    return [statement] if isinstance(statement, exp.Select) else []


def _named(column: exp.Expr) -> exp.Expr:
    if isinstance(column, (exp.Alias, exp.Column, exp.Star)):
        return column
    return exp.alias_(column, column.sql(dialect="doris").lower(), quoted=True)


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
