"""What a departmental system is: one YAML file in `pipelines/sources/`, checked here. Errors name file and line.

A source column is written `alias.COLUMN`, the alias being that of the feed's table or of one of its joins.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from pipelines.expressions import fields_of
from pipelines.rest_declaration import Rest
from quality.feeds import COLUMNS, Feed
from warehouse.codes import tables
from warehouse.errors import Misconfigured

SOURCES = Path(__file__).resolve().parent / "sources"
TODO = "TODO"  # a value that stands for what a person must decide; the comment on its line says what

Ref = Annotated[str, StringConstraints(pattern=r"^[\p{L}_]\w*\.[\p{L}_]\w*$")]  # columns in Chinese occur
CodeMap = dict[str, str]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Join(_Strict):
    """A further table: `match` maps its columns to columns already named, `only` narrows its rows by text
    values. `outer` keeps rows without a partner."""

    table: str
    alias: str = Field(alias="as")
    match: dict[Ref, Ref]
    only: dict[Ref, list[str]] = {}
    outer: bool = True


class Condition(_Strict):
    """A filter rendered into WHERE, compared as text. Exactly one of `one_of`, `none_of`, `filled`, or `any` of several."""

    column: Ref | None = None
    one_of: list[str] | None = None
    none_of: list[str] | None = None
    filled: bool = False
    any: list["Condition"] | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        forms = [self.one_of is not None, self.none_of is not None, self.filled, self.any is not None]
        if sum(forms) != 1:
            raise ValueError("a condition has exactly one of one_of, none_of, filled, any")
        if (self.any is None) != (self.column is not None):
            raise ValueError("a condition needs its column, and `any` needs none")
        return self

    def columns(self) -> set[str]:
        return {self.column} if self.column else {c for part in self.any or [] for c in part.columns()}


class Increment(_Strict):
    """One mark by which new and changed rows are found. A row is read when any mark of the feed says so.

    time: date-time column in the source's zone · epoch_ms, epoch_s: milliseconds, seconds since 1970 (UTC) · integer: growing number ·
    rowversion: SQL Server's · split_datetime: a yyyyMMdd and an HH:mm:ss column, a missing time counting as 23:59:59 ·
    snapshot: a date column; the last `days` are read again each time.
    `lookback_s` re-reads what was committed late; `margin_s` keeps away from rows being written now.
    """

    name: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    kind: Literal["time", "epoch_ms", "epoch_s", "integer", "rowversion", "split_datetime", "snapshot"]
    column: Ref
    time_column: Ref | None = None
    lookback_s: int = Field(0, ge=0)
    margin_s: int = Field(60, ge=0)
    days: int = Field(14, ge=1)

    @model_validator(mode="after")
    def _split(self) -> Self:
        if (self.kind == "split_datetime") != (self.time_column is not None):
            raise ValueError("time_column belongs to kind split_datetime and only to it")
        return self

    def columns(self) -> list[str]:
        return [self.column] if self.time_column is None else [self.column, self.time_column]


class Spec(_Strict):
    """Where a canonical column comes from, and how `validate` reads it. A bare `alias.COLUMN` is short for {column: …}."""

    column: Ref | None = None
    const: str | bool | None = None
    concat: list[Ref] | None = None  # null when the first is null
    lines: list[Ref] | None = None  # those that are filled, one a line
    coalesce: list["SpecIn"] | None = None
    template: str | None = None
    glob: str | None = None  # path of the file feeds: a pattern on the share, one row for each file found
    json_column: Ref | None = Field(None, alias="json")
    any: list["SpecIn"] | None = None  # of flags
    utc: Ref | None = None  # ISO text of an instant, as wall time in China
    start: Ref | None = None  # with `seconds`: a time and a duration
    separator: str = " "
    member: str | None = None
    seconds: Ref | None = None
    equals: list[str] | None = None
    first: int | None = Field(None, ge=1)
    after_last: str | None = None
    without_prefix: str | None = None
    # reading
    codes: str | CodeMap | None = None
    skip: list[str] = []
    times: list[str] = []
    charset: str | None = None
    decrypt: Literal["aes-ecb-hex"] | None = None
    max_bytes: int | None = Field(None, ge=1)  # length of the source column, to see text it cut

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        origins = (self.column, self.const, self.concat, self.lines, self.coalesce, self.template, self.glob, self.json_column,
                   self.any, self.utc, self.start)  # fmt: skip
        if sum(o is not None for o in origins) != 1:
            raise ValueError("say exactly one of column, const, concat, lines, coalesce, template, glob, json, any, utc, start")
        if (self.json_column is None) != (self.member is None) or (self.start is None) != (self.seconds is None):
            raise ValueError("json goes with member, start with seconds")
        if self.equals is not None and self.column is None:
            raise ValueError("equals needs a column")
        return self

    def columns(self) -> set[str]:
        """Source columns this one is made of."""
        found = {c for c in (self.column, self.json_column, self.utc, self.start, self.seconds) if c}
        found |= set(self.concat or []) | set(self.lines or [])
        found |= set(fields_of(self.template or self.glob or ""))
        for part in (*(self.coalesce or []), *(self.any or [])):
            found |= part.columns()
        return found


def _bare(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


SpecIn = Annotated[Spec, BeforeValidator(_bare)]
Spec.model_rebuild()


class Each(_Strict):
    """One kind of file of a source row: its columns beside the feed's; `key` is added to the row's key. No path, no file."""

    key: Annotated[str, StringConstraints(pattern=r"^\w+$")]
    columns: dict[str, SpecIn]


class Compare(_Strict):
    """How far back the keys of a source are compared with ours: exams whose `time` (a column of the exam table) is in the last `days`."""

    days: int = Field(ge=1, le=3660)
    time: Literal["register_time", "receive_time", "upload_time", "exam_begin_time", "order_time"]


class FeedDeclaration(_Strict):
    """One kind of thing the source gives, mapped to the canonical columns of `quality/feeds.py`."""

    table: str
    alias: str = Field(alias="as")
    joins: list[Join] = []
    where: list[Condition] = []
    key: list[Ref] = Field(min_length=1)
    order: list[Ref] = []  # columns to page by, when not `key`: must tell rows of one key together
    increments: list[Increment] = Field(min_length=1)
    period: Increment | None = None  # the business time by which rows are collected again, backfilled and compared
    compare: Compare | None = None  # exams: find what vanished without a word
    columns: dict[str, SpecIn]
    each: list[Each] = []  # file feeds: the files a row may have
    sql: dict[str, str] = {}  # flagged exception: dialect → one SELECT that stands for the table

    @model_validator(mode="after")
    def _aliases(self) -> Self:
        known = {self.alias, *(j.alias for j in self.joins)}
        for name in sorted(self.source_columns()):
            if name.partition(".")[0] not in known:
                raise ValueError(f"{name}: there is no table with this alias")
        if self.compare is not None and self.period is None:
            raise ValueError("compare needs the feed's period")
        if self.period is not None and self.period.kind in ("integer", "rowversion"):
            raise ValueError("period needs a time: time, epoch_ms, epoch_s, split_datetime or snapshot")
        names = [i.name for i in self.increments]
        if len(set(names)) != len(names):
            raise ValueError("increments need different names")
        return self

    def source_columns(self) -> set[str]:
        """Every source column the feed reads."""
        found = {c for spec in self.specs() for c in spec.columns()} | set(self.key) | set(self.order)
        found |= {c for i in self.marks() for c in i.columns()}
        found |= {c for condition in self.where for c in condition.columns()}
        found |= {c for join in self.joins for c in join.only}
        return found | {c for join in self.joins for pair in join.match.items() for c in pair}

    def marks(self) -> list[Increment]:
        return [*self.increments, *([self.period] if self.period else [])]

    def exam_columns(self) -> list[str]:
        """The source columns that make the key of the exam a row belongs to, in the order of that key's parts."""
        spec = self.columns.get("exam_key")
        if spec is None:
            return list(self.key)
        return [spec.column] if spec.column else fields_of(spec.template or "")

    def specs(self) -> list[Spec]:
        return [*self.columns.values(), *(spec for each in self.each for spec in each.columns.values())]

    def mapped(self) -> list[str]:
        """Canonical columns the feed fills, without `key`."""
        return list(dict.fromkeys([*self.columns, *(name for each in self.each for name in each.columns)]))


class Group(_Strict):
    """Feeds that share a schedule and form one DAG."""

    group: Literal["business", "reports", "files"]
    zh: str
    feeds: list[Feed] = Field(min_length=1)
    schedule: str
    retries: int = Field(3, ge=0, le=20)
    retry_seconds: int = Field(60, ge=1)


class Source(_Strict):
    """One departmental system. `rest`: it is a service, not a database."""

    source: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{1,15}$")]
    zh: str
    dialect: Literal["oracle", "mssql", "mysql", "doris"]
    charset: str
    rest: Rest | None = None
    zone: str = "Asia/Shanghai"
    times: list[str] = []  # forms of time columns that do not name their own
    codes: dict[str, CodeMap] = {}
    departments: list[str] = []  # the dictionary of request_dept; none: departments are taken as they come
    groups: list[Group]
    feeds: dict[Feed, FeedDeclaration]

    @property
    def pool(self) -> str:
        return f"source_{self.source.lower()}"

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        grouped = [feed for group in self.groups for feed in group.feeds]
        if sorted(grouped) != sorted(self.feeds):
            raise ValueError("every feed stands in exactly one group")
        for name, feed in self.feeds.items() if self.rest else ():
            if (
                feed.joins
                or feed.sql
                or len(feed.increments) != 1
                or feed.increments[0].kind in ("integer", "rowversion", "split_datetime")
            ):
                raise ValueError(f"{name.value}: a feed of a service has one mark, which is a time or a snapshot, no joins and no sql")
        return self


def feed_problems(source: Source) -> list[tuple[tuple[str, ...], str]]:
    """What the shape alone cannot tell: canonical names, required columns, code maps. (place, problem) pairs."""
    problems: list[tuple[tuple[str, ...], str]] = []
    for feed, declaration in source.feeds.items():
        place = ("feeds", feed.value)
        known = {c.name: c for c in COLUMNS[feed]}
        problems += _column_problems(source, feed, (*place, "columns"), declaration.columns)
        for number, each in enumerate(declaration.each):
            problems += _column_problems(source, feed, (*place, "each", str(number), "columns"), each.columns)
        exams = source.feeds.get(Feed.EXAMS)
        if exams is not None and "exam_key" in declaration.columns and len(declaration.exam_columns()) != len(exams.key):
            problems.append(((*place, "columns", "exam_key"), "name the parts of the exams' key: a column, or a template of columns"))
        for column in known.values():
            if column.required and column.name not in declaration.mapped() and column.name != "key":
                problems.append(((*place, "columns"), f"column '{column.name}' is required"))
    return list(dict.fromkeys(problems))  # a map that several feeds use is told once


def _column_problems(source: Source, feed: Feed, place: tuple[str, ...], columns: Mapping[str, Spec]) -> list[tuple[tuple[str, ...], str]]:
    problems: list[tuple[tuple[str, ...], str]] = []
    known = {c.name for c in COLUMNS[feed]}
    for name, spec in columns.items():
        if name not in known or name == "key":
            problems.append(((*place, name), f"{feed.value} has no column '{name}' to map (see quality/feeds.py)"))
        if isinstance(spec.codes, str) and spec.codes not in source.codes:
            problems.append(((*place, name), f"there is no code map '{spec.codes}' under codes"))
        problems += _code_problems(source, feed, (*place, name), name, spec)
        if spec.glob is not None and name != "path":
            problems.append(((*place, name), "glob is for the path of a file feed"))
    return problems


def _code_problems(source: Source, feed: Feed, place: tuple[str, ...], name: str, spec: Spec) -> list[tuple[tuple[str, ...], str]]:
    """Codes a map or a constant gives that the platform's table does not have."""
    table = next((c.codes for c in COLUMNS[feed] if c.name == name), None)
    if table is None:
        return []
    known = tables.table(table)
    mapping = source.codes.get(spec.codes, {}) if isinstance(spec.codes, str) else spec.codes or {}
    given = set(mapping.values()) if mapping else {spec.const} if isinstance(spec.const, str) else set[str]()
    where = ("codes", spec.codes) if isinstance(spec.codes, str) else place
    told = f"map to one of warehouse/codes/{table}.tsv, or add a row to codes/{table}.tsv in the site folder"
    return [(where, f"{table} has no code '{code}': {told}") for code in sorted(given - set(known))]


def load(path: Path) -> Source:
    """Read and check one declaration. Misconfigured lists every problem as `file:line: problem`."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Misconfigured(f"{path}:{line}: {error.problem}") from None
    if not isinstance(node, yaml.MappingNode):
        raise Misconfigured(f"{path}:1: a source declaration is a mapping")
    lines = dict(_lines(node))
    text = path.read_text(encoding="utf-8")
    if undecided := list(_undecided(node, text.splitlines())):
        raise Misconfigured(_report(path, lines, undecided))
    document = yaml.load(text, Loader=yaml.SafeLoader)
    try:
        source = Source.model_validate(document)
    except ValidationError as error:
        problems = [(tuple(str(p) for p in e["loc"]), str(e["msg"]).removeprefix("Value error, ")) for e in error.errors()]
        raise Misconfigured(_report(path, lines, problems)) from None
    problems = feed_problems(source)
    if problems:
        raise Misconfigured(_report(path, lines, problems))
    return source


def _undecided(node: yaml.Node, text: list[str], place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """(place, what to decide) of every value that still reads TODO: what the comment on its line says."""
    if isinstance(node, yaml.ScalarNode) and node.value == TODO:
        _, _, words = text[node.start_mark.line].partition(f"# {TODO}")
        yield place, words.lstrip(": ").strip() or f"write what it is instead of {TODO}"
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _undecided(key if key.value == TODO else value, text, (*place, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _undecided(value, text, (*place, str(number)))


def load_all(*folders: Path) -> dict[str, Source]:
    """Every declaration of the delivered folder and of `folders` by source code. A folder may be missing."""
    found: dict[str, Source] = {}
    files: dict[str, Path] = {}
    for path in [file for folder in (SOURCES, *folders) for file in sorted(folder.glob("*.yaml"))]:
        source = load(path)
        if source.source in found:
            raise Misconfigured(f"{path}:1: source {source.source} is declared twice, in {files[source.source]} too", "remove one file")
        found[source.source], files[source.source] = source, path
    return found


def _report(path: Path, lines: Mapping[tuple[str, ...], int], problems: list[tuple[tuple[str, ...], str]]) -> str:
    return "\n".join(f"{path}:{_line(lines, place)}: {'.'.join(place) or 'file'}: {problem}" for place, problem in problems)


def _line(lines: Mapping[tuple[str, ...], int], place: tuple[str, ...]) -> int:
    """The line of the place, or of the nearest one around it that stands in the file."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _lines(node: yaml.Node, place: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], int]]:
    found = [(place, node.start_mark.line + 1)]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, str(key.value))
            found.append((inner, key.start_mark.line + 1))
            found += [item for item in _lines(value, inner) if item[0] != inner]
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            found += _lines(value, (*place, str(number)))
    return found
