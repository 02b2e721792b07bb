"""Doris over the wire: queries by the MySQL protocol, data by Stream Load. The gateway speaks the same, so this client is always in use.

Facts of the protocols: Apache Doris documentation, "Stream Load" (headers, label, status words, redirect from frontend to backend).
A load of several tables: the gateway takes it as one unit; a Doris cluster gets one Stream Load a table, labels derived from the unit's
label in fixed order, so a repeated load goes on where it ended. Not tried on a real cluster.
"""

import io
import json
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import httpx
import pyarrow as pa
import pymysql
from pyarrow import ipc
from pymysql.constants import FIELD_TYPE

from settings import Settings
from warehouse.analytics import portable
from warehouse.analytics.store import Health, LoadResult
from warehouse.analytics.units import write_unit
from warehouse.errors import Misconfigured, Refused, Unreachable
from warehouse.tables.catalogue import TABLES
from warehouse.tables.model import Table, Type

DATABASE = "lightbox"
SPOOL_BYTES = 8 * 1024 * 1024
CONNECT_SECONDS = 10.0
UNREACHABLE = {2002, 2003, 2006, 2013}  # MySQL client errors: no connection, or lost
DENIED = {1044, 1045, 1698}
_ARROW = {
    FIELD_TYPE.TINY: pa.bool_(), FIELD_TYPE.SHORT: pa.int32(), FIELD_TYPE.LONG: pa.int32(), FIELD_TYPE.LONGLONG: pa.int64(),
    FIELD_TYPE.FLOAT: pa.float64(), FIELD_TYPE.DOUBLE: pa.float64(), FIELD_TYPE.DECIMAL: pa.float64(), FIELD_TYPE.NEWDECIMAL: pa.float64(),
    FIELD_TYPE.DATE: pa.date32(), FIELD_TYPE.DATETIME: pa.timestamp("ms"), FIELD_TYPE.TIMESTAMP: pa.timestamp("ms"),
}  # fmt: skip
DORIS_TYPES = {
    Type.BIGINT: "BIGINT", Type.INT: "INT", Type.BOOLEAN: "BOOLEAN", Type.TEXT: "STRING", Type.DATE: "DATE", Type.DATETIME: "DATETIME(3)",
}  # fmt: skip
BYTES_PER_CHARACTER = 4  # Doris counts VARCHAR in bytes of UTF-8


def connect(settings: Settings, secret: Callable[[str], str]) -> "DorisEngine":
    """The analytic store of this installation: `analytic_url`, or the local gateway. Opens no connection yet."""
    if settings.analytic_url is None:
        return DorisEngine(
            settings.host, settings.port("gateway_mysql"), settings.port("gateway_http"), "loader", secret("gateway-loader"),
            timeout_s=settings.query_timeout_s,
        )  # fmt: skip
    url = urlsplit(settings.analytic_url)
    if url.scheme != "mysql" or url.hostname is None or not url.query.startswith("http="):
        raise Misconfigured("LIGHTBOX_ANALYTIC_URL is not of the form mysql://user@host:9030/database?http=8030")
    name = url.path.strip("/") or DATABASE
    http = int(url.query.removeprefix("http="))
    return DorisEngine(
        url.hostname, url.port or 9030, http, url.username or "lightbox", secret("analytic-password"), name, settings.query_timeout_s
    )


class DorisEngine:
    """The client of one database. Threads may share it: each call has its own connection."""

    def __init__(
        self, host: str, mysql_port: int, http_port: int, user: str, password: str, database: str = DATABASE, timeout_s: float = 60.0
    ) -> None:
        self._mysql: dict[str, Any] = {"host": host, "port": mysql_port, "user": user, "password": password, "database": database}
        self._base = f"http://{host}:{http_port}"
        self._database = database
        self._timeout_s = timeout_s
        self._http = httpx.Client(auth=(user, password), timeout=httpx.Timeout(600.0, connect=CONNECT_SECONDS))
        self._gateway: bool | None = None

    # --- tables -------------------------------------------------------------------------------------------------------

    def apply(self, tables: Sequence[Table]) -> None:
        if self._is_gateway():
            self._post("/api/tables", {"names": [t.name for t in tables]})
            return
        with self._cursor() as cursor:
            for table in tables:
                cursor.execute(create_statement(table))

    def describe(self) -> list[Table]:
        with self._cursor() as cursor:
            cursor.execute(
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = %s ORDER BY ordinal_position",
                (self._database,),
            )
            found: dict[str, set[str]] = {}
            for table, column in cursor.fetchall():
                found.setdefault(table, set()).add(column)
        described: list[Table] = []
        for name, columns in found.items():
            if declared := TABLES.get(name):
                kept = tuple(c for c in declared.columns if c.name in columns)
                described.append(Table(name, declared.zh, declared.en, kept, declared.key, declared.sequence))
        return described

    # --- loading ------------------------------------------------------------------------------------------------------

    def load(self, label: str, tables: Mapping[str, pa.Table]) -> LoadResult:
        if not self._is_gateway():
            results = [self._stream_load(f"{label}.{name}", name, tables[name]) for name in sorted(tables)]
            rows = {name: rows for result in results for name, rows in result.rows.items()}
            return LoadResult(label, rows, all(r.already for r in results))
        with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as body:
            write_unit(body, tables)
            answer = self._put(f"/api/{self._database}/_unit", body, {"label": label})
        return LoadResult(label, answer["rows"], answer["already"])

    def _stream_load(self, label: str, name: str, data: pa.Table) -> LoadResult:
        """One table by Stream Load, as Arrow."""
        with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as body:
            with ipc.new_stream(body, data.schema) as writer:
                writer.write_table(data)
            headers = {"label": label, "format": "arrow", "strict_mode": "true"}
            answer = self._put(f"/api/{self._database}/{name}/_stream_load", body, headers)
        status = answer.get("Status")
        if status in ("Success", "Publish Timeout"):
            return LoadResult(label, {name: int(answer["NumberLoadedRows"])}, False)
        if status == "Label Already Exists":
            if answer.get("ExistingJobStatus", "FINISHED") in ("RUNNING", "PREPARE"):
                raise Unreachable(f"an earlier load of {label} still runs", "it is tried again")
            return LoadResult(label, {name: 0}, True)
        raise Refused(f"the analytic store did not take {name}", f"Stream Load said {status}")

    def _put(self, path: str, body: "tempfile.SpooledTemporaryFile[bytes]", headers: Mapping[str, str]) -> dict[str, Any]:
        """PUT a body from the start; a frontend's 307 to a backend is followed by hand, as clients drop the credentials there."""
        url = self._base + path
        for _ in range(3):
            body.seek(0)
            try:
                answer = self._http.put(url, content=_chunks(body), headers={**headers, "Expect": "100-continue"}, follow_redirects=False)
            except httpx.HTTPError as error:
                raise Unreachable("the analytic store did not answer a load", "it is tried again") from error
            if answer.status_code == 307:
                url = answer.headers["location"]
                continue
            return _answer(answer)
        raise Refused("the analytic store redirected a load in a circle")

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
    def _cursor(self) -> Generator[Any, None, None]:
        try:
            connection = pymysql.connect(
                **self._mysql, charset="utf8mb4", connect_timeout=int(CONNECT_SECONDS), read_timeout=self._timeout_s + 5, autocommit=True
            )
        except pymysql.err.OperationalError as error:
            raise _connection_error(error) from None
        try:
            with connection.cursor() as cursor:
                yield cursor
        except pymysql.err.OperationalError as error:
            raise _connection_error(error) from None
        except pymysql.err.MySQLError as error:
            raise Refused("the analytic store refused the query", _text(error)) from None
        finally:
            connection.close()

    # --- state --------------------------------------------------------------------------------------------------------

    def _is_gateway(self) -> bool:
        if self._gateway is None:
            try:
                answer = self._http.get(f"{self._base}/api/gateway")
            except httpx.HTTPError as error:
                raise Unreachable("the analytic store did not answer", "see `lightbox status`") from error
            self._gateway = answer.status_code == 200 and answer.json().get("gateway") == "lightbox"
        return bool(self._gateway)

    def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        try:
            return _answer(self._http.post(self._base + path, json=dict(body)))
        except httpx.HTTPError as error:
            raise Unreachable("the analytic store did not answer", "see `lightbox status`") from error

    def health(self) -> Health:
        try:
            answer = self._http.get(f"{self._base}/api/health", timeout=5.0)
        except httpx.HTTPError as error:
            return Health(False, type(error).__name__)
        return Health(answer.status_code == 200, f"HTTP {answer.status_code}")

    def close(self) -> None:
        self._http.close()


def create_statement(table: Table) -> str:
    """Doris DDL of a table: merge-on-write unique keys, newest by sequence, key columns first. Rendered, never translated."""
    keys = [table.column(k) for k in table.key]
    rest = [c for c in table.columns if c.name not in table.key]
    lines: list[str] = []
    for column in (*keys, *rest):
        kind = f"VARCHAR({(column.length or 255) * BYTES_PER_CHARACTER})" if column.type is Type.STRING else DORIS_TYPES[column.type]
        null = "NOT NULL" if column.name in table.key or not column.nullable else "NULL"
        lines.append(f"  `{column.name}` {kind} {null} COMMENT '{column.zh}'")
    key = ", ".join(f"`{k}`" for k in table.key)
    return (
        f"CREATE TABLE IF NOT EXISTS `{table.name}` (\n" + ",\n".join(lines) + f"\n) UNIQUE KEY ({key})\nCOMMENT '{table.zh}'\n"
        f"DISTRIBUTED BY HASH({key}) BUCKETS AUTO\n"
        f'PROPERTIES ("enable_unique_key_merge_on_write" = "true", "function_column.sequence_col" = "{table.sequence}")'
    )


def _chunks(body: BinaryIO | Any) -> Iterator[bytes]:
    while chunk := body.read(io.DEFAULT_BUFFER_SIZE * 16):
        yield chunk


def _answer(answer: httpx.Response) -> dict[str, Any]:
    if answer.status_code in (401, 403):
        raise Misconfigured("the analytic store refused the account", "check its password in the key folder")
    try:
        document = answer.json()
    except json.JSONDecodeError:
        raise Unreachable(f"the analytic store answered {answer.status_code} without JSON") from None
    if answer.status_code == 422:
        raise Refused(str(document.get("message", "the analytic store refused the request")))
    if answer.status_code >= 400:
        raise Unreachable(f"the analytic store answered {answer.status_code}", "see its log")
    return document


def _connection_error(error: pymysql.err.OperationalError) -> Exception:
    code = error.args[0] if error.args else 0
    if code in DENIED:
        return Misconfigured("the analytic store refused the account", "check its password in the key folder")
    if code in UNREACHABLE:
        return Unreachable("the analytic store did not answer", "see `lightbox status`")
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
