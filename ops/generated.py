"""Documents made from the code: `python -m ops.generated --write` makes them anew, `--check` fails when one is stale.

- docs/coverage.md: which test proves which requirement, from `@pytest.mark.req`
- docs/rules.md, docs/tables.md, docs/dictionary.md: the rule catalogue, the tables and where their columns come from
- viewer/src/api/openapi.json: the API's document, from the routes; the viewer's types follow from it
"""

import argparse
import ast
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from settings import ROOT


def coverage() -> str:
    """Requirement → tests, proven or in part (amber), read from the test files without running them."""
    proofs: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                for requirement, part in _markers(node):
                    proofs[requirement].append((f"{file.relative_to(ROOT)}::{node.name}", part))
    lines = [
        "# Requirements and the tests that prove them",
        "",
        "Made from the test markers by `make docs`. 🟢 proven · 🟡 begun: the tests prove a part.",
        "",
        "| requirement | state | tests |",
        "| --- | --- | --- |",
    ]
    for requirement in sorted(proofs, key=_order):
        whole = any(not part for _, part in proofs[requirement])
        tests = "<br>".join(f"`{name}`" for name, _ in proofs[requirement])
        lines.append(f"| {requirement} | {'🟢' if whole else '🟡'} | {tests} |")
    return "\n".join(lines) + "\n"


def _order(requirement: str) -> tuple[str, list[int]]:
    letter, _, numbers = requirement.partition("-")
    return letter, [int(n) for n in numbers.split(".")]


def _markers(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute) and decorator.func.attr == "req":
            part = any(k.arg == "part" and isinstance(k.value, ast.Constant) and bool(k.value.value) for k in decorator.keywords)
            found += [(str(a.value), part) for a in decorator.args if isinstance(a, ast.Constant)]
    return found


def rules() -> str:
    from quality.rules import published

    lines = [
        "# 规则目录 Rule catalogue",
        "",
        "Made from `quality/rules/*.yaml` by `make docs`.",
        "",
        "| 规则 | 级别 | 处置 | 说明 | 为什么 |",
        "| --- | --- | --- | --- | --- |",
    ]
    for rule in published():
        lines.append(f"| {rule['id']} | {rule['severity']} | {rule['action']} | {rule['zh']} | {rule['why']} |")
    return "\n".join(lines) + "\n"


def tables() -> str:
    from warehouse.tables.catalogue import TABLES
    from warehouse.tables.views import views

    lines = [
        "# 数据字典 Data dictionary",
        "",
        "Made from `warehouse/tables/` by `make docs`. Sensitivity: N plain, Q quasi-identifier, S sensitive, T keyed token.",
        "Where each column comes from: [dictionary.md](dictionary.md).",
        "",
    ]
    for table in (*TABLES.values(), *views()):
        lines += [
            f"## {table.name} {table.zh}",
            "",
            f"{table.en}. " + (f"Key: {', '.join(table.key)}." if table.key else "A view."),
            "",
            "| column | type | class | 含义 | meaning | unit | codes |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ]
        lines += [
            f"| {c.name} | {c.type.value} | {c.sensitivity.value} | {c.zh} | {c.en} | {c.unit or ''} | {c.codes or ''} |"
            for c in table.columns
        ]
        lines.append("")
    return "\n".join(lines)


def dictionary() -> str:
    """Source column → rule → table column, of the delivered systems."""
    from pipelines.declaration import load_all
    from pipelines.dictionary import documents
    from quality.rules import load
    from warehouse.tables.catalogue import TABLES

    lines = ["# 数据血缘 Lineage", "", "Made from the declarations of tables, sources and rules by `make docs`.", ""]
    for table in documents([t for t in TABLES.values() if not t.derived], load_all().values(), load()).values():
        lines += [
            f"## {table['name']} {table['zh']}",
            "",
            "| column | system | field | source columns | code map | rules |",
            "| - | - | - | - | - | - |",
        ]
        for column in table["columns"]:
            for step in column["lineage"]:
                seen = ", ".join(f"{rule['id']} ({rule['action']})" for rule in step["rules"])
                where = f"{step['source']}.{step['feed']} | {step['field']} | {', '.join(step['columns'])}"
                lines.append(f"| {column['name']} | {where} | {step['code_map'] or ''} | {seen} |")
        lines.append("")
    return "\n".join(lines)


def openapi() -> str:
    from api.http.openapi import document_text

    return document_text()


DOCUMENTS: dict[str, Callable[[], str]] = {
    "docs/coverage.md": coverage,
    "docs/rules.md": rules,
    "docs/tables.md": tables,
    "docs/dictionary.md": dictionary,
    "viewer/src/api/openapi.json": openapi,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    stale: list[str] = []
    for name, make in DOCUMENTS.items():
        target = Path(ROOT / name)
        text = make()
        if target.exists() and target.read_text(encoding="utf-8") == text:
            continue
        if chosen.write:
            target.write_text(text, encoding="utf-8")
            print(f"written {name}")
        else:
            stale.append(name)
    for name in stale:
        print(f"{name} is stale: run `make docs` and commit it")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
