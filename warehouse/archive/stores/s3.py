"""One node that speaks S3: whole objects by one PUT or in parts, reads by range, every byte checked by SHA-256 on arrival.

A key is `lightbox/AB/ABCDEF…`. Both ways to write appear at once and whole (S3 is strongly consistent): PUT, and the completion of a
multipart upload, whose parts nobody can read before. Secrets are arguments, and no text of the server or of boto3 leaves this module.
"""

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from ipaddress import ip_address
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import urlsplit

import boto3.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError, SSLError

from warehouse.archive.store import Content, Part
from warehouse.errors import LightboxError, Misconfigured, Refused, Unreachable

PREFIX = "lightbox/"
DIGEST = "sha256"  # name of our metadata: the SHA-256 of the object as it lies there
MISSING = {"NoSuchKey", "NoSuchBucket", "404"}
KEY_CODES = {
    "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "AccountProblem", "AllAccessDisabled", "InvalidSecurity", "403",
}  # fmt: skip
DAMAGED = {"BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch", "IncompleteBody"}
BUSY = {"SlowDown", "RequestTimeout", "ServiceUnavailable", "InternalError", "TooManyRequests", "OperationAborted", "RequestTimeTooSkewed"}
REGION = {"PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException", "InvalidLocationConstraint"}
T = TypeVar("T")
_MAKING = Lock()  # clients may be used by several threads, but not made by them


@dataclass(frozen=True)
class Access:
    """How a node is reached. `endpoint`: https; http only on this machine or with `insecure`. `certificates`: PEM file of a CA."""

    endpoint: str
    access_key: str
    secret_key: str
    region: str = "us-east-1"
    certificates: Path | None = None
    insecure: bool = False

    def __repr__(self) -> str:
        return f"Access({self.endpoint})"  # never the keys


@dataclass(frozen=True)
class Wire:
    """Limits of a node's connections: bytes of a part, seconds, tries of a request, connections at a time."""

    part_bytes: int
    connect_s: float
    read_s: float
    tries: int
    connections: int
    make_buckets: bool = True


class S3Node:
    """`name` is what texts call it. Misconfigured at once: an address without TLS that is not this machine."""

    def __init__(self, name: str, access: Access, wire: Wire) -> None:
        self._name, self._access, self._wire = name, access, wire
        address = urlsplit(access.endpoint)
        if address.scheme not in ("http", "https") or not address.hostname or address.username or address.path not in ("", "/"):
            raise Misconfigured(f"the address of storage node {name} is not https://host:port", "set LIGHTBOX_ARCHIVE_NODES")
        if address.scheme == "http" and not access.insecure and not _loopback(address.hostname):
            raise Misconfigured(f"storage node {name} has no TLS", "use https://, or allow it with LIGHTBOX_ARCHIVE_INSECURE=true")

    @cached_property
    def _client(self) -> Any:
        access, wire = self._access, self._wire
        config = Config(
            signature_version="s3v4",
            connect_timeout=wire.connect_s,
            read_timeout=wire.read_s,
            max_pool_connections=wire.connections,
            retries={"mode": "standard", "total_max_attempts": wire.tries},
            s3={"addressing_style": "path"},
            proxies={},  # storage is the hospital's own: no proxy of the environment comes between
            request_checksum_calculation="when_required",  # we give SHA-256 ourselves, which every S3 server checks
            response_checksum_validation="when_required",  # frames are authenticated, which says more than a checksum
        )
        with _MAKING:
            return _session().client(
                "s3",
                endpoint_url=access.endpoint,
                region_name=access.region,
                aws_access_key_id=access.access_key,
                aws_secret_access_key=access.secret_key,
                verify=str(access.certificates) if access.certificates else True,
                config=config,
            )

    def _ask(self, call: Callable[[Any], T]) -> T:
        try:
            return call(self._client)
        except (BotoCoreError, ClientError) as error:
            raise self._told(error) from None

    def _told(self, error: Exception) -> LightboxError:
        """Our words for what went wrong; the driver's may quote keys and are dropped."""
        name = self._name
        if isinstance(error, SSLError):
            return Misconfigured(f"the certificate of storage node {name} is not trusted", "set LIGHTBOX_ARCHIVE_CERTIFICATES to its CA")
        if isinstance(error, ParamValidationError) or not isinstance(error, (BotoCoreError, ClientError)):
            return Misconfigured(f"storage node {name} cannot be asked with these settings", "check LIGHTBOX_ARCHIVE_*")
        if not isinstance(error, ClientError):
            return Unreachable(f"storage node {name} does not answer", "check that it runs and can be reached")
        code, status = _code(error), _status(error)
        if code == "RequestTimeTooSkewed":
            return Misconfigured(f"the clocks of this machine and of storage node {name} differ", "set both by NTP")
        if code in REGION:
            return Misconfigured(f"storage node {name} lies in another region", "set LIGHTBOX_ARCHIVE_REGION")
        if code == "NoSuchBucket":
            return Misconfigured(f"storage node {name} lacks a bucket", "make it, or allow it with LIGHTBOX_ARCHIVE_MAKE_BUCKETS=true")
        if code in KEY_CODES or status in (401, 403):
            return Misconfigured(f"storage node {name} does not accept our key for this", f"set it: lightbox archive key {name}")
        if code in DAMAGED:
            return Unreachable(f"bytes changed on their way to storage node {name}", "it refused them; try again, and check the network")
        if code in BUSY or status >= 500 or status == 429:
            return Unreachable(f"storage node {name} cannot do it now", "it is busy, broken or full: look at it, then try again")
        return Refused(f"storage node {name} refused a request with status {status}")

    def put(self, bucket: str, name: str, content: Content) -> None:
        store = self._put_parts if content.size > self._wire.part_bytes else self._put_whole
        try:
            self._ask(lambda client: store(client, bucket, name, content))
        except Misconfigured:
            if not self._wire.make_buckets or self._has(bucket):
                raise
            self._ask(lambda client: self._make(client, bucket))
            self._ask(lambda client: store(client, bucket, name, content))

    def _has(self, bucket: str) -> bool:
        def ask(client: Any) -> bool:
            try:
                client.head_bucket(Bucket=bucket)
            except ClientError as error:
                if _code(error) in MISSING:
                    return False
                raise
            return True

        return self._ask(ask)

    def _make(self, client: Any, bucket: str) -> None:
        region = self._access.region
        placed: dict[str, Any] = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        with suppress(client.exceptions.BucketAlreadyOwnedByYou):  # another process made it a moment ago
            client.create_bucket(Bucket=bucket, **placed)

    def _put_whole(self, client: Any, bucket: str, name: str, content: Content) -> None:
        content.stream.seek(0)
        body = content.stream.read()
        client.put_object(
            Bucket=bucket,
            Key=_key(name),
            Body=body,
            ChecksumSHA256=_base64(content.sha256),
            Metadata={DIGEST: content.sha256.hex()},
        )

    def _put_parts(self, client: Any, bucket: str, name: str, content: Content) -> None:
        target: dict[str, Any] = {"Bucket": bucket, "Key": _key(name)}
        target["UploadId"] = client.create_multipart_upload(**target, ChecksumAlgorithm="SHA256", Metadata={DIGEST: content.sha256.hex()})[
            "UploadId"
        ]
        try:
            parts = list(self._parts(client, target, content))
            client.complete_multipart_upload(**target, MultipartUpload={"Parts": parts})
        except BaseException:
            with suppress(BotoCoreError, ClientError):  # what cannot be taken back now, `sweep` finds
                client.abort_multipart_upload(**target)
            raise
        if client.head_object(Bucket=bucket, Key=_key(name))["ContentLength"] != content.size:
            raise Unreachable(f"storage node {self._name} keeps an object with another size", "try again, and check the node")

    def _parts(self, client: Any, target: Mapping[str, Any], content: Content) -> Iterator[dict[str, Any]]:
        content.stream.seek(0)
        number = 0
        while part := content.stream.read(self._wire.part_bytes):
            number += 1
            sum_ = _base64(hashlib.sha256(part).digest())
            sent = client.upload_part(**target, PartNumber=number, Body=part, ChecksumSHA256=sum_)
            yield {"PartNumber": number, "ETag": sent["ETag"], "ChecksumSHA256": sum_}

    def fetch(self, bucket: str, name: str, start: int, length: int) -> Part | None:
        for left in range(self._wire.tries - 1, -1, -1):
            got = self._ask(lambda client: _get(client, bucket, name, start, length))
            if not isinstance(got, dict):
                return got
            if "ContentRange" not in got:
                got["Body"].close()
                raise Misconfigured(f"storage node {self._name} does not answer reads by range", "use a server that does")
            try:
                with closing(got["Body"]) as body:
                    data = body.read()
            except BotoCoreError as error:  # boto3 tries again what fails before the answer, we what breaks off within it
                if left == 0:
                    raise self._told(error) from None
                continue
            return Part(data, int(got["ContentRange"].rpartition("/")[2]), got.get("Metadata", {}).get(DIGEST) or got["ETag"])
        raise AssertionError("at least one try")

    def _buckets(self) -> list[str]:
        return self._ask(lambda client: sorted(bucket["Name"] for bucket in client.list_buckets()["Buckets"]))

    def _pages(self, operation: str, bucket: str) -> Iterator[dict[str, Any]]:
        pages = iter(self._client.get_paginator(operation).paginate(Bucket=bucket, Prefix=PREFIX))
        while (page := self._ask(lambda _client: next(pages, None))) is not None:
            yield page

    def names(self) -> Iterator[tuple[str, str]]:
        for bucket in self._buckets():
            for page in self._pages("list_objects_v2", bucket):
                for entry in page.get("Contents", []):
                    name = entry["Key"].rpartition("/")[2]
                    if entry["Key"] == _key(name):
                        yield bucket, name

    def sweep(self, older_than_s: float) -> int:
        """Abort uploads that nobody completes any more."""
        removed, before = 0, datetime.now(UTC) - timedelta(seconds=older_than_s)
        for bucket in self._buckets():
            for page in self._pages("list_multipart_uploads", bucket):
                for upload in page.get("Uploads", []):
                    if upload["Initiated"] < before:
                        given = {"Bucket": bucket, "Key": upload["Key"], "UploadId": upload["UploadId"]}
                        self._ask(lambda client, given=given: client.abort_multipart_upload(**given))
                        removed += 1
        return removed

    def check(self) -> None:
        self._buckets()


def _get(client: Any, bucket: str, name: str, start: int, length: int) -> dict[str, Any] | Part | None:
    """The server's answer, its body not read yet; None when there is no such object."""
    try:
        return client.get_object(Bucket=bucket, Key=_key(name), Range=f"bytes={start}-{start + length - 1}")
    except ClientError as error:
        if _code(error) in MISSING:
            return None
        if _status(error) == 416:  # nothing is there: only an object that was cut is so short, and its reader says so
            return Part(b"", 0, "cut")
        raise


@lru_cache(maxsize=1)
def _session() -> Any:
    """One for all nodes: it reads the description of the protocol, which takes half a second."""
    return boto3.session.Session()


def _key(name: str) -> str:
    return f"{PREFIX}{name[:2]}/{name}"


def _base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode()


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def _status(error: ClientError) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
