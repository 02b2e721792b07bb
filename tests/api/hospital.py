"""A small hospital behind the API: a few people, exams, reports, files, runs and stopped rows. Numbers of area 990101 are nobody's."""

import io
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
from PIL import Image
from pydicom import dcmwrite
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage, generate_uid
from reportlab.pdfgen.canvas import Canvas

from api.http.deps import Deps
from tests.platform.builders import outcome
from warehouse.identity.records import ExamNumbers, PatientRecord
from warehouse.platform.runs import QuarantineRow
from warehouse.tables.catalogue import TABLES
from warehouse.tables.model import Type

NOON = datetime(2026, 10, 5, 12)
NAME, OTHER, VIP_NAME = "欧阳堃喆", "镕昇", "赵㛃"
ID_NUMBER, PHONE, CARD, ACCESSION, ADDRESS = "990101198503070017", "13800000017", "CARD990101", "ACC20261005", "深圳市光明区某路17号"
VIP_ACCESSION = "ACC20269999"
CANARIES = (NAME, OTHER, VIP_NAME, ID_NUMBER, PHONE, CARD, ACCESSION, "某路17号")
FINDINGS = "双肺纹理清晰，未见结节。"


@dataclass
class Hospital:
    """Ids by a short name."""

    exams: dict[str, int] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)
    reports: dict[str, int] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    item_id: int = 0


def rows(table: str, given: list[dict[str, Any]]) -> pa.Table:
    """Rows of a table, what is not given filled with null or the plainest value."""
    schema = TABLES[table].arrow_schema()
    plain = {Type.BOOLEAN: False, Type.BIGINT: 1, Type.INT: 1, Type.STRING: "RIS", Type.TEXT: ""}
    base = {c.name: None if c.nullable else plain[c.type] for c in TABLES[table].columns}
    return pa.Table.from_pylist([{**base, "source": "RIS", **row} if "source" in base else {**base, **row} for row in given], schema)


def pdf(pages: int = 2) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 200))
    for number in range(pages):
        canvas.drawString(50, 100, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 20, 20)).save(out, "JPEG")
    return out.getvalue()


def dicom(frames: int = 3, **more: Any) -> bytes:
    """A grey object whose frame n is a ramp of 0 to 255 plus 1000 n, shown by the window 127.5 ± 127.5 around it."""
    data = Dataset()
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID = SecondaryCaptureImageStorage
    data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID = generate_uid()
    data.PatientName = NAME.encode("gb18030").decode("latin-1")
    data.Rows, data.Columns, data.NumberOfFrames, data.SamplesPerPixel = 2, 256, frames, 1
    data.PhotometricInterpretation, data.PixelRepresentation = "MONOCHROME2", 0
    data.BitsAllocated, data.BitsStored, data.HighBit = 16, 16, 15
    data.WindowCenter, data.WindowWidth = 128, 256
    ramp = np.arange(256, dtype="<u2")
    data.PixelData = np.stack([np.stack([ramp, ramp]) + 1000 * n for n in range(frames)]).astype("<u2").tobytes()
    for name, value in more.items():
        setattr(data, name, value)
    out = io.BytesIO()
    dcmwrite(out, data, enforce_file_format=True)
    return out.getvalue()


def fill(deps: Deps) -> Hospital:
    hospital = Hospital()
    _people(deps, hospital)
    _exams(deps, hospital)
    _files(deps, hospital)
    _operations(deps, hospital)
    return hospital


def _people(deps: Deps, hospital: Hospital) -> None:
    records = {
        "ris:1": PatientRecord("1", "P0001", NAME, None, "1", "1985-03-07", ID_NUMBER, "01", (PHONE,), CARD, ADDRESS, id_verified=True),
        "uis:9": PatientRecord("9", "P0001", NAME, None, "1", "1985-03-07", ID_NUMBER, "01", (PHONE,), id_verified=True),
        "ris:2": PatientRecord("2", "P0002", OTHER, None, "2", "1990-01-01"),
        "ris:3": PatientRecord("3", "P0003", VIP_NAME, None, "2", "1970-05-05", vip=True),
        "uis:3": PatientRecord("33", "P0003", VIP_NAME, None, "2", "1970-05-05"),  # a source that does not know she is restricted
    }
    for name, record in records.items():
        source = name[:3].upper()
        [identity_id] = deps.identity.absorb(source, [record])
        hospital.persons[name] = deps.identity.link([identity_id])[identity_id]
        sealed = [deps.identity.seal_numbers(ExamNumbers(f"K{name}", accession=ACCESSION if name == "ris:1" else None))]
        [entry] = deps.identity.allot(source, "exam", [f"K{name}"], sealed)
        deps.identity.attach([entry.id], [identity_id])
        hospital.exams[name] = entry.id


def _exams(deps: Deps, hospital: Hospital) -> None:
    def exam(name: str, hours: int, **more: Any) -> dict[str, Any]:
        at = NOON + timedelta(hours=hours)
        return {
            "exam_id": hospital.exams[name],
            "person_id": hospital.persons.get(name),
            "exam_begin_time": at,
            "exam_time": at,
            "chain_marks": "",
            **more,
        }

    [gone] = deps.identity.allot("RIS", "exam", ["Kgone"])
    hospital.exams["gone"] = gone.id
    facts = [
        exam("ris:1", 0, exam_category="RAD.CT", patient_class="2", urgency="S", body_part="胸部", rules="ID-02,TM-01", real_name=True,
             order_time=NOON - timedelta(hours=2), register_time=NOON - timedelta(hours=1), report_time=NOON + timedelta(hours=2),
             verify_time=NOON + timedelta(hours=1), chain_marks="T6<T5", report_s=7200),
        exam("uis:9", 24, source="UIS", exam_category="US.ABD", patient_class="1", body_part="腹部_上"),
        exam("ris:2", 48, exam_category="RADX", patient_class="1"),
        exam("ris:3", 72, exam_category="RAD.MR", body_part="头颅", vip=True),
        exam("uis:3", 80, source="UIS", exam_category="US.SUP", body_part="头颈", real_name=True),
        exam("gone", 96, exam_category="RAD.CT", void=True, void_reason="SRC_DEL"),
    ]  # fmt: skip
    original = json.dumps({"findings": FINDINGS, "name": NAME, "extracted": {"findings": {"bytes": "00", "text": f"{NAME}：{FINDINGS}"}}})
    kept = deps.archive.accept(io.BytesIO(original.encode()), "application/json")
    reports = []
    for number, (name, positive, critical) in enumerate(
        (("ris:1", "1", "1"), ("uis:9", "0", "0"), ("ris:3", "1", "0"), ("uis:3", "1", "0"))
    ):
        hospital.reports[name] = 1_000_001 + number
        reports.append({
            "report_id": hospital.reports[name], "exam_id": hospital.exams[name], "positive": positive, "critical": critical,
            "report_status": "40", "findings": FINDINGS, "conclusion": "[姓名]右肺100%结节", "version": 1, "object_id": kept.object_id,
        })  # fmt: skip
    tokens = [
        {"token_type": "accession", "token": deps.keyring.token("accession", number), "exam_id": hospital.exams[name]}
        for name, number in (("ris:1", ACCESSION), ("uis:3", VIP_ACCESSION))
    ]
    deps.store.load("hospital", {"exam": rows("exam", facts), "report": rows("report", reports), "exam_token": rows("exam_token", tokens)})


def _files(deps: Deps, hospital: Hospital) -> None:
    hospital.contents = {
        "pdf": pdf(), "jpg": jpeg(), "dcm": dicom(), "broken": b"%PDF-1.7\n" + NAME.encode() * 50, "vip": pdf(1),
        "notdicom": b"\0" * 128 + b"DICM" + NAME.encode() * 20, "xml": b"<?xml version='1.0'?><a>1</a>",
    }  # fmt: skip
    facts = []
    for number, (name, content) in enumerate(hospital.contents.items()):
        kept = deps.archive.accept(io.BytesIO(content))
        hospital.files[name] = 1_000_001 + number
        facts.append({
            "file_id": hospital.files[name], "exam_id": hospital.exams["ris:3" if name == "vip" else "ris:1"], "kind": "RPT_PDF",
            "sequence": number, "media_type": kept.media_type, "bytes": kept.bytes, "object_id": kept.object_id,
        })  # fmt: skip
    deps.store.load("files", {"file_fact": rows("file_fact", facts)})


def _operations(deps: Deps, hospital: Hospital) -> None:
    platform = deps.platform
    groups = [{"group": "business", "zh": "业务数据", "feeds": ["exams"], "schedule": "*/10 * * * *"}]
    platform.publish("source", {"RIS": {"source": "RIS", "zh": "放射信息系统", "groups": groups}})
    rule = {"id": "ID-02", "stage": "plausible", "feeds": ["exams"], "columns": ["id_number"], "action": "quarantine", "severity": "E",
            "zh": "身份证校验位错误", "en": "Wrong check character", "why": "…", "cause": "…", "quarantine_columns": []}  # fmt: skip
    platform.publish("rule", {"000-ID-02": rule})
    platform.declare_feeds([("RIS", "exams")])
    platform.start_run("af-0c4a4de2a8f19e7d5f6b1a23", "RIS", "exams", "collect", {"lower": None, "upper": {"exam": "2026"}}, "airflow")
    row = {"key": "K7", "name": {"bytes": NAME.encode("gb18030").hex(), "text": NAME}, "id_number": ID_NUMBER}
    payload = deps.keyring.seal("quarantine", json.dumps(row, ensure_ascii=False).encode(), b"RIS.exams")
    reason = "证件号校验位不符（形状 D18）"
    told = {"rule": "ID-02", "field": "id_number", "severity": "E", "reason": reason}
    stopped = QuarantineRow("TOKEN7", "HASH7", "ID-02", "id_number", reason, "核对证件", [told], payload)
    platform.commit_batch(outcome("af-0c4a4de2a8f19e7d5f6b1a23", quarantine=[stopped]))
    platform.finish_run("af-0c4a4de2a8f19e7d5f6b1a23", "success", {"exam": "2026-10-05 12:00:00"})
    hospital.item_id = platform.quarantine(limit=1)[0]["item_id"]
