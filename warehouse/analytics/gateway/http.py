"""The gateway's HTTP side: Stream Load as Doris has it, load units, large answers as Arrow, health.

Stream Load answers 200 with a JSON status as Doris does; our own routes answer 422 with a message when they refuse.
"""

import asyncio
import functools
import json as documents
import logging
import os
import tempfile
import traceback
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
from pyarrow import csv, ipc, json, parquet
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from warehouse.analytics import ddl
from warehouse.analytics.gateway.accounts import Accounts
from warehouse.analytics.gateway.desk import Busy, Desk, GatewayEngine, Reason, Stopped
from warehouse.analytics.portable import Forbidden
from warehouse.analytics.snapshots import framed
from warehouse.analytics.store import LoadResult
from warehouse.analytics.units import mapped, read_unit
from warehouse.errors import Misconfigured, Refused, Unreachable
from warehouse.tables.model import Table

DECLARATION_BYTES = 4 * 1024 * 1024
DROPPED_BYTES = 16 * 1024 * 1024  # of a body that is too large: read and thrown away
CHUNK_BYTES = 1024 * 1024
LOG = logging.getLogger("lightbox.gateway")
Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Sizes:
    """Most bytes of a load, of a statement with its parameters, and of an answer by the Arrow route."""

    load: int
    statement: int
    answer: int


class Capped:
    """A file for an answer that may not grow beyond `most` bytes. Refused when it would."""

    closed = False

    def __init__(self, file: IO[bytes], most: int) -> None:
        self._file, self._left, self._most = file, most, most

    def write(self, data: Any) -> int:
        self._left -= memoryview(data).nbytes
        if self._left < 0:
            raise Refused(f"the answer has more than {self._most:,} bytes", "narrow it, or read it in parts")
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()


class HttpSide:
    """Routes on one engine. Bodies are spooled to nameless files in `spool` and read from there; queries wait at their account's desk."""

    def __init__(
        self, engine: GatewayEngine, accounts: Accounts, database: str, spool: Path | None, desks: Mapping[str, Desk], sizes: Sizes
    ) -> None:
        self._engine, self._accounts, self._database, self._spool, self._desks = engine, accounts, database, spool, desks
        self._sizes = sizes

    def app(self) -> Starlette:
        reads, loads = self._route(False), self._route(True)
        return Starlette(
            routes=[
                Route("/api/health", self.health),
                Route("/api/gateway", reads(self.gateway)),
                Route("/api/tables", reads(self.tables)),
                Route("/api/tables", loads(self.apply), methods=["POST"]),
                Route("/api/fold", loads(self.fold), methods=["POST"]),
                Route("/api/snapshot", loads(self.snapshot), methods=["POST"]),
                Route("/api/query", reads(self.query), methods=["POST"]),
                Route("/api/{database}/_unit", loads(self.unit), methods=["PUT"]),
                Route("/api/{database}/{table}/_stream_load", loads(self.stream_load), methods=["PUT"]),
            ]
        )

    def _route(self, loads: bool) -> Callable[[Handler], Handler]:
        """Every route but health: account, right, and our exceptions as answers."""

        def guarded(handler: Handler) -> Handler:
            @functools.wraps(handler)
            async def answer(request: Request) -> Response:
                if refusal := self._stranger(request, loads):
                    return refusal
                try:
                    return await handler(request)
                except TooLarge as error:
                    return JSONResponse({"message": str(error)}, 413, {"Connection": "close"})
                except Forbidden as error:
                    return JSONResponse({"message": str(error)}, 403)
                except (Refused, Misconfigured) as error:
                    return JSONResponse({"message": str(error)}, 422)
                except Busy as error:
                    return JSONResponse({"message": str(error)}, 503, {"Retry-After": "5"})
                except Unreachable as error:
                    LOG.error("%s", error)
                    return JSONResponse({"message": str(error)}, 503)
                except (ClientDisconnect, Stopped):
                    return Response(status_code=400)  # nobody reads it
                except Exception as error:
                    # Frames without values: the server would log what the exception says.
                    LOG.error("a request failed with %s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
                    return JSONResponse({"message": "the gateway failed; its log says where"}, 500)

            return answer

        return guarded

    def _stranger(self, request: Request, loads: bool) -> Response | None:
        """The refusal of who may not ask this; None for who may. The account's name is kept in the request."""
        address = request.client.host if request.client else "?"
        given = request.headers.get("authorization")
        name, account = self._accounts.basic(given)
        if given is not None:
            if wait := self._accounts.brake(address, name):
                return JSONResponse({"message": f"too many wrong passwords: wait {wait:.0f} s"}, 429, {"Retry-After": f"{wait:.0f}"})
            self._accounts.tried(address, name, account is not None)
        if account is None:
            return JSONResponse({"message": "account or password is wrong"}, 401, {"WWW-Authenticate": 'Basic realm="lightbox"'})
        if loads and not account.grant.loads:
            return JSONResponse({"message": f"account {account.name} may only read"}, 403)
        if request.path_params.get("database", self._database) != self._database:
            return JSONResponse({"message": "there is no such database"}, 422)
        request.state.account, request.state.grant = account.name, account.grant
        return None

    async def health(self, request: Request) -> Response:
        state = await run_in_threadpool(self._engine.health)
        return JSONResponse({"ok": state.ok, "detail": state.detail}, 200 if state.ok else 503)

    async def gateway(self, request: Request) -> Response:
        return JSONResponse({"gateway": "lightbox"})

    async def tables(self, request: Request) -> Response:
        return JSONResponse(
            {"tables": [ddl.as_document(table) for table in self._engine.describe() if request.state.grant.may_read(table)]}
        )

    async def apply(self, request: Request) -> Response:
        given = (await _document(request, DECLARATION_BYTES)).get("tables")
        if not isinstance(given, list):
            raise Refused("the body is not {tables: […]}")
        tables = [ddl.from_document(one) for one in given]
        await run_in_threadpool(self._engine.apply, tables)
        return JSONResponse({"tables": [t.name for t in tables]})

    async def fold(self, request: Request) -> Response:
        return JSONResponse({"tables": [vars(one) for one in await run_in_threadpool(self._engine.fold)]})

    async def snapshot(self, request: Request) -> Response:
        """Every loaded table as it is when the answer begins (warehouse/analytics/snapshots.py)."""
        portions = await run_in_threadpool(self._engine.snapshot)
        return StreamingResponse(framed(portions), media_type="application/octet-stream")

    async def query(self, request: Request) -> Response:
        """{sql, params} in; an Arrow stream out, written to disk first so that an answer is whole or an error."""
        asked = await _document(request, self._sizes.statement)
        sql, params = str(asked.get("sql", "")), asked.get("params") or {}
        if not isinstance(params, dict):
            raise Refused("params is not an object of names and values")
        body: IO[bytes] = tempfile.TemporaryFile(dir=self._spool)  # noqa: SIM115  (closed with the response)

        def write() -> int:
            body.seek(0)
            body.truncate()  # a long query may begin anew
            return self._engine.write_query(sql, params, Capped(body, self._sizes.answer), request.state.grant.may_read)  # pyright: ignore[reportArgumentType]

        try:
            async with _leaving(request) as stop:
                rows = await self._desks[request.state.account].answer(write, stop)
        except BaseException:
            body.close()
            raise
        body.seek(0)
        return StreamingResponse(
            iter(lambda: body.read(CHUNK_BYTES), b""),
            media_type="application/vnd.apache.arrow.stream",
            headers={"Rows": str(rows)},
            background=BackgroundTask(body.close),
        )

    async def unit(self, request: Request) -> Response:
        label = _label(request)
        with tempfile.TemporaryFile(dir=self._spool) as body:
            await _receive(request, body, self._sizes.load)
            result: LoadResult = await run_in_threadpool(lambda: self._engine.load(label, _whole(read_unit(mapped(body)))))
        return JSONResponse({"label": label, "rows": result.rows, "already": result.already})

    async def stream_load(self, request: Request) -> Response:
        label, name = request.headers.get("label", ""), request.path_params["table"]
        with tempfile.TemporaryFile(dir=self._spool) as body:
            try:
                label = _label(request)
                table = next((t for t in self._engine.describe() if t.name == name), None)
                if table is None:
                    raise Refused(f"there is no table {name[:64]}")
                await _receive(request, body, self._sizes.load)
                data = await run_in_threadpool(_read, body, table, dict(request.headers))
                result = await run_in_threadpool(self._engine.load, label, {name: data})
            except TooLarge:
                raise
            except Refused as error:
                return JSONResponse({"Label": label, "Status": "Fail", "Message": str(error), "NumberLoadedRows": 0})
        if result.already:
            return JSONResponse({"Label": label, "Status": "Label Already Exists", "ExistingJobStatus": "FINISHED", "NumberLoadedRows": 0})
        total = data.num_rows
        return JSONResponse({"Label": label, "Status": "Success", "Message": "OK", "NumberTotalRows": total, "NumberLoadedRows": total})


def _label(request: Request) -> str:
    label = request.headers.get("label", "")
    if not ddl.LABEL.match(label):
        raise Refused("a load needs a label header of 1 to 128 letters, digits, '-', '_' and ':'")
    return label


@asynccontextmanager
async def _leaving(request: Request) -> AsyncGenerator["asyncio.Future[Reason]", None]:
    """A future that is done when the client leaves. The body must have been read."""
    stop: asyncio.Future[Reason] = asyncio.get_running_loop().create_future()
    gone = asyncio.ensure_future(request.receive())
    gone.add_done_callback(lambda _: stop.done() or stop.set_result(Reason.GONE))
    try:
        yield stop
    finally:
        gone.cancel()


async def _document(request: Request, most: int) -> dict[str, Any]:
    with tempfile.SpooledTemporaryFile() as body:
        await _receive(request, body, most)
        try:
            document = documents.load(body)
        except (documents.JSONDecodeError, UnicodeDecodeError, RecursionError):
            raise Refused("the body is not JSON") from None
    if not isinstance(document, dict):
        raise Refused("the body is not a JSON object")
    return document


class TooLarge(Refused):
    """The body is longer than it may be, and may still be on its way: the connection ends with the answer."""


async def _receive(request: Request, body: IO[bytes], most: int) -> None:
    """The body into a file. TooLarge: it is longer than `most` bytes; some of the rest is read, so that the client hears it."""
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most + DROPPED_BYTES:
            break
        if size <= most:
            body.write(chunk)
    if size > most:
        raise TooLarge(f"the body is larger than {most:,} bytes", "send less at a time")
    body.flush()
    body.seek(0, os.SEEK_SET)


def _whole(parts: Iterator[tuple[str, pa.Table]]) -> dict[str, pa.Table]:
    tables: dict[str, pa.Table] = {}
    for name, table in parts:
        if name in tables:
            raise Refused(f"table {name[:64]} is twice in the load unit")
        tables[name] = table
    return tables


def _read(body: IO[bytes], table: Table, headers: dict[str, str]) -> pa.Table:
    """A Stream Load body as Arrow. Refused: an unknown format, or a body that is not of it."""
    schema = pa.schema([field.with_nullable(True) for field in table.arrow_schema()])  # nulls are refused by name later
    form = headers.get("format", "csv").lower()
    try:
        if form == "arrow":
            return ipc.open_stream(mapped(body)).read_all()
        if form == "parquet":
            return parquet.read_table(pa.BufferReader(mapped(body)))
        if form == "json":
            return _complete(json.read_json(body, parse_options=json.ParseOptions(explicit_schema=schema)), schema)
        if form == "csv":
            names = [c.strip(" `") for c in headers["columns"].split(",")] if "columns" in headers else schema.names
            separator = headers.get("column_separator", "\t").replace("\\t", "\t")
            convert = csv.ConvertOptions(column_types=schema, strings_can_be_null=True, null_values=["\\N"])
            data = csv.read_csv(body, csv.ReadOptions(column_names=names), csv.ParseOptions(delimiter=separator), convert)
            return _complete(data, schema)
    except (pa.ArrowInvalid, pa.ArrowKeyError, pa.ArrowTypeError, OSError, ValueError):
        raise Refused(f"the body is not {form} of table {table.name}") from None
    raise Refused("the format is refused", "arrow, parquet, json (one object a line) and csv (tab separated) are read")


def _complete(data: pa.Table, schema: pa.Schema) -> pa.Table:
    """Columns the body leaves out are null, as in Doris; columns nobody declared stay, to be refused."""
    columns = {f.name: data.column(f.name) if f.name in data.column_names else pa.nulls(data.num_rows, f.type) for f in schema}
    return pa.table({**columns, **{n: data.column(n) for n in data.column_names if n not in columns}})
