"""A storage node for tests: SeaweedFS's S3 server as a process of its own, with its own folder and free ports."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from tests.archive.proxy import free_port
from warehouse.archive.buckets import Buckets
from warehouse.archive.store import Node
from warehouse.archive.stores.local import LocalStore
from warehouse.archive.stores.nodes import Limits, NodesStore
from warehouse.archive.stores.s3 import Access, S3Node, Wire

WEED = Path(sys.executable).parent / "weed"
KEY, SECRET = "lightbox-test", "secret-of-the-test-node"
READER, READER_SECRET = "only-reads", "secret-of-who-only-reads"
START_SECONDS = 40
MEMORY = "200MiB"  # of the Go heap; a node takes about 120 MiB
PORTS = ("master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc", "s3.port", "s3.port.grpc")
WIRE = Wire(part_bytes=5 * 1024 * 1024, connect_s=1.0, read_s=10.0, tries=2, connections=8)
IDENTITIES = {
    "identities": [
        {"name": "lightbox", "credentials": [{"accessKey": KEY, "secretKey": SECRET}], "actions": ["Admin"]},
        {"name": "reader", "credentials": [{"accessKey": READER, "secretKey": READER_SECRET}], "actions": ["Read", "List"]},
    ]
}


@dataclass
class Weed:
    """One node; `start`, `kill` and `start` again keep folder and address."""

    name: str
    folder: Path
    ports: dict[str, int] = field(default_factory=lambda: {name: free_port() for name in PORTS})
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def port(self) -> int:
        return self.ports["s3.port"]

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @cached_property
    def own(self) -> S3Node:
        """The node as most tests use it: one client."""
        return self.node()

    def node(self, key: str = KEY, secret: str = SECRET, wire: Wire = WIRE, endpoint: str | None = None) -> S3Node:
        return S3Node(self.name, Access(endpoint or self.endpoint, key, secret), wire)

    def start(self) -> "Weed":
        """Begins; `ready` waits."""
        data = self.folder / self.name
        data.mkdir(parents=True, exist_ok=True)
        identities = self.folder / "identities.json"
        identities.write_text(json.dumps(IDENTITIES))
        with (self.folder / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    WEED, "-logtostderr", "mini", f"-dir={data}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-s3.config={identities}",
                    "-webdav=false", "-admin.ui=false", "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.volumeSizeLimitMB=64", "-volume.max=30",
                    f"-filer.localSocket={data}/f.sock", f"-s3.localSocket={data}/s.sock",
                    *(f"-{name}={port}" for name, port in self.ports.items()),
                ],
                cwd=data, env={**os.environ, "GOMEMLIMIT": MEMORY, "GOMAXPROCS": "2"},
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        return self

    def ready(self) -> "Weed":
        """Waits until it stores and gives back: asking is the only way to know."""
        assert self.process is not None
        until, asked = time.monotonic() + START_SECONDS, self.own
        while time.monotonic() < until and self.process.poll() is None:
            with socket.socket() as probe:
                listening = probe.connect_ex(("127.0.0.1", self.port)) == 0
            try:
                if listening:
                    asked._client.put_object(Bucket="ready", Key="ready", Body=b"ready")
                    return self
            except (BotoCoreError, ClientError):
                pass  # not yet
            time.sleep(0.05)
        raise AssertionError(f"the storage node did not start:\n{self.log[-3000:]}")

    @property
    def log(self) -> str:
        return (self.folder / f"{self.name}.log").read_text(errors="replace")

    def end(self, number: int = signal.SIGTERM) -> None:
        """Send a signal, wait until it is gone."""
        if self.process is None:
            return
        self.process.send_signal(number)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


def started(folder: Path, *names: str) -> list[Weed]:
    """Nodes that start beside each other."""
    weeds = [Weed(name, folder).start() for name in names]
    try:
        return [weed.ready() for weed in weeds]
    except BaseException:
        for weed in weeds:
            weed.end(signal.SIGKILL)  # whoever asked for them never got them to end
        raise



def wipe(weeds: list[Weed]) -> None:
    """Empty all nodes: objects, unfinished uploads and buckets."""
    for weed in weeds:
        client = weed.own._client
        for bucket in [found["Name"] for found in client.list_buckets()["Buckets"]]:
            for upload in client.list_multipart_uploads(Bucket=bucket).get("Uploads", []):
                client.abort_multipart_upload(Bucket=bucket, Key=upload["Key"], UploadId=upload["UploadId"])
            for entry in client.list_objects_v2(Bucket=bucket).get("Contents", []):
                client.delete_object(Bucket=bucket, Key=entry["Key"])
            client.delete_bucket(Bucket=bucket)


def nodes_store(weeds: list[Weed], folder: Path, copies: int = 1, template: str = "lightbox", **nodes: S3Node) -> NodesStore:
    """A store over nodes, with small limits; `nodes` replace those of the same name."""
    known: dict[str, Node] = {weed.name: weed.own for weed in weeds} | nodes
    limits = Limits(WIRE.part_bytes, 1024 * 1024, 10.0)
    return NodesStore(known, copies, Buckets(template).of, LocalStore(folder), folder / "spool", limits)
