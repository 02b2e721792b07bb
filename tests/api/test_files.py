"""Files come out bit for bit, by range too; pages come as pictures within limits; what is broken breaks nothing else."""

import io
import socket
import threading
import time
from collections.abc import Callable

import httpx
import numpy as np
import pytest
import uvicorn
from PIL import Image

from api.http.app import create_app
from api.http.deps import Deps
from tests.api.conftest import Person
from tests.api.hospital import CANARIES, Hospital, dicom, pdf
from warehouse.errors import Refused
from warehouse.reading import files
from warehouse.reading.pictures import Pictures

As = Callable[..., Person]


@pytest.mark.req("A-5.12", part=True)
@pytest.mark.parametrize("name", ["pdf", "jpg", "dcm", "broken", "xml"])
def test_a_file_comes_out_bit_for_bit(as_role: As, hospital: Hospital, name: str) -> None:
    answer = as_role("clinician").get(f"/files/{hospital.files[name]}")
    assert answer.content == hospital.contents[name]
    assert answer.headers["content-length"] == str(len(hospital.contents[name]))
    assert answer.headers["cache-control"] == "no-store"
    shown = {"pdf": "inline", "jpg": "inline", "broken": "inline"}.get(name, "attachment")
    assert answer.headers["content-disposition"].startswith(shown)


@pytest.mark.parametrize("asked", ["bytes=0-0", "bytes=10-99", "bytes=100-", "bytes=-50", "bytes=0-999999999", "bytes=-999999999"])
def test_a_range_is_that_part_of_the_file(as_role: As, hospital: Hospital, asked: str) -> None:
    whole = hospital.contents["pdf"]
    answer = as_role("clinician").get(f"/files/{hospital.files['pdf']}", headers={"Range": asked})
    first, _, last = asked.removeprefix("bytes=").partition("-")
    expected = whole[int(first) : int(last) + 1 if last else None] if first else whole[-int(last) :]
    assert (answer.status_code, answer.content) == (206, expected)
    start = len(whole) - len(expected) if not first else int(first)
    assert answer.headers["content-range"] == f"bytes {start}-{start + len(expected) - 1}/{len(whole)}"


@pytest.mark.parametrize("asked", ["bytes=1-2,5-6", "lines=1-2", "bytes=-", "bytes=9-3", "nonsense"])
def test_what_is_not_one_byte_range_is_answered_with_the_whole_file(as_role: As, hospital: Hospital, asked: str) -> None:
    answer = as_role("clinician").get(f"/files/{hospital.files['pdf']}", headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, hospital.contents["pdf"])


def test_a_range_outside_the_file_says_how_long_it_is(as_role: As, hospital: Hospital) -> None:
    answer = as_role("clinician").get(f"/files/{hospital.files['pdf']}", headers={"Range": "bytes=999999-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(hospital.contents['pdf'])}"


def test_a_range_of_another_version_is_answered_with_the_whole_file(as_role: As, hospital: Hospital) -> None:
    headers = {"Range": "bytes=0-9", "If-Range": '"another"'}
    assert as_role("clinician").get(f"/files/{hospital.files['pdf']}", headers=headers).status_code == 200


def test_spans_agree_with_slices() -> None:
    data = bytes(range(50))
    for first in range(52):
        for last in range(first, 55):
            try:
                span = files.span_of(f"bytes={first}-{last}", len(data))
            except ValueError:
                assert first >= len(data)
                continue
            assert span is not None
            assert b"".join(files.read(io.BytesIO(data), span)) == data[first : last + 1]  # type: ignore[arg-type]


@pytest.mark.parametrize("name, pages", [("pdf", 2), ("jpg", 1), ("dcm", 3), ("xml", 0)])
def test_pages_are_counted(as_role: As, hospital: Hospital, name: str, pages: int) -> None:
    assert as_role("clinician").get(f"/files/{hospital.files[name]}/pages").json()["pages"] == pages


def _picture(answer: httpx.Response) -> Image.Image:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "image/png"
    return Image.open(io.BytesIO(answer.content))


def test_a_page_of_a_report_is_a_picture(as_role: As, hospital: Hospital) -> None:
    clinician = as_role("clinician")
    first, second = (_picture(clinician.get(f"/files/{hospital.files['pdf']}/pages/{n}.png")) for n in (1, 2))
    assert first.size == (600, 400)
    assert first.tobytes() != second.tobytes()


@pytest.mark.parametrize("frame", [1, 2, 3])
def test_a_frame_is_shown_by_its_window(as_role: As, hospital: Hospital, frame: int) -> None:
    picture = _picture(as_role("clinician").get(f"/files/{hospital.files['dcm']}/pages/{frame}.png"))
    ramp = np.asarray(picture)[0]
    assert picture.size == (256, 2)
    assert ramp.tolist() == (list(range(256)) if frame == 1 else [255] * 256)


@pytest.mark.parametrize("name, number", [("pdf", 3), ("dcm", 4), ("jpg", 2), ("xml", 1), ("broken", 1), ("notdicom", 1)])
def test_what_cannot_be_shown_says_so_and_nothing_of_its_content(as_role: As, hospital: Hospital, name: str, number: int) -> None:
    answer = as_role("clinician").get(f"/files/{hospital.files[name]}/pages/{number}.png")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:lightbox:problem:not-showable")
    assert not [canary for canary in CANARIES if canary in answer.text]


def test_more_pixels_than_the_limit_are_not_decoded() -> None:
    with_huge_frame = dicom(1, Rows=60_000, Columns=60_000)
    pictures = Pictures(workers=1)
    try:
        with pytest.raises(Refused, match="large"):
            pictures.page(io.BytesIO(with_huge_frame), "application/dicom", 1)
    finally:
        pictures.close()


def test_a_file_over_the_limit_is_not_even_read() -> None:
    pictures = Pictures(workers=1, file_bytes=100)
    with pytest.raises(Refused, match="过大"):
        pictures.page(io.BytesIO(b"%PDF-" + b"x" * 200), "application/pdf", 1)
    pictures.close()


def test_a_page_that_takes_too_long_costs_its_worker_and_nothing_else() -> None:
    pictures = Pictures(workers=1, seconds=0.001)
    with pytest.raises(Refused, match="秒"):
        pictures.page(io.BytesIO(pdf()), "application/pdf", 1)
    patient = Pictures(workers=1)
    patient._free = pictures._free  # the same slot, now with time
    try:
        assert patient.page(io.BytesIO(pdf()), "application/pdf", 1).startswith(b"\x89PNG")
    finally:
        patient.close()


def test_a_file_missing_from_the_archive_is_told_as_damage(as_role: As, deps: Deps, hospital: Hospital) -> None:
    class Lost:
        def stat(self, _object_id: str) -> None:
            raise Refused("the archive has no such object")

    clinician = as_role("clinician", archive=Lost())
    for path in ("", "/pages", "/pages/1.png"):
        answer = clinician.get(f"/files/{hospital.files['pdf']}{path}")
        assert (answer.status_code, answer.json()["type"]) == (500, "urn:lightbox:problem:damaged")


def test_a_file_changed_on_disk_is_cut_and_never_served_as_whole(deps: Deps, hospital: Hospital, capfd) -> None:
    content = hospital.contents["pdf"] * 2000
    kept = deps.archive.accept(io.BytesIO(content))
    [path] = [p for p in deps.settings.archive.rglob(kept.object_id)]
    sealed = bytearray(path.read_bytes())
    sealed[-100] ^= 1
    path.chmod(0o600)
    path.write_bytes(bytes(sealed))
    fact = deps.store.query("SELECT f.* FROM file_fact f WHERE f.file_id = :id", {"id": hospital.files["pdf"]})
    fact = fact.set_column(fact.column_names.index("file_id"), "file_id", [[2_000_001]])
    fact = fact.set_column(fact.column_names.index("object_id"), "object_id", [[kept.object_id]])
    deps.store.load("changed", {"file_fact": fact})
    with serving(deps) as base, httpx.Client(base_url=base) as client:
        client.post("/api/v1/session", json={"user": "clinician", "password": deps.keyring.secret("user-clinician")})
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/api/v1/files/2000001")
        assert client.get("/healthz").status_code == 200
    said = "".join(capfd.readouterr())
    assert "Traceback" not in said


class serving:
    """A real server on a free port, as the product runs it."""

    def __init__(self, deps: Deps) -> None:
        config = uvicorn.Config(create_app(deps), access_log=False, log_level="warning", server_header=False)
        self._server = uvicorn.Server(config)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        until = time.monotonic() + 10
        while not self._server.started and time.monotonic() < until:
            time.sleep(0.01)
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)
