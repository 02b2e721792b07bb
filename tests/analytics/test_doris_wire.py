"""The client of a cluster against a double that answers what docs/doris.md lists. It proves the client; no cluster has been tried."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from settings import Settings
from tests.analytics.doris_double import PASSWORD, SUCCESS, USER, Doris, doris
from tests.analytics.things import rows, thing
from warehouse.analytics import ddl
from warehouse.analytics.engines.doris import DorisEngine, connect
from warehouse.analytics.stream_load import StreamLoader, explained
from warehouse.errors import Misconfigured, Refused, Unreachable
from warehouse.tables.model import Table

ONE, TWO = thing("one"), thing("two")
ALREADY = {"Status": "Label Already Exists", "Message": "Label [x] has already been used"}


@pytest.fixture
def double() -> Iterator[Doris]:
    with doris() as made:
        yield made


def client(double: Doris, **more: Any) -> DorisEngine:
    made = DorisEngine("127.0.0.1", double.mysql, double.frontend, USER, PASSWORD, timeout_s=5, **more)
    made._tables |= {table.name: table for table in (ONE, TWO)}
    return made


def load(double: Doris, *tables: Table, label: str = "a.1", **more: Any) -> bool:
    made = client(double, **more)
    try:
        return made.load(label, {table.name: rows(table, [{"id": 1}, {"id": 2, "kind": "秘密"}]) for table in tables}).already
    finally:
        made.close()


# --- one table ------------------------------------------------------------------------------------------------------------------------------


def test_a_load_follows_the_frontend_with_its_own_account_and_never_the_one_in_the_address(double: Doris) -> None:
    assert load(double, ONE) is False
    puts = [(name, path, headers) for name, path, headers in double.requests if "label" in headers]
    assert [(name, path) for name, path, _ in puts] == [
        ("frontend", "/api/lightbox/one/_stream_load"),
        ("backend", "/api/lightbox/one/_stream_load"),
    ]
    for _, _, headers in puts:
        told = {name: headers[name] for name in ("label", "format", "strict_mode", "max_filter_ratio", "group_commit", "timeout", "expect")}
        assert told == {
            "label": "a:1", "format": "arrow", "strict_mode": "true", "max_filter_ratio": "0", "group_commit": "off_mode", "timeout": "600",
            "expect": "100-continue",
        }  # fmt: skip
        assert int(headers["content-length"]) > 0
        assert "transfer-encoding" not in headers
    assert double.loaded == {"one": 2}


def test_the_password_in_a_redirect_is_logged_nowhere(double: Doris, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), caplog.at_level(logging.INFO, "httpx"):
        load(double, ONE)
    assert double.requests
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    "answer, already",
    [
        (SUCCESS, False),
        ({"Status": "Publish Timeout"}, False),
        ({**ALREADY, "ExistingJobStatus": "FINISHED"}, True),
        ({**ALREADY, "ExistingJobStatus": "", "Message": "relate to txn [6], status=[TXN_STATUS_VISIBLE]"}, True),
    ],
)
def test_what_became_of_a_label_is_told(double: Doris, answer: dict[str, Any], already: bool) -> None:
    double.answers = [answer]
    assert load(double, ONE) is already


@pytest.mark.parametrize(
    "answer",
    [
        {**ALREADY, "ExistingJobStatus": "RUNNING"},
        {**ALREADY, "ExistingJobStatus": "ABORTED"},
        {**ALREADY, "ExistingJobStatus": "", "Message": "relate to txn [6], status=[TXN_STATUS_PREPARED]"},
        {**ALREADY},
        {"Status": "Fail", "Message": "[E-238]tablet writer write failed 秘密", "NumberFilteredRows": 0},
        {"Status": "Something New"},
    ],
)
def test_what_is_not_over_or_not_the_rows_fault_is_tried_again_and_quotes_nothing(double: Doris, answer: dict[str, Any]) -> None:
    double.answers = [answer]
    with pytest.raises(Unreachable) as failed:
        load(double, ONE)
    assert "秘密" not in str(failed.value)


def test_one_bad_row_refuses_the_load_and_the_error_log_is_told_without_a_value(double: Doris) -> None:
    double.log = (
        "Reason: column_name[kind], the length of input is too long than schema. first 32 bytes of input str: [张三秘密] schema length: 64; "
        "actual length: 70; . src line []; \nReason: column_name[张三], null value for not null column, type=INT. src line [张三]; \n"
        "a line break of 张三\nReason: 张三. src line [张三];\n"
    ).encode()
    url = f"http://127.0.0.1:{double.backend}/api/_load_error_log?file=__shard_0/error_log_1"
    said = {"Status": "Fail", "Message": "[DATA_QUALITY_ERROR]too many filtered rows 张三", "NumberFilteredRows": 1, "ErrorURL": url}
    double.answers = [said]
    with pytest.raises(Refused) as refused:
        load(double, ONE)
    assert str(refused.value) == (
        "the analytic store did not take one: 1 rows are not of the table. a column is null (1 lines), another reason (1 lines), "
        "kind is too long (1 lines)"
    )
    (asked,) = [headers for name, path, headers in double.requests if path.startswith("/api/_load_error_log")]
    assert "authorization" not in asked, "the address comes from an answer"


@pytest.mark.parametrize("url", [None, "", "file:///etc/passwd", "http://127.0.0.1:1/api/_load_error_log"])
def test_an_error_log_that_cannot_be_read_leaves_the_count(double: Doris, url: str | None) -> None:
    double.answers = [{"Status": "Fail", "Message": "too many filtered rows", "NumberFilteredRows": 3, "ErrorURL": url}]
    with pytest.raises(Refused, match="3 rows are not of the table"):
        load(double, ONE)


def test_an_error_log_of_any_size_is_told_in_few_words() -> None:
    log = "Reason: column_name[kind], the length of input is too long than schema. 秘密\n" * 50_000
    assert explained(log, {"kind"}) == "kind is too long (50000 lines)"


# --- the way to the backend -----------------------------------------------------------------------------------------------------------------


def test_an_address_that_only_the_cluster_knows_is_replaced(double: Doris) -> None:
    double.sends_to = "10.255.255.1:8040"
    assert load(double, ONE, backend=f"http://127.0.0.1:{double.backend}") is False
    assert double.loaded == {"one": 2}


def test_a_frontend_that_sends_in_a_circle_or_nowhere_is_left(double: Doris) -> None:
    double.sends_to = f"127.0.0.1:{double.frontend}"
    with pytest.raises(Refused, match="in a circle"):
        load(double, ONE)
    double.sends_to = "127.0.0.1:1"
    with pytest.raises(Unreachable):
        load(double, ONE)


def test_from_tls_to_plain_http_nothing_is_sent() -> None:
    loader = StreamLoader(None, "https://fe:8050", "lightbox")  # type: ignore[arg-type]  # no request is made
    with pytest.raises(Misconfigured, match="without TLS"):
        loader._next("http://be:8040/api/x")
    assert StreamLoader(None, "https://fe:8050", "lightbox", "https://door:1")._next("http://be:8040/api/x?") == "https://door:1/api/x"  # type: ignore[arg-type]


def test_a_wrong_password_is_told_as_such(double: Doris) -> None:
    wrong = DorisEngine("127.0.0.1", double.mysql, double.frontend, USER, "wrong", timeout_s=5)
    wrong._tables[ONE.name] = ONE
    with pytest.raises(Misconfigured, match="refused the account"):
        wrong.load("a.1", {ONE.name: rows(ONE, [{"id": 1}])})


@pytest.mark.parametrize("be", ["be:8040", "ftp://be:1", "http://be", "http://u:p@be:1"])
def test_a_door_of_backends_that_is_none_says_which_form_it_needs(be: str) -> None:
    with pytest.raises(Misconfigured, match="be=https://host:8040"):
        connect(Settings.model_validate({"analytic_url": f"mysql://u@h/x?http=8030&be={be}"}), lambda name: "x")


# --- several tables -------------------------------------------------------------------------------------------------------------------------


def test_several_tables_are_staged_and_moved_in_one_transaction(double: Doris) -> None:
    assert load(double, ONE, TWO) is False
    words = [statement.split("`")[0].strip() for statement in double.statements if not statement.startswith(("SET", "SELECT @@"))]
    begun = words.index("BEGIN WITH LABEL")
    assert words[begun:] == ["BEGIN WITH LABEL", "INSERT INTO", "INSERT INTO", "COMMIT", "DELETE FROM", "DELETE FROM"]
    assert double.transactions == {"a:1": "VISIBLE"}
    assert double.loaded == {f"{ddl.STAGE}one": 0, f"{ddl.STAGE}two": 0}


def test_a_unit_done_before_changes_nothing_even_when_its_staged_rows_are_gone(double: Doris) -> None:
    load(double, ONE, TWO)
    double.statements.clear()
    double.answers = [{**ALREADY, "ExistingJobStatus": "FINISHED"}] * 2
    assert load(double, ONE, TWO) is True
    assert not [s for s in double.statements if s.startswith(("BEGIN", "INSERT"))], "an empty transaction would use up the label"


def test_a_unit_whose_transaction_was_committed_and_whose_answer_was_lost_is_done(double: Doris) -> None:
    double.transactions = {"a:1": "VISIBLE"}
    assert load(double, ONE, TWO) is True
    assert double.statements.count("ROLLBACK") == 1
    assert double.loaded == {f"{ddl.STAGE}one": 0, f"{ddl.STAGE}two": 0}


@pytest.mark.parametrize("status", ["PREPARE", "ABORTED"])
def test_a_unit_whose_transaction_is_not_over_is_tried_again(double: Doris, status: str) -> None:
    double.transactions = {"a:1": status}
    with pytest.raises(Unreachable, match="has not finished"):
        load(double, ONE, TWO)
    assert double.loaded[f"{ddl.STAGE}one"] == 2, "what waits stays"


def test_staged_rows_that_are_not_visible_yet_are_not_moved(double: Doris) -> None:
    double.invisible = 1
    double.answers = [{"Status": "Publish Timeout"}]
    with pytest.raises(Unreachable, match="rows of one are not visible yet"):
        load(double, ONE, TWO)
    assert not [s for s in double.statements if s.startswith("BEGIN")]


def test_rows_that_wait_twice_are_not_moved(double: Doris) -> None:
    double.loaded = {f"{ddl.STAGE}one": 2}
    with pytest.raises(Refused, match="more than once"):
        load(double, ONE, TWO)


def test_a_statement_that_fails_ends_the_transaction(double: Doris) -> None:
    double.failing = "INSERT INTO `two`"
    with pytest.raises(Refused):
        load(double, ONE, TWO)
    assert double.statements[-1] == "ROLLBACK"
    assert "COMMIT" not in double.statements
    double.failing = ""
    double.answers = [{**ALREADY, "ExistingJobStatus": "FINISHED"}] * 2
    assert load(double, ONE, TWO) is False, "the same label again moves what waits"
