"""Commands that run the product: up, down, reset, status, api, collect, compare."""

import getpass
import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ops import up as up_story
from ops.status import archive_lines, feed_table, process_table, revision_table, status
from ops.wiring import connect, require_home
from pipelines.publish import publish_declarations
from settings import load
from warehouse.errors import Misconfigured
from warehouse.tables.catalogue import TABLES
from warehouse.tables.views import views

AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable, documented in docs/cli.md.")]


def register(app: typer.Typer) -> None:
    app.command("up")(up_command)
    app.command("down")(down_command)
    app.command("reset")(reset_command)
    app.command("status")(status_command)
    app.command("migrate")(migrate_command)
    app.command("api")(api_command)
    app.command("collect")(collect_command)
    app.command("compare")(compare_command)


def up_command() -> None:
    """Start everything, build the demo hospital and collect it the first time; print where to look."""
    up_story.up(load())


def down_command() -> None:
    """Stop every process that `up` started."""
    stopped = up_story.down(load())
    typer.echo("stopped: " + ", ".join(stopped) if stopped else "nothing was running")


def reset_command(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Stop everything and empty the home folder. Keys are kept, and what the hospital added itself (its site folder)."""
    settings = load()
    if not yes:
        typer.confirm(f"Empty {settings.home}? Everything collected is lost; keys in {settings.key_folder} are kept.", abort=True)
    up_story.down(settings)
    _empty(settings.home, settings.site_folder)
    (settings.key_folder / "connections.json").unlink(missing_ok=True)
    typer.echo(f"emptied {settings.home}")


def _empty(home: Path, kept: Path) -> None:
    for entry in list(home.iterdir()) if home.exists() else []:
        if entry != kept:
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    if home.exists() and not any(home.iterdir()):
        home.rmdir()


def status_command(as_json: AsJson = False) -> None:
    """Feeds with their counts, processes with pid and health, addresses."""
    settings = load()
    require_home(settings)
    parts = connect(settings)
    try:
        facts = status(parts)
    finally:
        parts.close()
    if as_json:
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    typer.echo(feed_table(facts["feeds"]))
    typer.echo("\n" + process_table(facts["processes"]) + "\n")
    if facts["archive"]["nodes"]:
        typer.echo(archive_lines(facts["archive"]) + "\n")
    typer.echo(revision_table(facts["revisions"]) + "\n")
    for name, address in facts["addresses"].items():
        typer.echo(f"{name:<8} {address}")


def migrate_command() -> None:
    """Bring every store to this release's schema and publish its declarations; safe while the release before serves."""
    settings = load()
    parts = connect(settings)
    try:
        parts.platform.migrate()
        parts.identity.migrate()
        parts.store.apply([*TABLES.values(), *views(settings.export_min_exams)])
        publish_declarations(parts.platform, settings.feeds, settings.own_sources)
        typer.echo(revision_table({"platform": parts.platform.revisions(), "identity": parts.identity.revisions()}))
    finally:
        parts.close()


def api_command() -> None:
    """Serve the API and the viewer until stopped."""
    from ops.serve_api import serve

    serve(load())


def collect_command(
    feed: Annotated[str, typer.Argument(metavar="SOURCE.FEED", help="Such as EIS.exams.")], as_json: AsJson = False
) -> None:
    """Collect one feed now, in this process, and print what became of its rows."""
    source, dot, name = feed.partition(".")
    if not dot:
        raise Misconfigured(f"'{feed}' is not SOURCE.FEED", "for example: lightbox collect EIS.exams")
    settings = load()
    require_home(settings)
    parts = connect(settings)
    try:
        counts = asdict(parts.line.collect(source, name, f"cli:{getpass.getuser()}"))
    finally:
        parts.close()
    if as_json:
        typer.echo(json.dumps({"source": source, "feed": name, **counts}))
    else:
        typer.echo(feed_table([{"source": source, "feed": name, **counts}]))


def compare_command(source: Annotated[str, typer.Argument(help="Such as UIS.")]) -> None:
    """Compare the keys of a source's exams with ours: what vanished there is followed, what is missing here is fetched."""
    settings = load()
    require_home(settings)
    parts = connect(settings)
    try:
        found = asdict(parts.line.compare(source, f"cli:{getpass.getuser()}"))
    finally:
        parts.close()
    typer.echo("\n".join(f"{name:<12} {count:>10,}" for name, count in found.items()))
