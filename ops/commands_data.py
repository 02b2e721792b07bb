"""Commands on data: sql, quarantine, demo hospital."""

import getpass
import json
from dataclasses import asdict
from typing import Annotated

import typer

from ops.status import feed_table
from ops.wiring import connect, save_connections
from settings import load

quarantine = typer.Typer(no_args_is_help=True)
demo = typer.Typer(no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.command("sql")(sql_command)


def sql_command(
    statement: Annotated[str, typer.Argument(help="One SELECT in the portable subset (docs/portable-sql.md).")],
) -> None:
    """Run one query on the analytic store and print tab-separated rows."""
    parts = connect(load())
    try:
        answer = parts.store.query(statement)
    finally:
        parts.close()
    typer.echo("\t".join(answer.column_names))
    for row in answer.to_pylist():
        typer.echo("\t".join("" if value is None else str(value) for value in row.values()))


@quarantine.command("list")
def quarantine_list(
    system: Annotated[str | None, typer.Option("--source")] = None,
    rule: Annotated[str | None, typer.Option()] = None,
    state: Annotated[str, typer.Option()] = "open",
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Rows that were stopped, newest first, with rule, field and reason."""
    parts = connect(load())
    try:
        items = parts.platform.quarantine(source=system, rule=rule, state=state, limit=limit)
    finally:
        parts.close()
    if as_json:
        typer.echo(json.dumps({"items": items}, ensure_ascii=False, indent=2))
        return
    for item in items:
        typer.echo(f"{item['item_id']:>8}  {item['source']}.{item['feed']:<8} {item['rule']:<6} {item['field']:<18} {item['reason']}")


@quarantine.command("show")
def quarantine_show(item: Annotated[int, typer.Argument()]) -> None:
    """One stopped row without its payload: findings, suggested cause, retries."""
    parts = connect(load())
    try:
        typer.echo(json.dumps(parts.platform.quarantine_item(item), ensure_ascii=False, indent=2))
    finally:
        parts.close()


@quarantine.command("release")
def quarantine_release(
    items: Annotated[list[int], typer.Argument(help="Item numbers.")],
    waive: Annotated[bool, typer.Option("--waive", help="Load although the rule still objects; you take that on you.")] = False,
) -> None:
    """Try stopped rows again, in a run of their own."""
    parts = connect(load())
    try:
        counts = parts.line.release(items, waive, f"cli:{getpass.getuser()}")
    finally:
        parts.close()
    typer.echo(feed_table([{"source": "release", "feed": "", **asdict(counts)}]))


@demo.command("hospital")
def demo_hospital(
    exams: Annotated[int, typer.Option(min=100, max=1_000_000)] = 3000, seed: Annotated[int | None, typer.Option()] = None
) -> None:
    """Build the six vendor databases and file shares of the demo hospital."""
    from demo.hospital import build

    settings = load()
    ledger = build(settings.demo, exams=exams, seed=seed or settings.demo_seed)
    settings.key_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    save_connections(settings, ledger.connections)
    typer.echo(f"built {settings.demo}")


@demo.command("live")
def demo_live(
    rate: Annotated[float, typer.Option(min=0.1, max=1000, help="Changes a second, over all systems.")] = 5.0,
    seconds: Annotated[float, typer.Option(min=1, max=86_400)] = 60.0,
    seed: Annotated[int, typer.Option()] = 1,
) -> None:
    """Let the demo hospital work: exams are added, edited, recalled and deleted in its vendor databases."""
    from demo.live import alive, run

    settings = load()
    done = run(settings.demo, rate, seconds, seed)
    typer.echo("  ".join(f"{kind} {count:,}" for kind, count in sorted(done.items())))
    typer.echo("exams now  " + "  ".join(f"{name} {count:,}" for name, count in sorted(alive(settings.demo).items())))
