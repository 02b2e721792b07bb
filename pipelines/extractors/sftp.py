"""A file share over SFTP, through paramiko. The server's host key is verified before anything is said; links may not lead out of the share.

`share_host_key`: its fingerprint as OpenSSH shows it (`SHA256:…`, several with commas); `share_key`: a private key file, by default in the
key folder; `share_password`; `share_charset` where the server's names are not UTF-8.
"""

import contextlib
import errno
import logging
import posixpath
import socket
import stat
from pathlib import Path
from typing import Any

import paramiko
from paramiko.pkey import UnknownKeyType
from paramiko.sftp import CMD_CLOSE, CMD_HANDLE, CMD_NAME, CMD_OPENDIR, CMD_READDIR, CMD_REALPATH, CMD_STATUS, SFTPError
from paramiko.sftp_attr import SFTPAttributes
from paramiko.sftp_client import SFTPClient
from paramiko.sftp_file import SFTPFile
from paramiko.ssh_exception import AuthenticationException, IncompatiblePeer, SSHException

from pipelines.servers import Absence, Access, Dropped, Failing, ShareFile, Unsettled
from warehouse.errors import Misconfigured

PORT = 22
_BROKEN = (SSHException, SFTPError, EOFError, OSError)
_ATTRIBUTES: Any = SFTPAttributes
_NOT_THERE = (errno.ENOENT, errno.ENOTDIR)
_NO_SUCH_FILE, _PERMISSION_DENIED = 2, 3  # SSH_FX_…, draft-ietf-secsh-filexfer-02 §7

logging.getLogger("paramiko").setLevel(logging.CRITICAL)  # it writes paths, and paths hold accession numbers


def connect(access: Access) -> "SftpServer":
    """Log in. Dropped: no answer; Misconfigured: host key, account or address must be changed."""
    try:
        line = socket.create_connection((access.host, access.port or PORT), access.timeout_s)
    except OSError:
        raise Dropped("no connection") from None
    transport: paramiko.Transport | None = None
    try:
        transport = paramiko.Transport(line)
        transport.auth_timeout = transport.banner_timeout = transport.channel_timeout = access.timeout_s
        transport.start_client(timeout=access.timeout_s)
        _verify(access, transport.get_remote_server_key())
        _log_in(access, transport)
        return SftpServer(access, transport)
    except BaseException as error:
        if transport is not None:
            transport.close()
        line.close()
        if isinstance(error, IncompatiblePeer):
            raise Misconfigured(f"{access.source}: the SFTP server offers only keys or ciphers that are not safe", "renew it") from None
        if isinstance(error, _BROKEN):
            raise Dropped("the login was broken off") from None
        raise


def _verify(access: Access, key: paramiko.PKey) -> None:
    known = [part.strip().rstrip("=") for part in access.facts.get("share_host_key", "").split(",") if part.strip()]
    seen = str(key.fingerprint).rstrip("=")
    if seen in known:
        return
    if known:
        raise Misconfigured(
            f"{access.source}: the SFTP server shows another host key than the one on record: {seen}",
            "ask its administrator whether it was renewed; only then replace `share_host_key` in connections.json",
        )
    raise Misconfigured(
        f"{access.source}: the host key of the SFTP server is not known",
        f"compare {seen} with its administrator, then add it as `share_host_key` to the source's entry in connections.json",
    )


def _log_in(access: Access, transport: paramiko.Transport) -> None:
    key_file, password = access.facts.get("share_key"), access.facts.get("share_password")
    try:
        if key_file:
            transport.auth_publickey(access.user, _private_key(access, key_file))
        elif password:
            transport.auth_password(access.user, password)
        else:
            raise Misconfigured(f"{access.source}: the SFTP share has neither key nor password", "add `share_key` or `share_password`")
    except AuthenticationException:
        raise Misconfigured(
            f"{access.source}: the SFTP server refuses our login", "check the user in `share` and `share_key` or `share_password`"
        ) from None


def _private_key(access: Access, name: str) -> paramiko.PKey:
    try:
        return paramiko.PKey.from_path(access.key_folder / Path(name), access.facts.get("share_key_password"))
    except (OSError, ValueError, TypeError, SSHException, UnknownKeyType):
        raise Misconfigured(
            f"{access.source}: the private key of the SFTP share cannot be read", "check `share_key` and `share_key_password`"
        ) from None


class _Client(SFTPClient):
    """Names as bytes: paramiko's own lists fail on names and messages that are not UTF-8, which older servers send."""

    def _convert_status(self, msg: paramiko.Message) -> None:
        code = msg.get_int()
        if code == 0:
            return
        if code == 1:
            raise EOFError
        known = {_NO_SUCH_FILE: errno.ENOENT, _PERMISSION_DENIED: errno.EACCES}
        raise OSError(known.get(code, errno.EIO), "")

    def list_names(self, folder: bytes) -> list[bytes]:
        handle = self._answer(CMD_OPENDIR, folder, CMD_HANDLE).get_binary()
        names: list[bytes] = []
        with contextlib.suppress(EOFError):  # this is how the protocol ends a list; a broken connection also fails at the next command
            while True:
                message = self._answer(CMD_READDIR, handle, CMD_NAME)
                for _ in range(message.get_int()):
                    names.append(message.get_string())
                    message.get_string()
                    _ATTRIBUTES._from_msg(message)  # read past it
        self._answer(CMD_CLOSE, handle, CMD_STATUS)
        return names

    def real_path(self, path: bytes) -> bytes:
        message = self._answer(CMD_REALPATH, path, CMD_NAME)
        message.get_int()
        return message.get_string()

    def _answer(self, command: int, argument: bytes, expected: int) -> Any:
        client: Any = self  # the stubs leave out what a subclass needs
        kind, message = client._request(command, argument)
        if kind != expected:
            raise SFTPError
        return message


class SftpServer:
    """One session."""

    lists = True

    def __init__(self, access: Access, transport: paramiko.Transport) -> None:
        self._access, self._transport = access, transport
        client = _Client.from_transport(transport)
        if client is None:
            raise SSHException
        self._client: Any = client
        self._client.get_channel().settimeout(access.timeout_s)
        try:
            self._root: bytes = self._client.real_path(self._wire(access.root) or b".")
            there = stat.S_ISDIR(self._client.stat(self._root).st_mode or 0)
        except OSError as error:
            if error.errno not in (*_NOT_THERE, errno.EACCES):
                raise
            there = False
        if not there:
            raise Misconfigured(f"{access.source}: the SFTP server has no such folder", "check the path in `share` in connections.json")

    def look(self, path: str) -> ShareFile | Absence:
        try:
            wire = posixpath.join(self._root, self._wire(path))
        except UnicodeEncodeError:
            return Absence.MISSING
        try:
            facts = self._client.stat(wire)
            if not stat.S_ISREG(facts.st_mode or 0):
                return Absence.MISSING
            real: bytes = self._client.real_path(wire)
        except _BROKEN as error:
            return self._absent(error)
        if not real.startswith(self._root.rstrip(b"/") + b"/"):
            return Absence.OUTSIDE
        return ShareFile(path, real.decode("utf-8", "surrogateescape"), facts.st_size or 0, str(facts.st_mtime))

    def names(self, folder: str) -> list[str]:
        try:
            wire = posixpath.join(self._root, self._wire(folder))
            real: bytes = self._client.real_path(wire)
            if not (real + b"/").startswith(self._root.rstrip(b"/") + b"/"):
                return []
            names: list[bytes] = self._client.list_names(real)
        except UnicodeEncodeError:
            return []
        except _BROKEN as error:
            self._absent(error)
            return []
        return [name.decode(self._access.charset, "replace") for name in names if name not in (b".", b"..")]

    def begin(self, file: ShareFile, offset: int) -> "_Reading":
        try:
            handle: SFTPFile = self._client.open(file.real.encode("utf-8", "surrogateescape"), "rb")
            handle.seek(offset)
        except _BROKEN as error:
            self._absent(error)
            raise Unsettled from None
        return _Reading(handle, file.bytes - offset)

    def close(self) -> None:
        self._transport.close()

    def _wire(self, path: str) -> bytes:
        return path.encode(self._access.charset)

    def _absent(self, error: Exception) -> Absence:
        """MISSING, if that is what the error says; a broken connection or a lacking right otherwise."""
        if isinstance(error, OSError) and error.errno in _NOT_THERE:
            return Absence.MISSING
        if isinstance(error, OSError) and error.errno == errno.EACCES:
            raise Misconfigured(
                f"{self._access.source}: a file or folder of the share may not be read", "give our account the right to read"
            ) from None
        raise _broken(error) from None


def _broken(error: Exception) -> Dropped:
    if isinstance(error, OSError) and error.errno == errno.EIO:  # our own word for what a server says of one file
        return Failing("the server could not read a file")
    return Dropped("the connection broke off")


class _Reading:
    def __init__(self, handle: SFTPFile, left: int) -> None:
        self._handle, self._left = handle, left

    def read(self, size: int, /) -> bytes:
        try:
            part = self._handle.read(size)
            if not part and self._left:
                self._handle.stat()  # paramiko gives a broken connection as an end: only a live one answers this
        except _BROKEN as error:
            raise _broken(error) from None
        self._left -= len(part)
        return part

    def close(self) -> None:
        with contextlib.suppress(*_BROKEN):  # the next question meets the same trouble
            self._handle.close()
