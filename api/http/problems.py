"""Errors as RFC 9457 problems that say what to do, without repeating anything a caller or a store said.

Our own three exceptions are shown with their text (safe by contract, warehouse/errors.py). Of any other exception only the class and
the place reach the log and nothing reaches the caller: drivers, PDF and DICOM readers quote values in their messages.
"""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.http.models.common import FieldProblem, Problem
from warehouse.errors import LightboxError, Misconfigured, Refused, Unreachable, class_and_place

MEDIA = "application/problem+json"
RETRY_SECONDS = 5

_KINDS: dict[str, tuple[int, str, str]] = {
    "not-signed-in": (401, "请先登录", "请登录后再试"),
    "wrong-credentials": (401, "登录失败", "请核对用户名和密码；多次失败后需等待几分钟"),
    "not-allowed": (403, "没有权限", "如工作需要，请联系信息科调整角色"),
    "restricted": (403, "重点病人", "仅限指定人员经验证后查看；如诊疗需要，请联系科室负责人或信息科"),
    "csrf": (403, "请求来源不可信", "请刷新页面后重试"),
    "not-found": (404, "没有找到", "请核对编号；数据可能已在来源删除或作废"),
    "no-such-method": (405, "不支持的方法", "请查看接口文档"),
    "invalid": (422, "请求内容不正确", "请按提示修改后重试"),
    "refused": (422, "无法完成", "请按提示修改后重试"),
    "damaged": (500, "归档文件缺失或已损坏", "请联系信息科从来源补采"),
    "not-showable": (422, "无法显示", "可下载原文件，用专用软件打开"),
    "bad-range": (416, "请求范围超出文件", "请重新打开文件"),
    "too-many": (429, "尝试过多", "请稍后再试"),
    "misconfigured": (500, "平台配置有误", "请联系信息科"),
    "unreachable": (503, "服务暂时不可用", "请稍后重试；持续出现请联系信息科"),
    "failed": (500, "平台内部错误", "请稍后重试；持续出现请把请求编号告诉信息科"),
}
_BY_STATUS = {401: "not-signed-in", 403: "not-allowed", 404: "not-found", 405: "no-such-method"}
_BY_ERROR: dict[type[LightboxError], str] = {Unreachable: "unreachable", Misconfigured: "misconfigured", Refused: "refused"}


class ProblemError(Exception):
    """Raised by routes: ends the request with a problem of this kind. `detail` holds no value of a row or a request."""

    def __init__(self, kind: str, detail: str = "", headers: dict[str, str] | None = None) -> None:
        super().__init__(kind)
        self.kind, self.detail, self.headers = kind, detail, headers or {}


def install(app: FastAPI) -> None:
    app.add_exception_handler(ProblemError, _on_problem)
    app.add_exception_handler(LightboxError, _on_ours)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)


def response(request_id: str, kind: str, detail: str = "", do: str = "", fields: list[FieldProblem] | None = None) -> JSONResponse:
    status, title, advice = _KINDS[kind]
    problem = Problem(
        type=f"urn:lightbox:problem:{kind}", title=title, status=status, detail=detail or title, do=do or advice,
        instance=f"urn:lightbox:request:{request_id}", fields=fields or [],
    )  # fmt: skip
    headers = {"Retry-After": str(RETRY_SECONDS)} if status == 503 else {}
    return JSONResponse(problem.model_dump(), status, headers, MEDIA)


def documented(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """`responses` of a route for the OpenAPI document."""
    answers: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        status, title, do = _KINDS[kind]
        example = {
            "type": f"urn:lightbox:problem:{kind}", "title": title, "status": status, "detail": title, "do": do,
            "instance": "urn:lightbox:request:5f2c9e0a7b314d11", "fields": [],
        }  # fmt: skip
        content = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {kind: {"value": example}}}}
        answers[status] = {"description": title, "content": content}
    return answers


def request_id_of(request: Request) -> str:
    return str(request.scope.get("state", {}).get("request_id", ""))


def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)  # noqa: S101  (registered for this class only)
    answer = response(request_id_of(request), error.kind, error.detail)
    answer.headers.update(error.headers)
    return answer


def _on_ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, LightboxError)  # noqa: S101
    kind = next((name for cls, name in _BY_ERROR.items() if isinstance(error, cls)), "failed")
    request.scope["state"]["error"] = class_and_place(error)
    return response(request_id_of(request), kind, error.message, error.do)


def _on_invalid(request: Request, error: Exception) -> Response:
    """Which fields and why, in Pydantic's words for the kind of error; inputs and contexts are left out because they hold values."""
    assert isinstance(error, RequestValidationError)  # noqa: S101
    fields = [
        FieldProblem(field=".".join(str(part) for part in found["loc"]), message=_WORDS.get(found["type"], "不正确"))
        for found in error.errors()
    ]
    return response(request_id_of(request), "invalid", f"{len(fields)} 处不符合要求", fields=fields)


_WORDS = {
    "missing": "缺少此项", "int_parsing": "应为整数", "int_type": "应为整数", "bool_parsing": "应为 true 或 false",
    "string_type": "应为文字", "literal_error": "不是允许的取值", "string_pattern_mismatch": "格式不正确", "string_too_long": "过长",
    "string_too_short": "过短", "too_long": "项数过多", "too_short": "项数过少", "greater_than_equal": "过小", "less_than_equal": "过大",
    "json_invalid": "不是有效的 JSON", "union_tag_invalid": "不是允许的取值", "union_tag_not_found": "缺少 kind",
    "value_error": "不正确", "model_attributes_type": "应为 JSON 对象",
}  # fmt: skip


def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    kind = _BY_STATUS.get(error.status_code, "invalid" if error.status_code < 500 else "failed")
    return response(request_id_of(request), kind)
