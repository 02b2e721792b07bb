"""The one door: every route asks here who calls, whether they may, and puts it on record before anything is shown."""

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from fastapi import Request

from api.http.deps import Deps, Parts
from api.http.models.common import MAX_ID
from api.http.problems import ProblemError
from warehouse.access import OPERATIONS, Principal, allow

CSRF_HEADER = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD"})
ANONYMOUS = "anonymous"
_SURROGATE = re.compile(r"[0-9]{1,10}")
_RUN = re.compile(r"[a-z]{2,8}-[0-9a-f]{12,40}")


@dataclass(frozen=True)
class Caller:
    """Who calls and from where; asks for further rights and puts further things on record."""

    principal: Principal
    address: str
    deps: Deps

    def may(self, operation: str, target: str = "") -> bool:
        """Whether the caller also has another right: decides what is filled in. Not on record by itself."""
        return allow(self.principal, operation, target).allowed

    def record(self, operation: str, target: str, detail: Mapping[str, Any] | None = None) -> None:
        """What is about to be shown beyond the call itself, such as whose names. Surrogates only."""
        facts = {"address": self.address, **(detail or {})}
        self.deps.platform.audit.append(self.principal.name, operation, target, True, facts)

    def refused(self, operation: str, target: str, kind: str) -> NoReturn:
        """A refusal that only the object itself tells, such as a restricted person."""
        self.deps.platform.audit.append(self.principal.name, operation, target, False, {"address": self.address, "reason": kind})
        raise ProblemError(kind)

    def require(self, operation: str, target: str, detail: Mapping[str, Any] | None = None) -> None:
        """A right that only the body of a request tells. Refused or not, it is on record."""
        decision = allow(self.principal, operation, target)
        facts = {"address": self.address, **(detail or {})}
        self.deps.platform.audit.append(self.principal.name, operation, target, decision.allowed, facts)
        if not decision.allowed:
            raise ProblemError("not-allowed", f"角色 {self.principal.role} 不能执行 {operation}")


def authorised(operation: str, target: str = "") -> Callable[..., Caller]:
    """A dependency that lets in who has `operation`; `target` may name path parameters: "exam:{exam_id}"."""
    if operation not in OPERATIONS:
        raise ValueError(f"unknown operation {operation}")

    def check(request: Request, deps: Parts) -> Caller:
        caller = _signed_in(request, deps, operation, _target(target or operation.partition(":")[0], request))
        caller.require(operation, _target(target or operation.partition(":")[0], request))
        return caller

    check.operation = operation  # type: ignore[attr-defined]
    return check


def signed_in(request: Request, deps: Parts) -> Caller:
    """Only who calls; the route itself requires the right that its body names, with `Caller.require`."""
    return _signed_in(request, deps, "session:own", "request")


signed_in.operation = "by body"  # type: ignore[attr-defined]


def _signed_in(request: Request, deps: Deps, operation: str, target: str) -> Caller:
    address = address_of(request)
    token = request.cookies.get(cookie_name(deps), "")
    principal = deps.platform.principal(token) if token else None
    if principal is None:
        deps.platform.audit.append(ANONYMOUS, operation, target, False, {"address": address, "reason": "not signed in"})
        raise ProblemError("not-signed-in")
    request.scope["state"]["user"] = principal.name
    if request.method not in SAFE and not _same_page(request, deps, token):
        deps.platform.audit.append(principal.name, operation, target, False, {"address": address, "reason": "csrf"})
        raise ProblemError("csrf")
    return Caller(principal, address, deps)


def _same_page(request: Request, deps: Deps, token: str) -> bool:
    """The token only our own page can read, and no word of the browser that another site asks."""
    if not from_same_origin(request):
        return False
    return hmac.compare_digest(request.headers.get(CSRF_HEADER, "").encode("utf-8", "replace"), csrf_token(deps, token).encode())


def from_same_origin(request: Request) -> bool:
    """False when the browser says that another site makes this request; programs say nothing and pass."""
    return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def csrf_token(deps: Deps, session: str) -> str:
    """Follows from the session, so that nothing more is stored; worthless without the session's cookie."""
    return urlsafe_b64encode(hmac.digest(deps.keyring.derive("csrf"), session.encode(), "sha256")[:24]).decode()


def cookie_name(deps: Deps) -> str:
    """Cookies ignore ports: two installations on one machine must not sign each other out."""
    return f"lightbox_{deps.keyring.key_id[:8]}"


def address_of(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _target(template: str, request: Request) -> str:
    """The object for the audit. Only what has the form of one of our own numbers is filled in: anything can be typed into a URL."""
    known = {name: str(value) if _is_ours(str(value)) else "?" for name, value in request.path_params.items()}
    return template.format_map(known)


def _is_ours(text: str) -> bool:
    return (_SURROGATE.fullmatch(text) is not None and int(text) <= MAX_ID) or _RUN.fullmatch(text) is not None
