"""Doris over the wire: queries by the MySQL protocol, data by Stream Load. The gateway speaks the same, so this client is always in use.

A load of several tables goes to the gateway as one unit, to a Doris cluster through staging tables and one transaction over several
tables. The cluster's way has not been tried on a real cluster; docs/doris.md has the source of every fact and says what was tried.
"""

import re
import ssl
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import duckdb
import httpx
import pyarrow as pa
import pymysql
from pymysql.constants import FIELD_TYPE

from settings import Settings
from warehouse.analytics import ddl, derive, layout, portable
from warehouse.analytics.conform import conform, missing_columns
from warehouse.analytics.snapshots import unframed
from warehouse.analytics.store import Folded, Health, LoadResult
from warehouse.analytics.stored import stored
from warehouse.analytics.stream_load import LOAD_SECONDS, PROBLEM, SPOOL_BYTES, StreamLoader, denied, document
from warehouse.analytics.units import write_unit
from warehouse.errors import LightboxError, Misconfigured, Refused, Unreachable
from warehouse.tables.catalogue import TABLES
from warehouse.tables.model import Table

CONNECT_SECONDS = 10.0
# MySQL client errors: no connection, or lost; 3169: the gateway ends the session because it is stopping or its disk is full.
UNREACHABLE = {2002, 2003, 2006, 2013, 2014, 3169}
BUSY = {1040, 1205, 1317}  # as many clients as it takes; no place became free in time; somebody ended the query
DENIED = {1044, 1045, 1449, 1698}
LABEL_USED = "has already been used"
_ARROW = {
    FIELD_TYPE.TINY: pa.bool_(), FIELD_TYPE.SHORT: pa.int32(), FIELD_TYPE.LONG: pa.int32(), FIELD_TYPE.LONGLONG: pa.int64(),
    FIELD_TYPE.FLOAT: pa.float64(), FIELD_TYPE.DOUBLE: pa.float64(), FIELD_TYPE.DECIMAL: pa.float64(), FIELD_TYPE.NEWDECIMAL: pa.float64(),
    FIELD_TYPE.DATE: pa.date32(), FIELD_TYPE.DATETIME: pa.timestamp("ms"), FIELD_TYPE.TIMESTAMP: pa.timestamp("ms"),
}  # fmt: skip


def connect(settings: Settings, secret: Callable[[str], str]) -> "DorisEngine":
    """The analytic store of this installation: `analytic_url`, or the local gateway. Opens no connection yet."""
    # A query may wait for a place as long as it may run; only then does silence mean that nobody answers.
    patience = settings.query_timeout_s + settings.gateway_wait_s + settings.gateway_quick_s
    if settings.analytic_url is None:
        own = settings.gateway_certificate
        return DorisEngine(
            settings.host, settings.port("gateway_mysql"), settings.port("gateway_http"), "loader", secret("gateway-loader"),
            tls=client_context(settings.analytic_ca or own) if own else None, timeout_s=patience,
        )  # fmt: skip
    url = urlsplit(settings.analytic_url)
    options = parse_qs(url.query)
    backend = options.get("be", [None])[0]
    if url.scheme != "mysql" or url.hostname is None or not options.get("http", [""])[0].isdigit() or not _door(backend):
        raise Misconfigured(
            "LIGHTBOX_ANALYTIC_URL is not of the form mysql://user@host:9030/database?http=8030[&tls=1][&be=https://host:8040]"
        )
    tls = client_context(settings.analytic_ca) if options.get("tls") == ["1"] else None
    return DorisEngine(
        url.hostname, url.port or 9030, int(options["http"][0]), url.username or "lightbox", secret("analytic-password"),
        url.path.strip("/") or portable.DATABASE, tls, patience, backend,
    )  # fmt: skip


def _door(backend: str | None) -> bool:
    """Whether this is an address of backends, or none is given."""
    return backend is None or re.fullmatch(r"https?://[\w.\-]+:\d{1,5}", backend) is not None


def client_context(ca: Path | None) -> ssl.SSLContext:
    """Certificate and host name are verified, against `ca` or the system's authorities. Misconfigured: the file cannot be read."""
    try:
        return ssl.create_default_context(cafile=ca)
    except (OSError, ssl.SSLError):
        raise Misconfigured("the authority of the analytic store cannot be read", "LIGHTBOX_ANALYTIC_CA is a PEM file") from None


class DorisEngine:
    """The client of one database. Threads may share it: each call has its own connection."""

    def __init__(
        self, host: str, mysql_port: int, http_port: int, user: str, password: str, database: str = portable.DATABASE,
        tls: ssl.SSLContext | None = None, timeout_s: float = 60.0, backend: str | None = None,
    ) -> None:  # fmt: skip
        self._mysql: dict[str, Any] = {"host": host, "port": mysql_port, "user": user, "password": password.encode(), "database": database}
        # One context for all connections: the driver would read the certificates of the system anew for each (25 ms).
        self._mysql |= {"ssl": tls} if tls else {"ssl_disabled": True}
        self._base = f"{'https' if tls else 'http'}://{host}:{http_port}"
        self._database = database
        self._timeout_s = timeout_s
        patience = httpx.Timeout(LOAD_SECONDS + 30, connect=CONNECT_SECONDS)
        self._http = httpx.Client(auth=(user, password), timeout=patience, trust_env=False, verify=tls or True)
        self._loads = StreamLoader(self._http, self._base, database, backend)
        self._gateway: bool | None = None
        self._tables: dict[str, Table] = dict(TABLES)

    # --- tables -------------------------------------------------------------------------------------------------------

    def apply(self, tables: Sequence[Table]) -> None:
        self._tables |= {table.name: table for table in tables}
        if self._is_gateway():
            self._call("POST", "/api/tables", json={"tables": [ddl.as_document(t) for t in tables]})
            return
        found = self._columns()
        with self._cursor() as cursor:
            for table in tables:
                cursor.execute(ddl.create_statement(table))
                if table.select:
                    cursor.execute(ddl.alter_view(table))
                    continue
                cursor.execute(ddl.stage_statement(table))
                for statement in _changes(table, found.get(table.name, {})):
                    cursor.execute(statement)

    def _columns(self) -> dict[str, dict[str, str]]:
        with self._cursor() as cursor:
            cursor.execute(
                "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = %s", (self._database,)
            )
            found: dict[str, dict[str, str]] = {}
            for table, column, kind in cursor.fetchall():
                found.setdefault(table, {})[column] = str(kind).lower()
        return found

    def fold(self) -> list[Folded]:
        if not self._is_gateway():
            return []
        return [Folded(**one) for one in self._call("POST", "/api/fold")["tables"]]

    def describe(self) -> list[Table]:
        if self._is_gateway():
            return [ddl.from_document(document) for document in self._call("GET", "/api/tables")["tables"]]
        described: list[Table] = []
        for name, columns in sorted(self._columns().items()):
            if declared := self._tables.get(name):
                kept = tuple(c for c in declared.columns if c.name in columns)
                described.append(replace(declared, columns=kept))
        return described

    # --- loading ------------------------------------------------------------------------------------------------------

    def load(self, label: str, tables: Mapping[str, pa.Table]) -> LoadResult:
        wired = ddl.wire_label(label)
        if self._is_gateway():
            with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as body:
                write_unit(body, tables)
                answer = self._loads.put(f"/api/{self._database}/_unit", body, {"label": wired})
            return LoadResult(label, answer["rows"], answer["already"])
        unknown = sorted(set(tables) - set(self._tables))
        if unknown:
            raise Refused(f"there is no table {unknown[0][:64]}", "declare it in warehouse/tables and apply it")
        checked = {name: conform(self._tables[name], tables[name]) for name in sorted(tables)}
        checked |= self._derived(checked)
        if len(checked) == 1:
            ((name, data),) = checked.items()
            already = self._loads.load(wired, name, data, [c.name for c in self._tables[name].columns])
        else:
            already = self._load_unit(wired, checked)
        return LoadResult(label, {name: 0 if already else checked[name].num_rows for name in tables}, already)

    def _derived(self, tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
        """What is derived from a load, computed here from what the store has of its exams. It holds with one writer at a time."""
        if not derive.concerns(tables) or not self._tables.keys() >= derive.NEEDED:
            return {}
        exams = {int(exam) for name in derive.FACTS.keys() & tables.keys() for exam in tables[name].column("exam_id").to_pylist()}
        reports: list[int] = tables["report"].column("report_id").to_pylist() if "report" in tables else []
        with closing(duckdb.connect(":memory:", config={"threads": 1})) as scratch:
            for name in derive.FACTS:
                layout.apply(scratch, self._tables[name])
            for part in stored(self, "report", derive.FACTS["report"], "report_id", reports):
                exams.update(part.column("exam_id").to_pylist())
            for name in derive.FACTS:
                for part in stored(self, name, derive.FACTS[name], "exam_id", list(exams)):
                    scratch.register("part", part)
                    scratch.execute(f'INSERT INTO "{name}{layout.MAIN}" BY NAME SELECT * FROM part')  # noqa: S608
                    scratch.unregister("part")
            derive.incoming(scratch, tables)
            derive.stored(scratch)
            derive.overlay(scratch)
            return {table.name: conform(table, data) for table, data in derive.derived(scratch)}

    def _load_unit(self, label: str, tables: Mapping[str, pa.Table]) -> bool:
        """Stage every table, then move all in one transaction; true when the label had been committed before."""
        if any([self._staged(label, name, data) for name, data in tables.items()]):
            return True
        already = False
        with self._cursor(LOAD_SECONDS) as cursor:
            try:
                cursor.execute(f"BEGIN WITH LABEL `{label}`")
                for statement in ddl.unit_statements([self._tables[name] for name in tables]):
                    cursor.execute(statement, {"unit": label})
                cursor.execute("COMMIT")
            except pymysql.err.MySQLError as error:
                # A statement that fails does not end a transaction of Doris: without this the others would be committed.
                with suppress(pymysql.err.MySQLError):  # it may never have begun; the end of the session ends it in any case
                    cursor.execute("ROLLBACK")
                if LABEL_USED not in _text(error):
                    raise
                if not self._committed(label):
                    raise Unreachable("an earlier load of this label has not finished", "it is tried again") from None
                already = True
            for name in tables:
                cursor.execute(f"DELETE FROM `{ddl.STAGE}{name}` WHERE `{ddl.UNIT}` = %s", (label,))  # noqa: S608
        return already

    def _staged(self, label: str, name: str, data: pa.Table) -> bool:
        """Put rows where they wait and see that they are there: a commit is not visible at once. True: the unit was done before."""
        unit = pa.array([label] * data.num_rows, pa.string())
        columns = [c.name for c in self._tables[name].columns]
        already = self._loads.load(f"{label}:{name}"[-128:], ddl.STAGE + name, data.append_column(ddl.UNIT, unit), columns)
        with self._cursor(LOAD_SECONDS) as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM `{ddl.STAGE}{name}` WHERE `{ddl.UNIT}` = %s", (label,))  # noqa: S608
            waiting = int(cursor.fetchall()[0][0])
        if waiting > data.num_rows:
            raise Refused(
                f"{ddl.STAGE}{name} holds the rows of a unit more than once", "delete the rows of this unit from it and load again"
            )
        if waiting == data.num_rows:
            return False
        if already and self._committed(label):
            return True
        raise Unreachable(f"rows of {name} are not visible yet", "it is tried again")

    def _committed(self, label: str) -> bool:
        with self._cursor() as cursor:
            cursor.execute("SHOW TRANSACTION WHERE LABEL = %s", (label,))
            names = [str(d[0]) for d in cursor.description or ()]
            states = {str(row[names.index("TransactionStatus")]) for row in cursor.fetchall()}
        return bool(states & {"VISIBLE", "COMMITTED"})

    # --- reading ------------------------------------------------------------------------------------------------------

    def query(self, sql: str, params: Mapping[str, Any] | None = None) -> pa.Table:
        text, values = portable.expand(sql, params)
        portable.parse(text)
        with self._cursor() as cursor:
            cursor.execute(portable.to_pyformat(text), values)
            names = [d[0] for d in cursor.description or ()]
            kinds = [_ARROW.get(d[1], pa.string()) for d in cursor.description or ()]
            rows = cursor.fetchall()
        columns = [pa.array(_converted([row[i] for row in rows], kind), kind) for i, kind in enumerate(kinds)]
        return pa.table(columns, names=names)

    @contextmanager
    def snapshot(self) -> Generator[Iterator[tuple[str, pa.Table]], None, None]:
        """Every loaded table of a gateway as it is when the block begins, portion by portion. Refused: a cluster, which has its own way."""
        if not self._is_gateway():
            raise Refused("a Doris cluster is not copied by Lightbox", "use its BACKUP SNAPSHOT")
        try:
            with self._http.stream("POST", f"{self._base}/api/snapshot") as answer:
                if answer.status_code != 200:
                    answer.read()
                    document(answer)
                yield unframed(answer.iter_bytes())
        except httpx.HTTPError as error:
            raise Unreachable("the analytic store did not answer", PROBLEM) from error

    @contextmanager
    def _cursor(self, seconds: float | None = None) -> Generator[Any, None, None]:
        try:
            connection = pymysql.connect(
                **self._mysql,
                charset="utf8mb4",
                connect_timeout=int(CONNECT_SECONDS),
                read_timeout=(seconds or self._timeout_s) + 5,
                autocommit=True,
            )
        except pymysql.err.MySQLError as error:
            raise _problem(error) from None
        try:
            with connection.cursor() as cursor:
                yield cursor
        except pymysql.err.MySQLError as error:
            raise _problem(error) from None
        finally:
            connection.close()

    # --- state --------------------------------------------------------------------------------------------------------

    def _is_gateway(self) -> bool:
        """Whether the other side takes load units: asked once, of a route a Doris frontend does not have."""
        if self._gateway is None:
            try:
                answer = self._http.get(f"{self._base}/api/gateway")
            except httpx.HTTPError as error:
                raise Unreachable("the analytic store did not answer", PROBLEM) from error
            if answer.status_code == 401:
                raise denied()
            if answer.status_code == 429 or answer.status_code >= 500:
                raise Unreachable(f"the analytic store answered {answer.status_code}", "try again later")
            self._gateway = answer.status_code == 200 and '"gateway"' in answer.text
        return self._gateway

    def _call(self, method: str, path: str, json: Mapping[str, Any] | None = None) -> dict[str, Any]:
        try:
            return document(self._http.request(method, self._base + path, json=json))
        except httpx.HTTPError as error:
            raise Unreachable("the analytic store did not answer", PROBLEM) from error

    def health(self) -> Health:
        try:
            answer = self._http.get(f"{self._base}/api/health", timeout=5.0)
        except httpx.HTTPError as error:
            return Health(False, type(error).__name__)
        return Health(answer.status_code == 200, f"HTTP {answer.status_code}")

    def close(self) -> None:
        self._http.close()


def _changes(table: Table, existing: Mapping[str, str]) -> list[str]:
    """Statements that bring an existing table to its declaration; see `missing_columns`."""
    missing = missing_columns(table, existing, ddl.REPORTED) if existing else ()
    return [statement for column in missing for statement in ddl.add_statements(table, column)]


def _problem(error: pymysql.err.MySQLError) -> LightboxError:
    """What a driver's error means to us. The server's words are kept only where it refused: they name what it refused."""
    code = error.args[0] if error.args else 0
    if code in DENIED:
        return denied()
    if code in BUSY:
        return Unreachable("the analytic store is busy", "try again later")
    if code in UNREACHABLE or isinstance(error, pymysql.err.InterfaceError):
        return Unreachable("the analytic store did not answer", PROBLEM)
    return Refused("the analytic store refused the query", _text(error))


def _text(error: pymysql.err.MySQLError) -> str:
    return str(error.args[1]) if len(error.args) > 1 else type(error).__name__


def _converted(values: list[Any], kind: pa.DataType) -> list[Any]:
    if pa.types.is_boolean(kind):
        return [None if v is None else bool(v) for v in values]
    if pa.types.is_floating(kind):
        return [None if v is None else float(v) for v in values]
    if pa.types.is_string(kind):
        return [None if v is None else v if isinstance(v, str) else str(v) for v in values]
    return values
