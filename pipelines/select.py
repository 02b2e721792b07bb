"""The SELECTs a source is asked, made with SQLAlchemy Core: one declaration, every dialect.

Values that were read (keys, marks) go back as bound parameters in the form the driver gave them: a blank-padded CHAR key must come back
padded, or Oracle (which compares CHAR with VARCHAR2 without padding; SQL Language Reference, "Blank-Padded and Nonpadded Comparison
Semantics") would find it smaller than itself. What every dialect renders is kept under tests/extractors/golden and reviewed there.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BINARY,
    CHAR,
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
    String,
    Unicode,
    and_,
    case,
    cast,
    column,
    func,
    literal,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.sql.elements import quoted_name

from pipelines.declaration import Condition, FeedDeclaration, Increment
from warehouse.errors import Misconfigured

Bind = Mapping[str, Any]  # increment name → value in the driver's form
MISSING_TIME = "235959"  # of a split mark: late enough that nothing is lost


class FeedSelect:
    """The statements of one feed for one dialect."""

    def __init__(self, feed: FeedDeclaration, dialect: str, schema: str | None = None, marks: Sequence[Increment] | None = None) -> None:
        """`marks`: by which windows are cut; those of the feed when not given."""
        self._feed, self._dialect = feed, dialect
        self._marks = feed.increments if marks is None else marks
        self._columns = sorted(feed.source_columns())
        self._rowversions = {i.column for i in feed.increments if i.kind == "rowversion"} if dialect == "mssql" else set[str]()
        by_alias: dict[str, list[str]] = {}
        for name in self._columns:
            alias, _, bare = name.partition(".")
            by_alias.setdefault(alias, []).append(bare)
        self._tables: dict[str, FromClause] = {}
        if feed.sql and dialect not in feed.sql:
            raise Misconfigured(f"the feed's sql has no statement for {dialect}", "add one under sql")
        for alias, name in ((feed.alias, feed.table), *((j.alias, j.table) for j in feed.joins)):
            names = [column(self._name(c)) for c in by_alias.get(alias, [])]
            if feed.sql and alias == feed.alias:
                self._tables[alias] = text(feed.sql[dialect]).columns(*names).subquery(self._name(alias))
            else:
                self._tables[alias] = table(self._name(name), *names, schema=schema).alias(self._name(alias))
        self._from = self._joined()
        self._since: Any = None

    def since(self, bound: Any) -> None:
        """Leave out rows whose business time lies before `bound`, as the database compares it."""
        self._since = bound

    @property
    def order(self) -> list[str]:
        """The source columns pages are ordered by."""
        return self._feed.order or self._feed.key

    def page(self, lower: Bind | None, upper: Bind, after: Sequence[Any] | None, limit: int) -> Select:
        """Rows of the window in key order that follow the key `after`, at most `limit`; rows with a null key part are left out."""
        keys = [self._column(name) for name in self.order]
        statement = self._window(lower, upper).where(*[k.is_not(None) for k in keys])
        if after is not None:
            statement = statement.where(_greater(keys, after))
        return statement.order_by(*keys).limit(limit)

    def without_key(self, lower: Bind | None, upper: Bind) -> Select:
        """Rows of the window that have a null in their key: no page can hold them."""
        return self._window(lower, upper).where(or_(*[self._column(name).is_(None) for name in self.order]))

    def of_exams(self, exams: Sequence[Sequence[str]]) -> Select:
        """Everything of some exams, given by the parts of their keys."""
        columns = [self._column(name) for name in self._feed.exam_columns()]
        # Parts of a key are trimmed: Oracle finds them in a blank-padded column only if they are CHAR, too.
        kind = CHAR() if self._dialect == "oracle" else None
        wanted = or_(*[and_(*[c == literal(part, kind) for c, part in zip(columns, parts, strict=True)]) for parts in exams])
        return self._rows().where(wanted).order_by(*[self._column(name) for name in self.order])

    def keys(self, lower: Bind | None, upper: Bind, after: Sequence[Any] | None, limit: int) -> Select:
        """As `page`, but only the columns pages are ordered by and those of the key."""
        names = list(dict.fromkeys([*self.order, *self._feed.key]))
        return self.page(lower, upper, after, limit).with_only_columns(*self._labelled(names))

    def sample(self, limit: int, newest: Increment | None) -> Select:
        """Some rows of the feed; the newest by a mark (that should have an index), else whichever come first."""
        rows = self._rows().limit(limit)
        return rows if newest is None else rows.order_by(self._mark(newest).desc())

    def highest(self, increment: Increment) -> Select:
        """The highest value of a counting mark. Of a rowversion: the one below the oldest that an open transaction holds, for its rows
        are committed later than higher ones and would be passed over (Transact-SQL reference, MIN_ACTIVE_ROWVERSION)."""
        if increment.column in self._rowversions:
            return select(cast(func.min_active_rowversion(), BigInteger) - 1)
        return select(func.max(self._column(increment.column))).select_from(self._tables[increment.column.partition(".")[0]])

    def _name(self, name: str) -> quoted_name:
        """A name as the source's catalogue has it, always quoted: any word may be reserved in one of the dialects.

        Oracle's catalogue holds names in capitals unless they were quoted when made, so one declared in small letters is raised.
        """
        return quoted_name(name.upper() if self._dialect == "oracle" and name.islower() else name, quote=True)

    def _column(self, name: str) -> ColumnElement[Any]:
        alias, _, bare = name.partition(".")
        return self._tables[alias].c[self._name(bare)]

    def _shown(self, name: str) -> ColumnElement[Any]:
        """A column as it is read: a rowversion as the number its eight bytes are, so that marks stay numbers in order."""
        return cast(self._column(name), BigInteger) if name in self._rowversions else self._column(name)

    def _labelled(self, names: Sequence[str]) -> list[ColumnElement[Any]]:
        """Columns with short labels: Oracle before 12.2 takes names of 30 bytes, and rows are read by position anyway."""
        return [self._shown(name).label(f"c{number}") for number, name in enumerate(names, start=1)]

    def _joined(self) -> FromClause:
        joined = self._tables[self._feed.alias]
        for join in self._feed.joins:
            only = [_text(self._column(name), values).in_(values) for name, values in join.only.items()]
            on = and_(*[self._column(left) == self._column(right) for left, right in join.match.items()], *only)
            joined = joined.join(self._tables[join.alias], on, isouter=join.outer)
        return joined

    def _rows(self) -> Select:
        statement = select(*self._labelled(self._columns)).select_from(self._from)
        statement = statement.where(*[self._condition(c) for c in self._feed.where])
        if self._since is None or self._feed.period is None:
            return statement
        period = self._mark(self._feed.period)
        return statement.where(or_(period >= self._since, period.is_(None)))

    def _window(self, lower: Bind | None, upper: Bind) -> Select:
        inside = [self._inside(i, None if lower is None else lower.get(i.name), upper.get(i.name)) for i in self._marks]
        unmarked = and_(*[self._mark(i).is_(None) for i in self._marks])
        return self._rows().where(or_(*inside, unmarked))  # rows no mark speaks of are read each time: nothing is lost

    def _inside(self, increment: Increment, lower: Any, upper: Any) -> ColumnElement[bool]:
        mark = self._mark(increment)
        if increment.column in self._rowversions:  # a number beside a rowversion would turn the column, not the number, and miss the index
            lower, upper = (None if v is None else cast(literal(v, BigInteger), BINARY(8)) for v in (lower, upper))
        parts = [mark.is_not(None)]
        if lower is not None:
            parts.append(mark >= lower)
        if upper is not None:
            parts.append(mark < upper)
        return and_(*parts)

    def _mark(self, increment: Increment) -> ColumnElement[Any]:
        if increment.time_column is None:
            return self._column(increment.column)
        day = func.rtrim(cast(self._column(increment.column), String(10)), type_=String)
        clock = func.rtrim(cast(self._column(increment.time_column), String(8)))
        digits = func.replace(clock, ":", "")  # both HH:mm:ss and HHmmss occur
        moment = day + literal(" ") + func.coalesce(func.nullif(digits, ""), MISSING_TIME)
        # No day, a blank one or one in another form is no mark: Oracle joins a null as nothing, and ' 235959' would never be read.
        return case((day.like("_" * 8), moment))

    def _condition(self, condition: Condition) -> ColumnElement[bool]:
        if condition.any is not None:
            return or_(*[self._condition(part) for part in condition.any])
        value = self._column(str(condition.column))
        if condition.filled:
            return value.is_not(None)
        if condition.one_of is not None:
            return _text(value, condition.one_of).in_(condition.one_of)
        none_of = condition.none_of or []
        return or_(value.is_(None), _text(value, none_of).not_in(none_of))


def _text(value: ColumnElement[Any], values: Sequence[str]) -> ColumnElement[str]:
    """Trimmed text of any column, in functions every dialect has, to be compared with `values`.

    SQL Server's varchar holds one code page only: other than ASCII is compared as nvarchar.
    """
    kind = String(100) if all(v.isascii() for v in values) else String(100).with_variant(Unicode(100), "mssql")
    return func.ltrim(func.rtrim(cast(value, kind), type_=kind), type_=kind)


def _greater(keys: Sequence[ColumnElement[Any]], after: Sequence[Any]) -> ColumnElement[bool]:
    """(k1, k2, …) > (a1, a2, …), written out: not every dialect compares rows."""
    options: list[ColumnElement[bool]] = []
    for i, key in enumerate(keys):
        equal = [keys[j] == after[j] for j in range(i)]
        options.append(and_(*equal, key > after[i]))
    return or_(*options)
