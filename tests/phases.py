"""Every test, in phases with a time budget each; `make test` and CI run this file with the system's Python.

    python3 tests/phases.py                 all phases
    python3 tests/phases.py install check   only these, in this order

Budgets are for two cores. They are always printed; in CI (CI=true) a phase over its budget fails. All phases run even when one
fails, so that one run tells everything.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VIEWER = ROOT / "viewer"
PYTHON = str(ROOT / ".venv" / "bin" / "python")
PYTEST = [PYTHON, "-m", "pytest", "-ra", "--durations=8"]
FAST = "not servers and not airflow and not xxl and not browser and not slow and not soak and not vendor"

# phase → (budget in seconds, commands as (folder, argv))
PHASES = {
    "install": (240, [(ROOT, [sys.executable, "ops/bootstrap.py", "--for", "test"])]),
    "check": (
        120,
        [
            (ROOT, [PYTHON, "-m", "ruff", "check", "."]),
            (ROOT, [PYTHON, "-m", "pyright"]),
            (ROOT, [str(ROOT / ".venv" / "bin" / "lint-imports"), "--no-cache"]),
            (ROOT, [PYTHON, "-m", "ops.checks"]),
            (ROOT, [PYTHON, "-m", "ops.generated", "--check"]),
            (VIEWER, ["npm", "run", "--silent", "check"]),
        ],
    ),
    "unit": (360, [(ROOT, [*PYTEST, "-n", "2", "--dist", "loadfile", "-m", FAST]), (VIEWER, ["npm", "test", "--silent"])]),
    "servers": (300, [(ROOT, [*PYTEST, "-m", "servers"])]),
    "airflow": (180, [(ROOT, [*PYTEST, "-m", "airflow"])]),
    "browser": (240, [(ROOT, [*PYTEST, "-m", "browser or xxl"])]),
    "kill": (240, [(ROOT, [*PYTEST, "-m", "slow and not servers"])]),
}


def run_phase(name):
    """Run all commands of a phase; returns (seconds, names of failed commands)."""
    started = time.monotonic()
    failed = []
    for folder, command in PHASES[name][1]:
        shown = " ".join(str(part).replace(str(ROOT) + "/", "") for part in command)
        print(f"\n── {name}: {shown}", flush=True)
        done = subprocess.run(command, cwd=str(folder), check=False)
        if done.returncode != 0:
            failed.append(shown)
    return time.monotonic() - started, failed


def main(names):
    unknown = [n for n in names if n not in PHASES]
    if unknown:
        sys.exit(f"unknown phase {', '.join(unknown)}; there are: {', '.join(PHASES)}")
    strict = os.environ.get("CI") == "true"
    rows, bad = [], False
    for name in names or PHASES:
        seconds, failed = run_phase(name)
        over = seconds > PHASES[name][0]
        bad = bad or bool(failed) or (over and strict)
        rows.append((name, seconds, PHASES[name][0], "FAILED" if failed else "over budget" if over else "ok"))
        if name == "install" and failed:
            break  # nothing else can run
    print("\nphase     seconds  budget  result")
    for name, seconds, budget, result in rows:
        print(f"{name:<9} {seconds:>7.0f} {budget:>7d}  {result}")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
