"""`lightbox source new|check|add`: a new departmental system, from its tables to its first collection."""

import json
import re
from pathlib import Path
from typing import Annotated

import typer

from ops.airflow_runtime import AirflowClient
from ops.wiring import Parts, connections, save_connections
from settings import Settings, load
from warehouse.codes import tables
from warehouse.errors import Misconfigured, Unreachable

app = typer.Typer(no_args_is_help=True)
CODE = re.compile(r"[A-Z][A-Z0-9]{1,15}")
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable, documented in docs/cli.md.")]


@app.command("new")
def new(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Two to sixteen capitals and digits, such as PFT.")],
    zh: Annotated[str, typer.Option("--zh", help="Its Chinese name.")],
    url: Annotated[str | None, typer.Option(help="Its database; kept in connections.json. Better: write it there yourself.")] = None,
    entry: Annotated[str | None, typer.Option("--from", help="Entry of connections.json to use; CODE when not given.")] = None,
    share: Annotated[str | None, typer.Option(help="With --url: the folder where its file share is mounted.")] = None,
    table: Annotated[list[str] | None, typer.Option("--table", help="Look only at these tables; may be repeated.")] = None,
    out: Annotated[Path | None, typer.Option(help="File to write; default: drafts/<code>.yaml in the site folder.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Look at a system's tables (read-only, some rows) and write a first declaration of it."""
    from pipelines.onboarding.newsource import propose

    settings = load()
    tables.extend(settings.own_codes)
    if not CODE.fullmatch(code):
        raise Misconfigured(f"'{code[:20]}' cannot name a source", "two to sixteen capitals and digits, a capital first: PFT")
    target = out or settings.site_folder / "drafts" / f"{code.lower()}.yaml"
    if target.exists() and not force:
        raise Misconfigured(f"{target} exists", "choose another with --out, or overwrite it with --force")
    facts = _facts(settings, code, url, entry, share)
    text, found = propose(code, zh, facts, settings, table or ())
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    for role in ("exams", "patients", "reports"):
        typer.echo(f"  {role:<9} {found[role] or '—'}")
    typer.echo(f"  {'files':<9} {', '.join(found['files']) or '—'}")
    open_points = text.count("# TODO")
    typer.echo(f"written {target}: {open_points} {'decision' if open_points == 1 else 'decisions'} to take (TODO)")
    typer.echo(f"next: edit it, then  lightbox source check {target} --profile")


def _facts(settings: Settings, code: str, url: str | None, entry: str | None, share: str | None) -> dict[str, str]:
    known = connections(settings)
    if url is None:
        name = entry or code
        if name not in known:
            raise Misconfigured(f"connections.json has no entry '{name}'", "add one with its url, or give --url")
        facts = known[name]
    else:
        if entry is not None:
            raise Misconfigured("--url and --from exclude each other", "give one of them")
        facts = {"url": url, **({"share": share} if share else {})}
    if known.get(code) not in (None, facts):
        raise Misconfigured(f"connections.json has another entry '{code}' already", f"use it with --from {code}, or correct it there")
    if code not in known:
        settings.key_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        save_connections(settings, {**known, code: facts})
    return facts


@app.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="A source declaration (YAML).")],
    profile: Annotated[bool, typer.Option("--profile", help="Also look at the source's data.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check a declaration; errors name file and line. With --profile, see how it fares on a sample of the source's data."""
    from pipelines.check import check_source

    settings = load()
    tables.extend(settings.own_codes)
    told = check_source(file)
    if not profile:
        typer.echo(json.dumps({"file": str(file), "ok": True, "summary": told}, ensure_ascii=False) if as_json else told)
        return
    from pipelines.onboarding.checkup import examine
    from pipelines.onboarding.report import as_text

    checked = examine(file, connections(settings), settings)
    typer.echo(json.dumps(checked.document(), ensure_ascii=False, indent=2) if as_json else as_text(checked))
    if not checked.ok:
        raise typer.Exit(1)


@app.command("add")
def add(
    file: Annotated[Path, typer.Argument(help="A checked declaration.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the one this hospital has of the same source.")] = False,
) -> None:
    """Put a declaration into use: copy it to the site folder and publish it. Its DAGs appear by themselves."""
    from ops.wiring import connect, require_home
    from pipelines.check import check_source
    from pipelines.declaration import load as read
    from pipelines.declaration import load_all
    from pipelines.publish import publish_declarations

    settings = load()
    require_home(settings)
    tables.extend(settings.own_codes)
    check_source(file)
    source = read(file)
    target = settings.own_sources / f"{source.source.lower()}.yaml"
    others = load_all(settings.own_sources)
    if source.source in others and not (target.exists() and force):
        raise Misconfigured(f"source {source.source} is declared already", "remove the other file, or replace your own with --force")
    settings.own_sources.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    partial.write_bytes(file.read_bytes())
    partial.replace(target)
    parts = connect(settings)
    try:
        publish_declarations(parts.platform, settings.feeds, settings.own_sources)
        scheduled = _give_pool(parts, source.pool)
    finally:
        parts.close()
    typer.echo(f"{source.source} {source.zh} is in use: {target}")
    typer.echo("its DAGs appear within half a minute; or now:" if scheduled else "Airflow does not run: `make up` schedules it; or now:")
    for feed in source.feeds:
        typer.echo(f"  lightbox collect {source.source}.{feed.value}")


def _give_pool(parts: Parts, pool: str) -> bool:
    """Whether Airflow runs and has the pool of a source: its tasks wait for one."""
    try:
        AirflowClient(parts.settings, parts.keyring.secret).ensure_pool(pool, parts.settings.source_connections)
    except Unreachable:
        return False
    return True
