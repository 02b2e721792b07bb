"""A file share over FTP (RFC 959, 2428, 3659), or over FTP with TLS (`ftps://`, explicit: RFC 4217). Passive only.

Names travel in `share_charset` (GBK on many older servers). The control connection is read byte by byte as Latin-1 and names are turned
into text at its edge, so that no greeting or message in another charset can break a session.
"""

import contextlib
import ftplib
import re
import socket
import ssl
from typing import Any

from pipelines.servers import Absence, Access, Dropped, Failing, ShareFile, Unsettled
from warehouse.errors import Misconfigured

DRAIN_BYTES = 256 * 1024  # with no more than this left a transfer is read to its end: breaking one off costs a server more
_BUSY_OR_GONE = ("450", "550")
_NO_COMMAND = ("500", "501", "502", "504")
_BROKEN = (ftplib.Error, OSError, EOFError)


class _Plain(ftplib.FTP):
    """Extended passive mode where there is one: it works through address translation and over IPv6."""

    def makepasv(self) -> tuple[str, int]:
        try:
            host: str = self.sock.getpeername()[0]  # pyright: ignore[reportOptionalMemberAccess]
            return host, ftplib.parse229(self.sendcmd("EPSV"), (host, 0))[1]  # noqa: S321
        except ftplib.error_perm:
            return super().makepasv()


class _Secure(_Plain, ftplib.FTP_TLS):
    """Data connections resume the session of the control connection, as strict servers demand."""

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        line, size = ftplib.FTP.ntransfercmd(self, cmd, rest)  # noqa: S321 - TLS follows
        control: Any = self.sock
        return self.context.wrap_socket(line, server_hostname=self.host, session=control.session), size


def connect(access: Access) -> "FtpServer":
    """Log in. Dropped: no answer; Misconfigured: certificate, account or address must be changed."""
    client = _client(access)
    try:
        client.connect(access.host, access.port or ftplib.FTP_PORT, access.timeout_s)
        user, password = access.user or "anonymous", access.facts.get("share_password", "")
        client.login(*(text.encode(access.charset).decode("latin-1") for text in (user, password)))
        if isinstance(client, _Secure):
            client.prot_p()
        return FtpServer(access, client)
    except ssl.SSLCertVerificationError:
        client.close()
        raise Misconfigured(
            f"{access.source}: the certificate of the FTP server is not trusted", "give the file of its authority as `share_ca`"
        ) from None
    except ftplib.error_perm as error:
        client.close()
        what = "refuses our login" if str(error)[:3] in ("530", "532") else "does not do what the share needs"
        raise Misconfigured(f"{access.source}: the FTP server {what}", "check the user in `share` and `share_password`") from None
    except _BROKEN:
        client.close()
        raise Dropped("the login was broken off") from None
    except BaseException:
        client.close()
        raise


def _client(access: Access) -> ftplib.FTP:
    if access.scheme == "ftp":
        return _Plain(encoding="latin-1", timeout=access.timeout_s)
    authority = access.facts.get("share_ca")
    try:
        context = ssl.create_default_context(cafile=str(access.key_folder / authority) if authority else None)
    except OSError:
        raise Misconfigured(f"{access.source}: the certificate file of `share_ca` cannot be read", "check connections.json") from None
    return _Secure(encoding="latin-1", timeout=access.timeout_s, context=context)


class FtpServer:
    """One session. A transfer that was broken off may leave it unusable: the next question then says so, and a new one is made."""

    lists = True

    def __init__(self, access: Access, client: ftplib.FTP) -> None:
        self._access, self._client = access, client
        self.is_broken = False
        features = self._features()
        if "UTF8" in features and access.charset in ("utf-8", "utf8"):
            self._try("OPTS UTF8 ON")
        self._has_facts = "MLST" in features
        self._client.voidcmd("TYPE I")
        self._root = (access.root or self._text(self._client.pwd())).rstrip("/")
        try:
            self._client.cwd(self._wire(self._root or "/"))
        except ftplib.error_perm:
            raise Misconfigured(
                f"{access.source}: the FTP server has no such folder", "check the path in `share` in connections.json"
            ) from None

    def look(self, path: str) -> ShareFile | Absence:
        try:
            wire = self._wire(f"{self._root}/{path}")
        except UnicodeEncodeError:
            return Absence.MISSING
        with self._answering():
            facts = self._facts(wire)
        return ShareFile(path, wire, *facts) if facts else Absence.MISSING

    def names(self, folder: str) -> list[str]:
        lines: list[str] = []
        try:
            wire = self._wire(f"{self._root}/{folder}")
        except UnicodeEncodeError:
            return []
        with self._answering():
            try:
                self._client.cwd(wire)
                self._client.retrlines("MLSD" if self._has_facts else "NLST", lines.append)
                self._client.voidcmd("TYPE I")  # a list is text, and every line of a file would change if this were left so
            except ftplib.error_perm as error:
                if str(error)[:3] != "550":  # no such folder, or on some servers an empty one
                    raise
                self._client.voidcmd("TYPE I")
                return []
        if self._has_facts:
            lines = [name for facts, _, name in (line.partition(" ") for line in lines) if "type=file" in facts.lower()]
        return [name for line in lines if (name := self._text(re.split(r"[/\\]", line)[-1] if not self._has_facts else line))]

    def begin(self, file: ShareFile, offset: int) -> "_Reading":
        """Where the server cannot begin within a file, what lies before is read and let go."""
        with self._answering():
            skip = 0
            try:
                line = self._client.transfercmd(f"RETR {file.real}", offset or None)
            except (ftplib.error_perm, ftplib.error_temp) as error:
                code = str(error)[:3]
                if code in _BUSY_OR_GONE:
                    raise Unsettled from None
                if not offset or code not in _NO_COMMAND:
                    raise
                line, skip = self._client.transfercmd(f"RETR {file.real}"), offset
        reading = _Reading(self, self._client, line, file.bytes - offset + skip)
        while skip:
            part = reading.read(min(skip, DRAIN_BYTES))
            if not part:
                raise Unsettled
            skip -= len(part)
        return reading

    def close(self) -> None:
        self._client.close()

    # --- the protocol -------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _answering(self) -> Any:
        """Errors of a question as ours. What a server says is never shown: it quotes paths."""
        if self.is_broken:
            raise Dropped("a transfer was broken off")
        try:
            yield
        except ftplib.error_perm as error:
            told = f"{self._access.source}: the FTP server refused a question (code {str(error)[:3]})"
            raise Misconfigured(told, "check the rights of the account and `share` in connections.json") from None
        except _BROKEN as error:
            raise _broken(error) from None

    def _features(self) -> set[str]:
        lines = self._try("FEAT").splitlines()[1:-1]
        return {line.split()[0].upper() for line in lines if line.split()}

    def _try(self, command: str) -> str:
        """The answer to a command that servers may lack."""
        try:
            return self._client.sendcmd(command)
        except ftplib.error_perm:
            return ""

    def _facts(self, wire: str) -> tuple[int, str] | None:
        """Size and time of change of a regular file; None when there is no such file."""
        try:
            if self._has_facts:
                return _told(self._client.sendcmd(f"MLST {wire}"))
            size = self._client.size(wire)
            changed = self._try(f"MDTM {wire}")[4:]
        except ftplib.error_perm as error:
            if str(error)[:3] in ("550", "553"):
                return None
            raise
        if size is None:
            raise ftplib.error_proto
        return size, changed

    def _wire(self, path: str) -> str:
        return path.encode(self._access.charset).decode("latin-1")

    def _text(self, wire: str) -> str:
        return wire.encode("latin-1").decode(self._access.charset, "replace")


def _told(answer: str) -> tuple[int, str] | None:
    """Size and time in the answer to MLST (RFC 3659 §7.2): a line of facts between two lines of the server."""
    for line in answer.splitlines()[1:]:
        pairs = (fact.partition("=") for fact in line.strip().partition(" ")[0].split(";"))
        facts = {name.lower(): value for name, _, value in pairs}
        if "type" in facts:
            is_file = facts["type"].lower() == "file" and facts.get("size", "").isdecimal()
            return (int(facts["size"]), facts.get("modify", "")) if is_file else None
    return None


def _broken(error: Exception) -> Dropped:
    """451 to 453 speak of one file, every other trouble of the connection (RFC 959 §4.2)."""
    if isinstance(error, ftplib.error_temp) and str(error)[:3] in ("451", "452", "453"):
        return Failing("the server could not read a file")
    return Dropped("the connection broke off")


class _Reading:
    """A transfer in progress; `left` bytes are expected."""

    def __init__(self, server: FtpServer, client: ftplib.FTP, line: socket.socket, left: int) -> None:
        self._server, self._client, self._line, self._left = server, client, line, left
        self._is_over = False

    def read(self, size: int, /) -> bytes:
        try:
            part = b"" if self._is_over else self._line.recv(size)
            if not part and not self._is_over:
                self._line.close()
                self._is_over = True
                self._client.voidresp()  # only now is it sure that this is the end and not a broken connection
        except _BROKEN as error:
            self._is_over = self._server.is_broken = True
            self._line.close()
            raise _broken(error) from None
        self._left -= len(part)
        return part

    def close(self) -> None:
        if self._is_over:
            return
        try:
            while self._left <= DRAIN_BYTES and self.read(DRAIN_BYTES):
                pass
        except Dropped:
            return  # the server is marked: it is not asked again
        if not self._is_over:
            self._is_over = True
            self._line.close()
            try:
                self._client.voidresp()
            except ftplib.error_temp:
                pass  # 426: it says that we broke off
            except _BROKEN:
                self._server.is_broken = True
