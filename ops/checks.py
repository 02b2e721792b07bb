"""Checks of the house that no linter makes: sizes of files and functions, no registry address, docstrings of packages.

`python -m ops.checks` prints what is wrong and ends with 1.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from settings import ROOT

FILE_LINES = 400
FUNCTION_LINES = 50
SOURCES = (".py", ".ts", ".tsx")
GENERATED = ("viewer/src/api/schema.ts",)
# A host in a lock file or document that serves packages: installs must follow the site's own configuration.
REGISTRY = re.compile(r"https?://[^\s\"']*(registry\.|pypi|/simple/|\.whl\b|\.tgz\b)", re.IGNORECASE)


def tracked() -> list[Path]:
    """Files under version control or about to be, relative to the root."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [Path(line) for line in done.stdout.splitlines() if (ROOT / line).is_file()]


def long_files(files: list[Path]) -> Iterator[str]:
    for file in files:
        if file.suffix in SOURCES and str(file) not in GENERATED:
            lines = len((ROOT / file).read_text(encoding="utf-8").splitlines())
            if lines > FILE_LINES:
                yield f"{file}: {lines} lines; split it (at most {FILE_LINES})"


def long_functions(files: list[Path]) -> Iterator[str]:
    for file in files:
        if file.suffix != ".py" or file.parts[0] == "tests":
            continue
        for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    yield f"{file}:{node.lineno}: {node.name} has {lines} lines; split it (at most {FUNCTION_LINES})"


def registry_addresses(files: list[Path]) -> Iterator[str]:
    for file in files:
        if file.suffix in (".lock", ".json", ".toml", ".txt", ".md", ".yml", ".yaml", ".npmrc") or file.name == "Makefile":
            for number, line in enumerate((ROOT / file).read_text(encoding="utf-8", errors="ignore").splitlines(), 1):
                if REGISTRY.search(line):
                    yield f"{file}:{number}: a package registry's address"


def package_docstrings(files: list[Path]) -> Iterator[str]:
    for file in files:
        if file.name == "__init__.py" and file.parts[0] != "tests":
            body = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
            if len(body) != 1 or not (isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)):
                yield f"{file}: holds one docstring and nothing else"


def main() -> int:
    files = tracked()
    wrong = [line for check in (long_files, long_functions, registry_addresses, package_docstrings) for line in check(files)]
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
