"""The results of long forms, one line each in docs/soak.md, written by the runs themselves."""

import subprocess
from datetime import date

from settings import ROOT

PAGE = ROOT / "docs" / "soak.md"


def record(what: str, result: str) -> None:
    """Add what was run and how it ended, with today's date and the commit that was run."""
    done = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=True)
    with PAGE.open("a", encoding="utf-8") as page:
        page.write(f"| {date.today().isoformat()} | {done.stdout.strip()} | {what} | {result} |\n")
