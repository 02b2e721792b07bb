"""Import, without side effects, everything a task of the line uses, so that forked tasks start at once."""

import importlib

MODULES = (
    "pandas",
    "pyarrow",
    "pyarrow.compute",
    "great_expectations",
    "great_expectations.core",
    "sqlalchemy",
    "pymysql",
    "pydicom",
    "ops.tasks",
)


def run() -> None:
    for name in MODULES:
        importlib.import_module(name)
