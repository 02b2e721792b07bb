"""The first declaration of a system: YAML with a remark on every guess, and a TODO wherever a person must decide.

No value of an identifier stands in it: remarks tell shapes, and only code columns tell their values.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines.onboarding.codemaps import choices, map_lines, quoted
from pipelines.onboarding.guess import Guessed, Seen, key_of, link, mark_kind
from pipelines.onboarding.shapes import shapes
from pipelines.onboarding.times import FORMS, forms_of
from pipelines.onboarding.vocabulary import CANONICAL, CHANGED
from quality.feeds import COLUMNS, Feed, Kind
from settings import Settings

ALIASES = {"exams": "e", "patients": "p", "reports": "r"}
PERIOD = ("register_time", "exam_begin_time", "order_time", "report_time")
YES = ("1", "Y", "y", "T", "true", "是", "有")
FROM_EXAM = ("accession_no", "case_no", "visit_no")  # columns a report takes from its exam
FILE_KINDS = {"pdf": "RPT_PDF", "jpg": "IMG_JPG", "jpeg": "IMG_JPG", "dcm": "IMG_DCM", "edf": "EDF"}


class Draft:
    """Writes one system. `charset`: of its byte values, None when it has none beyond ASCII."""

    def __init__(self, code: str, zh: str, dialect: str, charset: str | None, found: Guessed, settings: Settings) -> None:
        self._code, self._zh, self._dialect, self._charset, self._settings = code, zh, dialect, charset, settings
        self._found = found
        self._maps: dict[str, list[str]] = {}
        self._tables: dict[str, Seen] = {}
        for role, alias in ALIASES.items():
            table = getattr(found, role)
            if table is not None and all(table is not other for other in self._tables.values()):
                self._tables[alias] = table

    def text(self) -> str:
        """The whole declaration."""
        feeds = {feed: list(lines) for feed, lines in self._feeds()}
        groups = [("business", "业务数据", ["orders", "exams"], "*/10 * * * *"), ("reports", "报告", ["reports"], "5-55/10 * * * *"),
                  ("files", "文件", ["files", "images"], "*/15 * * * *")]  # fmt: skip
        lines = [
            f"# {self._zh}: proposed by `lightbox source new` from the tables and a sample of their rows. Every guess has a remark.",
            "# Values are told as shapes: D18 is eighteen digits, C3 three Chinese characters, L1 one letter, S1 a sign, _1 a blank.",
            "# Decide what says TODO, delete what is wrong, then: lightbox source check FILE --profile",
        ]
        if self._found.others:
            lines.append(f"# not used: {', '.join(self._found.others[:40])}")
        lines += [
            f"source: {self._code}", f"zh: {quoted(self._zh)}", f"dialect: {self._dialect}",
            f"charset: {self._charset or 'utf-8'}" + ("  # the bytes of the sample are of it" if self._charset else ""),
            f"times: [{', '.join(quoted(f) for f in self._time_forms())}]", "groups:",
        ]  # fmt: skip
        for group, zh, names, schedule in groups:
            if given := [n for n in names if n in feeds]:
                lines.append(f"  - {{group: {group}, zh: {zh}, feeds: [{', '.join(given)}], schedule: {quoted(schedule)}}}")
        lines += ["codes:"] if self._maps else []
        for name, entries in self._maps.items():
            lines += [f"  {name}:", *(f"    {entry}" for entry in entries)]
        lines.append("feeds:")
        for feed, body in feeds.items():
            lines += [f"  {feed}:", *(f"    {line}" for line in body)]
        if not self._found.files:
            lines.append("  # no column seems to hold a file's path. Files by a pattern: see `files` in pipelines/sources/eis.yaml")
        return "\n".join(lines) + "\n"

    # --- feeds --------------------------------------------------------------------------------------------------------

    def _feeds(self) -> Iterator[tuple[str, Iterator[str]]]:
        exams = self._found.exams
        if exams is None:
            yield "exams", self._nothing()
            return
        yield "exams", self._feed(Feed.EXAMS, "e", ("p", "r"))
        if "order_no" in exams.means or "order_time" in exams.means:
            yield "orders", self._feed(Feed.ORDERS, "e", ("p",))
        if self._found.reports is not None:
            yield "reports", self._feed(Feed.REPORTS, "r" if "r" in self._tables else "e", ("e", "p"))
        for number, table in enumerate(self._found.files):
            if number < 2:  # a source has two feeds of files
                yield self._files(table, number)

    def _nothing(self) -> Iterator[str]:
        yield "table: TODO  # TODO: no table looks like exams; name it (again with --table T: only the tables named are looked at)"
        yield "as: e"
        yield "key: [TODO]  # TODO: the columns that tell one exam from another, as e.COLUMN"
        yield "increments: [TODO]  # TODO: such as {name: changed, kind: time, column: e.UPDATED}"
        yield "columns: {exam_category: TODO}  # TODO: such as {const: US}"

    def _feed(self, feed: Feed, base: str, joined: Sequence[str]) -> Iterator[str]:
        table = self._tables[base]
        aliases = [base, *(a for a in joined if a in self._tables and a != base)]
        yield f"table: {table.facts.name}  # {table.rows} rows looked at"
        yield f"as: {base}"
        yield from self._joins(base, aliases[1:])
        yield from self._where(feed, base)
        yield from self._key(table, base, ("accession_no", "case_no") if feed is not Feed.REPORTS else ())
        yield from self._increments(aliases)
        yield "columns:"
        if feed is Feed.REPORTS or feed is Feed.ORDERS:
            yield f"  exam_key: {self._exam_key(base)}"
        for line in self._columns(feed, aliases):
            yield f"  {line}"

    def _joins(self, base: str, others: Sequence[str]) -> Iterator[str]:
        if others:
            yield "joins:"
        for alias in others:
            at = "e" if alias == "p" and base != "p" else base  # patients belong to exams, whatever the feed is of
            pairs = link(self._tables[alias], self._tables[at], ("patient_key", "accession_no", "case_no")).pairs
            match = ", ".join(f"{alias}.{a}: {at}.{b}" for a, b in pairs)
            name = self._tables[alias].facts.name
            if match:
                yield f"  - {{table: {name}, as: {alias}, match: {{{match}}}}}"
            else:
                yield f"  - {{table: {name}, as: {alias}, match: {{TODO: TODO}}}}  # TODO: join by {alias}.COLUMN: {at}.COLUMN"

    def _where(self, feed: Feed, base: str) -> Iterator[str]:
        means = self._tables[base].means
        names = {Feed.ORDERS: ("order_no", "order_time"), Feed.REPORTS: ("findings", "conclusion", "report_time") if base == "e" else ()}
        filled = [f"{{column: {base}.{means[n]}, filled: true}}" for n in names.get(feed, ()) if n in means]
        if filled:
            yield "where:"
            yield f"  - any: [{', '.join(filled)}]"

    def _key(self, table: Seen, alias: str, alternatives: Sequence[str]) -> Iterator[str]:
        columns, promised = key_of(table, alternatives)
        if not columns:
            yield f"key: [TODO]  # TODO: {table.facts.name} declares no key: the columns that tell its rows apart, as {alias}.COLUMN"
            return
        said = "as the database declares it" if promised else f"not declared, but unique in the {table.rows} rows looked at"
        yield f"key: [{', '.join(f'{alias}.{c}' for c in columns)}]  # {said}"

    def _exam_key(self, base: str) -> str:
        columns, _ = key_of(self._tables["e"], ("accession_no", "case_no"))
        if not columns:
            return "TODO  # TODO: the columns of the exams' key, as e.COLUMN"
        here = base if all(self._tables[base].has(c) for c in columns) else "e"
        if len(columns) == 1:
            return f"{here}.{columns[0]}"
        return quoted("|".join(f"{{{here}.{c}}}" for c in columns)).join(("{template: ", "}"))

    # --- marks --------------------------------------------------------------------------------------------------------

    def _increments(self, aliases: Sequence[str]) -> Iterator[str]:
        marks = list(self._marks(aliases))
        if not any(line.startswith("  - ") for line in marks):
            yield "increments: [TODO]  # TODO: no mark of change was found: see the kinds of increments in docs/guides/add-a-system.md"
        else:
            yield "increments:"
            yield from marks
        at = next((n for n in PERIOD if n in self._tables.get("e", self._tables[aliases[0]]).means), None)
        if at is not None and "e" in aliases:
            column = self._tables["e"].means[at]
            if kind := mark_kind(self._tables["e"], column):
                yield f"period: {{name: period, kind: {kind}, column: e.{column}}}"

    def _marks(self, aliases: Sequence[str]) -> Iterator[str]:
        names = {"e": "exam", "p": "patient", "r": "report", "f": "file"}
        for alias in aliases:
            table = self._tables[alias]
            column = table.means.get(CHANGED)
            kind = mark_kind(table, column) if column else None
            if kind:
                slow = "" if table.facts.indexed is None or column in table.facts.indexed else "  # without an index: slow on a big table"
                yield f"  - {{name: {names[alias]}, kind: {kind}, column: {alias}.{column}, lookback_s: 600}}{slow}"
            elif alias == aliases[0]:
                yield from self._mark_without_change(table, alias)

    def _mark_without_change(self, table: Seen, alias: str) -> Iterator[str]:
        """No column tells changes: a window of days read again each time, else a growing number."""
        day = next((n for n in PERIOD if n in table.means and mark_kind(table, table.means[n]) == "time"), None)
        if day is not None:
            column = table.means[day]
            yield f"  - {{name: day, kind: snapshot, column: {alias}.{column}, days: 14}}  # no mark of change: 14 days are read again"
            return
        key = table.facts.keys[0] if table.facts.keys else ()
        facts = table.facts.column(key[0]) if len(key) == 1 else None
        if facts is not None and facts.kind == "whole number":
            yield f"  - {{name: number, kind: integer, column: {alias}.{facts.name}}}  # sees new rows, no changes of old ones"

    def _time_forms(self) -> list[str]:
        found: dict[str, int] = {}
        for table in (*self._tables.values(), *self._found.files):
            for canonical, column in table.means.items():
                if canonical == CHANGED or CANONICAL[canonical].kind is Kind.TIME:
                    for form, count in forms_of(table.values[column]).items():
                        found[form] = found.get(form, 0) + count
        epochs = sorted((f for f in found if f in ("epoch", "epoch_s")), key=lambda f: -found[f])[:1]
        return [*epochs, *(f for f in ("utc", *FORMS) if f in found)]

    # --- columns ------------------------------------------------------------------------------------------------------

    def _columns(self, feed: Feed, aliases: Sequence[str]) -> Iterator[str]:
        for canonical in COLUMNS[feed]:
            if canonical.name in ("key", "exam_key", "sequence", "path", "kind"):
                continue
            place = self._place(feed, canonical.name, aliases)
            if place is not None:
                yield self._column(canonical.name, *place)
            elif canonical.name == "his_pid":
                yield "# his_pid: write the column of the hospital's own patient number here (often patient_key's): it links systems"
            elif canonical.name == "exam_category" and canonical.required:
                words = choices("exam_category")
                yield f"exam_category: {{const: TODO}}  # TODO: no column tells it: write {{const: CODE}} with one of {words}"
            elif canonical.name == "report_status" and "exam_status" in self._tables["e"].means:
                column = self._tables["e"].means["exam_status"]
                yield f"# report_status: {{column: e.{column}, codes: report_status}}  # if it tells; its map goes under codes"

    def _place(self, feed: Feed, canonical: str, aliases: Sequence[str]) -> tuple[str, str] | None:
        """(alias, column) of the likeliest table: who the patient is from patients, what a report says from reports."""
        first = {"name": "p", "sex": "p", "birth_date": "p"}.get(canonical, aliases[0])
        order = [a for a in dict.fromkeys([first, *aliases]) if a in aliases]
        if canonical == "deleted":
            order = [aliases[0]]  # a joined row that is deleted does not delete this one
        return next(((a, self._tables[a].means[canonical]) for a in order if canonical in self._tables[a].means), None)

    def _column(self, canonical: str, alias: str, column: str) -> str:
        table = self._tables[alias]
        ref, kind = f"{alias}.{column}", CANONICAL[canonical].kind
        remark = self._remark(table, column)
        if kind is Kind.CODE:
            if canonical not in self._maps:
                self._maps[canonical] = map_lines(canonical, column, table.filled(canonical), self._settings)
            return f"{canonical}: {{column: {ref}, codes: {canonical}}}  # {remark}"
        if kind is Kind.FLAG:
            return (
                f"{canonical}: {{column: {ref}, equals: [{', '.join(quoted(y) for y in YES)}]}}  # {remark}; keep the values that say yes"
            )
        facts = table.facts.column(column)
        cut = facts is not None and facts.kind == "bytes" and facts.length is not None and kind in (Kind.TEXT, Kind.LONG)
        value = f"{{column: {ref}, max_bytes: {facts.length if facts else ''}}}" if cut else ref
        return f"{canonical}: {value}  # {remark}"

    def _remark(self, table: Seen, column: str) -> str:
        facts = table.facts.column(column)
        values = table.values[column]
        filled = sum(v not in (None, "") for v in values)
        seen = ", ".join(s for s, _ in shapes(values)) or "nothing"
        return f"{facts.native.lower() if facts else ''}, {filled} of {len(values)} filled: {seen}"

    # --- files --------------------------------------------------------------------------------------------------------

    def _files(self, table: Seen, number: int) -> tuple[str, Iterator[str]]:
        column = table.means["path"]
        endings = {str(v).rpartition(".")[2].lower() for v in table.filled("path") if "." in str(v)}
        kinds = {FILE_KINDS.get(e) for e in endings}
        kind = next(iter(kinds)) if len(kinds) == 1 else None
        feed = "files" if kind == "RPT_PDF" or (kind is None and number == 0) else "images"
        if number and feed in [f for f, _ in [self._files(self._found.files[0], 0)]]:
            feed = "images" if feed == "files" else "files"
        return feed, self._file_lines(table, column, kind)

    def _file_lines(self, table: Seen, column: str, kind: str | None) -> Iterator[str]:
        alias = next((a for a, t in self._tables.items() if t is table), "f")
        self._tables.setdefault(alias, table)
        yield f"table: {table.facts.name}"
        yield f"as: {alias}"
        aliases = [alias] if alias == "e" else [alias, "e"]
        yield from self._joins(alias, aliases[1:])
        yield from self._where_path(alias, column)
        yield from self._key(table, alias, ())
        yield from self._increments(aliases)
        yield "columns:"
        yield f"  exam_key: {self._exam_key(alias)}"
        told = f"{{const: {kind}}}" if kind else f"{{const: TODO}}  # TODO: what the files are: {choices('file_kind')}"
        yield f"  kind: {told}"
        if "sequence" in table.means:
            yield f"  sequence: {alias}.{table.means['sequence']}"
        outside = any(":" in str(v) or str(v).startswith(("/", "\\")) for v in table.filled("path"))
        value = f"{{column: {alias}.{column}, without_prefix: TODO}}" if outside else f"{{column: {alias}.{column}}}"
        more = (
            "  # TODO: the part of the path before the folder that is mounted as `share`"
            if outside
            else f"  # {self._remark(table, column)}"
        )
        yield f"  path: {value}{more}"

    def _where_path(self, alias: str, column: str) -> Iterator[str]:
        if alias != "f":
            yield f"where: [{{column: {alias}.{column}, filled: true}}]"


def proposal(code: str, zh: str, dialect: str, charset: str | None, found: Guessed, settings: Settings) -> str:
    """A commented declaration of the system that was looked at."""
    return Draft(code, zh, dialect, charset, found, settings).text()


def summary(found: Guessed) -> Mapping[str, Any]:
    """What was found, for the command's answer: table names only."""
    return {role: getattr(found, role).facts.name if getattr(found, role) else None for role in ALIASES} | {
        "files": [t.facts.name for t in found.files],
        "others": list(found.others),
    }
