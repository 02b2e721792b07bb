"""The gateway's HTTP side: Stream Load as Doris has it, load units, large answers as Arrow, health.

Stream Load answers 200 with a JSON status as Doris does; our own routes answer 422 with a message when they refuse.
"""

import io
import tempfile
from typing import Any

import pyarrow as pa
from pyarrow import csv, ipc, json, parquet
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.analytics.gateway.accounts import Account, Accounts
from warehouse.analytics.units import read_unit
from warehouse.errors import LightboxError, Refused
from warehouse.tables.catalogue import TABLES

SPOOL_BYTES = 32 * 1024 * 1024
MAX_BODY_BYTES = 2 * 1024**3
UNAUTHORISED = JSONResponse({"message": "account or password is wrong"}, 401, {"WWW-Authenticate": 'Basic realm="lightbox"'})


class HttpSide:
    """Routes on one engine. Work of the engine runs in threads, bodies are spooled to disk."""

    def __init__(self, engine: DuckDBEngine, accounts: Accounts, database: str) -> None:
        self._engine, self._accounts, self._database = engine, accounts, database

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/api/health", self.health),
                Route("/api/gateway", self.gateway),
                Route("/api/tables", self.tables, methods=["POST"]),
                Route("/api/query", self.query, methods=["POST"]),
                Route("/api/{database}/_unit", self.unit, methods=["PUT"]),
                Route("/api/{database}/{table}/_stream_load", self.stream_load, methods=["PUT"]),
            ]
        )

    def _account(self, request: Request) -> Account | None:
        return self._accounts.basic(request.headers.get("authorization"))

    async def health(self, request: Request) -> Response:
        state = await run_in_threadpool(self._engine.health)
        return JSONResponse({"ok": state.ok, "detail": state.detail}, 200 if state.ok else 503)

    async def gateway(self, request: Request) -> Response:
        if self._account(request) is None:
            return UNAUTHORISED
        return JSONResponse({"gateway": "lightbox"})

    async def tables(self, request: Request) -> Response:
        account = self._account(request)
        if account is None or not account.may_load:
            return UNAUTHORISED
        names = (await request.json())["names"]
        try:
            await run_in_threadpool(self._engine.apply, [TABLES[name] for name in names])
        except KeyError:
            return JSONResponse({"message": "the gateway does not know such a table; is it of the same version?"}, 422)
        except LightboxError as error:
            return JSONResponse({"message": str(error)}, 422)
        return JSONResponse({"tables": names})

    async def query(self, request: Request) -> Response:
        if self._account(request) is None:
            return UNAUTHORISED
        asked = await request.json()
        try:
            table: pa.Table = await run_in_threadpool(self._engine.query, str(asked["sql"]), asked.get("params"))
        except (Refused, KeyError) as error:
            return JSONResponse({"message": str(error)}, 422)
        body = tempfile.SpooledTemporaryFile(SPOOL_BYTES)  # noqa: SIM115  (closed with the response)
        with ipc.new_stream(body, table.schema) as writer:
            writer.write_table(table)
        body.seek(0)
        return StreamingResponse(iter(lambda: body.read(1024 * 1024), b""), media_type="application/vnd.apache.arrow.stream")

    async def unit(self, request: Request) -> Response:
        account = self._account(request)
        if account is None or not account.may_load:
            return UNAUTHORISED
        label = request.headers.get("label", "")
        if not label:
            return JSONResponse({"message": "a load unit needs a label"}, 422)
        with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as body:
            try:
                await _spool(request, body)
                result = await run_in_threadpool(lambda: self._engine.load(label, dict(read_unit(body))))  # type: ignore[arg-type]
            except Refused as error:
                return JSONResponse({"message": str(error)}, 422)
        return JSONResponse({"label": label, "rows": result.rows, "already": result.already})

    async def stream_load(self, request: Request) -> Response:
        account = self._account(request)
        if account is None or not account.may_load:
            return UNAUTHORISED
        label = request.headers.get("label", "")
        name = request.path_params["table"]
        with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as body:
            try:
                if not label:
                    raise Refused("a load needs a label")
                await _spool(request, body)
                data = await run_in_threadpool(_read, body, request.headers.get("format", "csv"), name, request.headers.get("columns"))
                result = await run_in_threadpool(self._engine.load, label, {name: data})
            except Refused as error:
                return JSONResponse({"Label": label, "Status": "Fail", "Message": str(error), "NumberLoadedRows": 0})
        if result.already:
            return JSONResponse({"Label": label, "Status": "Label Already Exists", "ExistingJobStatus": "FINISHED", "NumberLoadedRows": 0})
        total = data.num_rows
        return JSONResponse({"Label": label, "Status": "Success", "Message": "OK", "NumberTotalRows": total, "NumberLoadedRows": total})


async def _spool(request: Request, body: Any) -> None:
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MAX_BODY_BYTES:
            raise Refused(f"a body is larger than {MAX_BODY_BYTES:,} bytes", "load in smaller batches")
        body.write(chunk)
    body.seek(0)


def _read(body: Any, form: str, name: str, columns: str | None) -> pa.Table:
    """A Stream Load body as Arrow. Refused: an unknown format, or a body that is not of it."""
    if name not in TABLES:
        raise Refused(f"there is no table {name}")
    schema = TABLES[name].arrow_schema()
    try:
        if form == "arrow":
            return ipc.open_stream(body).read_all()
        if form == "parquet":
            return parquet.read_table(io.BytesIO(body.read()))
        if form == "json":
            return _complete(json.read_json(body, parse_options=json.ParseOptions(explicit_schema=schema)), schema)
        if form == "csv":
            names = [c.strip() for c in columns.split(",")] if columns else schema.names
            options = csv.ConvertOptions(column_types=schema, strings_can_be_null=True, null_values=["\\N"])
            parse = csv.ParseOptions(delimiter="\t")
            return _complete(csv.read_csv(body, csv.ReadOptions(column_names=names), parse, options), schema)
    except (pa.ArrowInvalid, pa.ArrowKeyError, OSError):
        raise Refused(f"the body is not {form} of table {name}") from None
    raise Refused(f"format {form[:20]} is refused: arrow, parquet, json (one object a line) and csv (tab separated) are read")


def _complete(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """Columns the body leaves out are null, as in Doris."""
    columns = [table.column(f.name) if f.name in table.column_names else pa.nulls(table.num_rows, f.type) for f in schema]
    return pa.table(columns, names=schema.names)
