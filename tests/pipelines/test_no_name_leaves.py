"""Law 3 on the line: no identifier in staging, logs, exceptions, task hand-overs, quarantine in clear, or the analytic store."""

import base64
import json
import logging
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench, Double, Stopped
from warehouse.errors import LightboxError

NAME, PINYIN, NUMBER, PHONE = "龘堃喆", "dakunzhe", "990101198503070017", "13800009876"
PLACE = {"patient_id": "P77665544", "his_pid": "H9988776", "visit_no": "V5566778", "apply_no": "A1122334", "exam_no": "G2026100155443"}
SECRETS = [NAME, NUMBER, PHONE, "1985-03-07", *PLACE.values()]


def forms(secret: str) -> Iterator[bytes]:
    """The encodings a value can hide in."""
    for codec in ("utf-8", "utf-16-le", "gb18030"):
        raw = secret.encode(codec)
        yield raw
        yield base64.b64encode(raw).rstrip(b"=")[:-1]
        yield raw.hex().encode()
    yield json.dumps(secret).strip('"').encode()


def leaks(data: bytes) -> list[str]:
    return [secret for secret in SECRETS if any(form in data for form in forms(secret))]


@pytest.fixture
def canary(tmp_path: Path, source: Double) -> Double:
    """One exam of a person with a rare name, named again in the report."""
    cipher = encrypt(NUMBER)
    source.put(
        "patient",
        endoscopy.patient(99, patient_id=PLACE["patient_id"], his_pid=PLACE["his_pid"], full_name=NAME, id_card_enc=cipher, mobile=PHONE),
    )
    source.put("exam", endoscopy.exam(99, **{k: v for k, v in PLACE.items() if k != "his_pid"}, item_name=f"胃镜 {NAME}"))
    text = f"<p>患者{NAME}（{NUMBER}），电话{PHONE}，就诊号{PLACE['visit_no']}，出生1985-03-07，胃窦充血</p>"
    source.put("report", endoscopy.report(99, report_html=text, diagnosis=f"{NAME}慢性胃炎", advice=f"电话{PHONE}随访"))
    return source


def encrypt(number: str) -> str:
    from demo.systems.eis import encrypt as vendor

    return vendor(number, endoscopy.KEY)


def collect_all(bench: Bench) -> None:
    for feed in ("orders", "exams", "reports"):
        bench.collect("EIS", feed)


def test_the_control_finds_what_is_planted() -> None:
    for secret in SECRETS:
        for codec in ("utf-8", "utf-16-le", "gb18030"):
            assert leaks(b"xx" + secret.encode(codec) + b"yy") == [secret]


def test_nothing_under_home_and_nothing_in_the_store_tells_a_name(
    bench: Bench, canary: Double, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("sqlalchemy.engine").setLevel(logging.NOTSET)
    collect_all(bench)
    for file in bench.settings.home.rglob("*"):
        if file.is_file():
            assert leaks(file.read_bytes()) == [], file
    assert leaks(json.dumps(bench.everything(), default=str, ensure_ascii=False).encode()) == []
    captured = capsys.readouterr()
    assert leaks((captured.out + captured.err + caplog.text).encode()) == []
    person = bench.identity.find("name", NAME)
    assert len(person) == 1  # and yet the person is found
    assert bench.identity.reveal(person)[person[0]].id_number == NUMBER
    report = next(r for r in bench.rows("report") if "胃窦充血" in r["findings"])
    assert "[姓名]" in report["findings"]


def test_staging_and_what_a_task_hands_over_tell_no_name(bench: Bench, canary: Double) -> None:
    for feed in ("orders", "exams", "reports"):
        staged = bench.line.extract("EIS", feed, f"af-{feed}", "airflow")
        assert staged["addresses"]
        assert leaks(json.dumps(staged, ensure_ascii=False).encode()) == []
        for file in bench.settings.staging.rglob("*"):
            if file.is_file():
                assert leaks(file.read_bytes()) == []
                assert file.stat().st_mode & 0o077 == 0
        bench.line.process(staged)
        assert not list(bench.settings.staging.rglob("*.sealed"))


@pytest.mark.parametrize("stage", ["identity", "archive", "load", "moves", "confirm", "commit"])
def test_an_error_anywhere_tells_no_name(bench: Bench, canary: Double, stage: str) -> None:
    bench.die_at = stage
    with pytest.raises(LightboxError) as told:
        bench.collect("EIS", "reports")
    shown = "".join(traceback.format_exception(told.value))
    assert leaks(shown.encode()) == []
    assert leaks(json.dumps(bench.platform.runs(), ensure_ascii=False).encode()) == []
    assert not issubclass(told.type, Stopped)


def test_an_exception_that_quotes_a_row_is_told_without_it(bench: Bench, canary: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    def quoting(*_arguments: object, **_named: object) -> None:
        raise ValueError(f"Incorrect string value: '{NAME}' for column 'full_name' at row 1")

    monkeypatch.setattr(bench.identity, "absorb", quoting)
    with pytest.raises(LightboxError) as told:
        bench.collect("EIS", "exams")
    assert leaks("".join(traceback.format_exception(told.value)).encode()) == []
    assert "ValueError at " in str(told.value)
    assert leaks(json.dumps(bench.platform.runs(), ensure_ascii=False).encode()) == []


def test_an_unreachable_or_wrong_source_tells_neither_values_nor_secrets(bench: Bench, tmp_path: Path) -> None:
    bench.connections["EIS"] = {"url": f"mysql+pymysql://reader:{NUMBER}@127.0.0.1:1/eis"}
    bench.line = bench.new_line()
    with pytest.raises(LightboxError) as told:
        bench.collect("EIS", "exams")
    assert leaks("".join(traceback.format_exception(told.value)).encode()) == []


def test_a_quarantined_row_lies_sealed(bench: Bench, canary: Double) -> None:
    canary.run("UPDATE exam SET exam_no = 'X' || exam_no WHERE exam_uuid = ?", endoscopy.uuid(99))
    assert bench.collect("EIS", "exams")["quarantined"] == 1
    item = bench.platform.quarantine()[0]
    assert leaks(json.dumps(item, ensure_ascii=False).encode()) == []
    assert leaks(bench.platform.quarantine_payload(item["item_id"])) == []
    for file in bench.settings.home.glob("*.db*"):
        assert leaks(file.read_bytes()) == [], file
