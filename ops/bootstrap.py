"""Make a fresh machine ready, with the system's Python alone: check, then install Python and Node packages.

Runs before anything of ours is installed, so it uses the standard library only and must start on Python 3.8 to be able to say
that 3.11 is needed. What is missing is printed as one apt line; as root it is offered (at a terminal) or run (without one).
Nothing is installed twice: `.venv/` and `viewer/` carry the digest of the lock files they were made from.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VIEWER = ROOT / "viewer"
NODE_CLIENTS = ROOT / "tests" / "analytics" / "node"
MIN_PYTHON = (3, 11)
MIN_NODE = 20
MIN_DISK_GB = 6
MIN_MEMORY_GB = 4

# Debian packages by what needs them: (program or module to look for, package).
FOR_UP = (("node", "nodejs"), ("npm", "npm"))
FOR_TEST = (("mariadbd", "mariadb-server"), ("mariadb", "mariadb-client"), ("chromium", "chromium"), ("pdftotext", "poppler-utils"))
CJK_FONT = "fonts-noto-cjk"


def say(text: str) -> None:
    print(text, flush=True)


def stop(text: str) -> None:
    say("✗ " + text)
    sys.exit(1)


def missing_packages(purpose: str) -> list[str]:
    """Debian packages this purpose needs and the machine lacks."""
    wanted: list[str] = []
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        wanted.append("python3-venv")
    programs = FOR_UP + (FOR_TEST if purpose == "test" else ())
    for program, package in programs:
        if shutil.which(program) is None and not Path("/usr/sbin", program).exists():
            wanted.append(package)
    # Pages of PDF reports are drawn on the server: without a Chinese font they would be boxes.
    if shutil.which("fc-list"):
        fonts = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=False).stdout
        if not fonts.strip():
            wanted.append(CJK_FONT)
    else:
        wanted += ["fontconfig", CJK_FONT]
    # pyodbc's wheel carries unixODBC on Linux; nothing to add for SQL Server until its driver is configured.
    return wanted


def install_packages(packages: list[str]) -> None:
    line = "apt-get install -y " + " ".join(packages)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        stop("Debian packages are missing. Run as root:\n\n    apt-get update && " + line + "\n")
    if sys.stdin.isatty():
        answer = input("Missing Debian packages. Run `" + line + "` now? [Y/n] ")
        if answer.strip().lower() not in ("", "y", "yes"):
            stop("not installed: " + " ".join(packages))
    say("· installing Debian packages: " + " ".join(packages))
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", *packages]):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            stop("`" + " ".join(command) + "` failed:\n" + done.stdout[-800:] + done.stderr[-800:])


def check_machine() -> None:
    if sys.version_info < MIN_PYTHON:
        stop(f"Python {MIN_PYTHON[0]}.{MIN_PYTHON[1]} or newer is needed; this is {sys.version.split()[0]}")
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout.strip().lstrip("v")
    if node and int(node.split(".")[0]) < MIN_NODE:
        stop(f"Node {MIN_NODE} or newer is needed; this is {node} (install Node 20 or 22)")
    free = shutil.disk_usage(str(ROOT)).free / 1e9
    if free < MIN_DISK_GB:
        stop(f"{free:.1f} GB of disk are free; {MIN_DISK_GB} GB are needed")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    if memory < MIN_MEMORY_GB:
        stop(f"{memory:.1f} GB of memory; {MIN_MEMORY_GB} GB are needed")


def check_ports() -> None:
    """Ports of `make up` must be free, or held by this clone's own processes (var/run/ knows them)."""
    offset = int(os.environ.get("LIGHTBOX_PORT_OFFSET", "0"))
    home = Path(os.environ.get("LIGHTBOX_HOME", ROOT / "var"))
    if any((home / "run").glob("*.json")):
        return  # `lightbox up` looks at each process itself
    taken: list[str] = []
    for port in (8600, 8608, 8612, 9030, 8030):
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", port + offset)) == 0:
                taken.append(str(port + offset))
    if taken:
        stop("ports in use: " + ", ".join(taken) + ". Stop what holds them, or choose others: LIGHTBOX_PORT_OFFSET=100 make up")


def digest(*files: Path) -> str:
    mark = hashlib.sha256()
    for file in files:
        mark.update(file.read_bytes())
    return mark.hexdigest()


def step(label: str, command: list[str], cwd: Path = ROOT, **environment: str) -> None:
    """One installing command with progress; its output is shown only when it fails."""
    started = time.monotonic()
    sys.stdout.write("· " + label + " … ")
    sys.stdout.flush()
    done = subprocess.run(command, cwd=str(cwd), env=dict(os.environ, **environment), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        say("failed")
        stop("`" + " ".join(map(str, command)) + "`:\n" + done.stdout[-3000:] + done.stderr[-3000:])
    say(f"{time.monotonic() - started:.0f} s")


def install_python() -> None:
    stamp = VENV / "lightbox-lock"
    mark = digest(ROOT / "requirements.lock", ROOT / "pyproject.toml")
    if stamp.exists() and stamp.read_text() == mark:
        return
    if not (VENV / "bin" / "python").exists():
        step("creating .venv", [sys.executable, "-m", "venv", str(VENV)])
    python = str(VENV / "bin" / "python")
    # pip, not a faster installer: it reads the site's own pip configuration (mirrors, certificates) on every hospital machine.
    step(
        "installing Python packages",
        [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", "requirements.lock"],
    )
    step(
        "installing lightbox",
        [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "--no-build-isolation", "-e", "."],
    )
    step("compiling byte-code", [python, "-m", "compileall", "-q", "-j", "0", str(VENV / "lib")], PYTHONDONTWRITEBYTECODE="")
    stamp.write_text(mark)


def viewer_sources() -> list[Path]:
    names = ("package.json", "package-lock.json", "vite.config.ts", "tsconfig.json")
    files = [VIEWER / n for n in names if (VIEWER / n).exists()]
    files += sorted(p for p in (VIEWER / "src").rglob("*") if p.is_file()) + sorted(VIEWER.glob("*.html"))
    return files


def install_node(label: str, folder: Path) -> None:
    modules = folder / "node_modules" / ".lightbox-lock"
    mark = digest(folder / "package-lock.json")
    if not modules.exists() or modules.read_text() != mark:
        step(label, ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], folder)
        modules.write_text(mark)


def install_viewer() -> None:
    if not (VIEWER / "package.json").exists():
        stop("viewer/package.json is missing: this clone is incomplete")
    install_node("installing Node packages", VIEWER)
    built = VIEWER / "dist" / ".lightbox-sources"
    mark = digest(*viewer_sources())
    if not built.exists() or built.read_text() != mark:
        step("building the viewer", ["npm", "run", "--silent", "build"], VIEWER)
        built.write_text(mark)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--for", dest="purpose", choices=("up", "test"), default="up")
    parser.add_argument("--installed", action="store_true", help="only make sure that `.venv` exists")
    chosen = parser.parse_args()
    if chosen.installed:
        if not (VENV / "bin" / "python").exists():
            stop("nothing is installed yet: run `make up` first")
        return
    if sys.version_info >= MIN_PYTHON:
        packages = missing_packages(chosen.purpose)
        if packages:
            install_packages(packages)
    check_machine()
    if chosen.purpose == "up":
        check_ports()
    install_python()
    install_viewer()
    if chosen.purpose == "test":
        install_node("installing the gateway's Node clients", NODE_CLIENTS)


if __name__ == "__main__":
    main()
