"""People and their sessions: Argon2id passwords, random session tokens stored as hashes."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, delete, insert, select, update

from warehouse.access import Principal
from warehouse.errors import Refused
from warehouse.platform.schema import SESSION, USER, utc_now

DEMO = (
    ("engineer", "数据工程师", "engineer"),
    ("it", "信息科", "it"),
    ("analyst", "数据分析员", "analyst"),
    ("clinician", "临床医生", "clinician"),
)
_HASHER = PasswordHasher()  # RFC 9106's second recommended option by default
_NOBODY = _HASHER.hash(secrets.token_urlsafe(16))  # an unknown name costs the same time as a known one


def wrong_password() -> Refused:
    return Refused("用户名或密码不正确，或已暂时锁定", "请核对后再试；多次失败后需等待几分钟")


def ensure_demo(connection: Connection, secret: Callable[[str], str]) -> None:
    known = {row.name for row in connection.execute(select(USER.c.name))}
    rows = [
        {"name": name, "display_name": shown, "role": role, "password_hash": _HASHER.hash(secret(f"user-{name}")), "department": None,
         "disabled": False, "failed_logins": 0, "locked_until": None}
        for name, shown, role in DEMO
        if name not in known
    ]  # fmt: skip
    if rows:
        connection.execute(insert(USER), rows)


def accounts(connection: Connection) -> list[dict[str, Any]]:
    query = select(USER.c.name, USER.c.display_name, USER.c.role).where(USER.c.name.in_([d[0] for d in DEMO]))
    return [dict(row) for row in connection.execute(query).mappings()]


def credentials(connection: Connection, name: str) -> str | None:
    """The password hash of a user; None when there is no such user."""
    return connection.execute(select(USER.c.password_hash).where(USER.c.name == name)).scalar()


def password_right(known: str | None, password: str) -> bool:
    """Whether a password fits. It takes as long for a user that does not exist."""
    try:
        return _HASHER.verify(known or _NOBODY, password) and known is not None
    except VerificationError:
        return False


def record_attempt(connection: Connection, name: str, right: bool, tries: int, wait_s: int) -> bool:
    """Count an attempt; whether it opens the account. `tries` wrong ones lock it for `wait_s` seconds, right password or not."""
    user = connection.execute(select(USER).where(USER.c.name == name).with_for_update()).mappings().first()
    if user is None or user["disabled"] or (user["locked_until"] or "") > utc_now():
        return False
    failed = 0 if right else user["failed_logins"] + 1
    values: dict[str, Any] = {"failed_logins": failed, "locked_until": None}
    if failed >= tries:
        values = {"failed_logins": 0, "locked_until": _in(timedelta(seconds=wait_s))}
    connection.execute(update(USER).where(USER.c.name == name).values(values))
    return right


def open_session(connection: Connection, name: str, hours: int) -> str:
    token = secrets.token_urlsafe(32)
    connection.execute(delete(SESSION).where(SESSION.c.expires_at < utc_now()))
    connection.execute(
        insert(SESSION).values(token_hash=_hash(token), user=name, created_at=utc_now(), expires_at=_in(timedelta(hours=hours)))
    )
    return token


def principal(connection: Connection, token: str) -> Principal | None:
    query = (
        select(USER.c.name, USER.c.display_name, USER.c.role)
        .join(SESSION, SESSION.c.user == USER.c.name)
        .where(SESSION.c.token_hash == _hash(token), SESSION.c.expires_at > utc_now(), USER.c.disabled.is_(False))
    )
    row = connection.execute(query).first()
    return None if row is None else Principal(row.name, row.display_name, row.role)


def close_session(connection: Connection, token: str) -> None:
    connection.execute(delete(SESSION).where(SESSION.c.token_hash == _hash(token)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _in(span: timedelta) -> str:
    return (datetime.now(UTC) + span).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
