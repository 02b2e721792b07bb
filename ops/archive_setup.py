"""Where the archive's objects lie: local folders, or S3 nodes with their addresses in the settings and their keys in the key folder."""

import json
import os
import re

from settings import Settings
from warehouse.archive.buckets import Buckets
from warehouse.archive.store import ObjectStore
from warehouse.archive.stores.local import LocalStore
from warehouse.archive.stores.nodes import Limits, NodesStore
from warehouse.errors import Misconfigured, Refused

KEYS_FILE = "archive-nodes.json"  # beside the master key and in its backup, mode 0600: {node: [access key, secret key]}
NODE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,15}")
FRAME_OVERHEAD = 4096  # header and tag of a frame: with it one request brings a small object whole, or one frame


def object_store(settings: Settings) -> ObjectStore:
    """Opens no connection. Misconfigured: a node without a key, or settings that do not fit together."""
    folder = LocalStore(settings.archive)
    if not settings.archive_nodes:
        return folder
    from warehouse.archive.stores.s3 import Access, S3Node, Wire  # boto3 is slow to load, and most commands of one machine never need it

    wire = Wire(
        part_bytes=settings.archive_part_bytes,
        connect_s=settings.archive_connect_s,
        read_s=settings.archive_answer_s,
        tries=settings.archive_tries,
        connections=settings.archive_connections,
        make_buckets=settings.archive_make_buckets,
    )
    nodes: dict[str, S3Node] = {}
    for name, endpoint in settings.archive_nodes.items():
        access_key, secret_key = _node_keys(settings, name)
        access = Access(endpoint, access_key, secret_key, settings.archive_region, settings.archive_certificates, settings.archive_insecure)
        nodes[name] = S3Node(name, access, wire)
    limits = Limits(settings.archive_part_bytes, settings.archive_frame_bytes + FRAME_OVERHEAD, settings.archive_pause_s)
    buckets = Buckets(settings.archive_bucket)
    return NodesStore(nodes, settings.archive_copies, buckets.of, folder, settings.archive / "spool", limits)


def _node_keys(settings: Settings, node: str) -> tuple[str, str]:
    if not NODE_NAME.fullmatch(node):
        raise Misconfigured("a storage node has no proper name", "name it with 1 to 16 lower-case letters, digits and '-'")
    kept = _kept(settings).get(node)
    if kept is None:
        raise Misconfigured(f"the key of storage node {node} is not set", f"set it: lightbox archive key {node}")
    access_key, secret_key = kept
    return access_key, secret_key


def _kept(settings: Settings) -> dict[str, list[str]]:
    file = settings.key_folder / KEYS_FILE
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def save_node_keys(settings: Settings, node: str, access_key: str, secret_key: str) -> None:
    """Keep the keys of a node in the key folder, for its owner alone. Refused: empty, or with blanks. They are never repeated."""
    if not NODE_NAME.fullmatch(node):
        raise Refused("a storage node has 1 to 16 lower-case letters, digits and '-' as its name")
    for value in (access_key, secret_key):
        if not value or not (value.isascii() and value.isprintable()) or " " in value:
            raise Refused("keys of a storage node are printable ASCII characters without blanks")
    settings.key_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = _kept(settings) | {node: [access_key, secret_key]}
    partial = settings.key_folder / f".{KEYS_FILE}.{os.getpid()}"
    with os.fdopen(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8") as stream:
        json.dump(kept, stream)
    partial.replace(settings.key_folder / KEYS_FILE)
