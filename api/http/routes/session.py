"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from api.http.authority import ANONYMOUS, Caller, address_of, authorised, cookie_name, csrf_token, from_same_origin
from api.http.brake import Brake
from api.http.deps import Deps, Parts
from api.http.models.session import Credentials, Session
from api.http.problems import ProblemError, documented
from warehouse.access import Principal
from warehouse.errors import Refused

router = APIRouter(tags=["session"])
Owner = Annotated[Caller, Depends(authorised("session:own"))]


@router.post("/session", responses=documented("wrong-credentials", "csrf", "too-many"))
def sign_in(body: Credentials, request: Request, response: Response, deps: Parts) -> Session:
    """Sign in: sets the session's cookie. After several wrong passwords the account waits; after many from one address the address does."""
    address = address_of(request)
    brake: Brake = request.app.state.brake
    if not from_same_origin(request):
        raise ProblemError("csrf")
    wait = brake.wait_s(address)
    if wait > 0:
        deps.platform.audit.append(ANONYMOUS, "session:own", "session:login", False, {"address": address, "reason": "throttled"})
        raise ProblemError("too-many", headers={"Retry-After": str(wait)})
    settings = deps.settings
    try:
        with brake.one():
            token = deps.platform.login(
                body.user, body.password, hours=settings.session_hours, tries=settings.login_tries, wait_s=settings.login_wait_s
            )
    except Refused:
        brake.failed(address)
        # the name typed may be a password or a person's: only a keyed token of it goes on record
        facts = {"address": address, "reason": "wrong credentials", "name_token": deps.keyring.token("login", body.user)}
        deps.platform.audit.append(ANONYMOUS, "session:own", "session:login", False, facts)
        raise ProblemError("wrong-credentials", "用户名或密码不正确，或已暂时锁定") from None
    principal = deps.platform.principal(token)
    if principal is None:
        raise ProblemError("not-signed-in")
    request.scope["state"]["user"] = principal.name
    deps.platform.audit.append(principal.name, "session:own", "session:login", True, {"address": address})
    response.set_cookie(
        cookie_name(deps), token, max_age=settings.session_hours * 3600, path="/", httponly=True, samesite="strict",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return _session(principal, deps, token)


@router.get("/session", responses=documented("not-signed-in"))
def who_am_i(caller: Owner, request: Request, deps: Parts) -> Session:
    """Who is signed in and what they may do."""
    return _session(caller.principal, deps, request.cookies[cookie_name(deps)])


@router.delete("/session", status_code=204, responses=documented("not-signed-in", "csrf"))
def sign_out(caller: Owner, request: Request, response: Response, deps: Parts) -> None:
    """Sign out: the session is over on the server and its cookie goes."""
    del caller
    deps.platform.logout(request.cookies[cookie_name(deps)])
    response.delete_cookie(cookie_name(deps), path="/", httponly=True, samesite="strict", secure=request.url.scheme == "https")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def _session(principal: Principal, deps: Deps, token: str) -> Session:
    return Session(
        user=principal.name, display_name=principal.display_name, role=principal.role, operations=principal.operations,
        csrf_token=csrf_token(deps, token),
    )  # fmt: skip
