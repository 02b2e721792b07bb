"""Other people's clients of a running gateway."""

import io
from typing import Any

import httpx
import pyarrow as pa
import pymysql
from pyarrow import ipc

from tests.analytics.process import Gateway, secret


def sql(gateway: Gateway, user: str = "analyst", password: str | None = None) -> "pymysql.Connection[Any]":
    given = secret(f"gateway-{user}") if password is None else password
    port = gateway.settings.port("gateway_mysql")
    return pymysql.connect(host="127.0.0.1", port=port, user=user, password=given.encode(), database="lightbox", charset="utf8mb4")  # type: ignore[arg-type]


def ask(gateway: Gateway, statement: str, user: str = "analyst") -> list[tuple[Any, ...]]:
    with sql(gateway, user) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def http(gateway: Gateway, user: str = "loader", password: str | None = None) -> httpx.Client:
    given = secret(f"gateway-{user}") if password is None else password
    return httpx.Client(base_url=gateway.base, auth=(user, given), timeout=60, trust_env=False)


def arrow(data: pa.Table) -> bytes:
    body = io.BytesIO()
    with ipc.new_stream(body, data.schema) as writer:
        writer.write_table(data)
    return body.getvalue()
