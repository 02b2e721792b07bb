"""Commands on the analytic store: its gateway, the golden list, the accounts of a cluster."""

from typing import Annotated
from urllib.parse import urlsplit

import typer

from ops.wiring import keyring
from settings import Settings, load

warehouse = typer.Typer(no_args_is_help=True)


@warehouse.command("serve")
def warehouse_serve() -> None:
    """Run the gateway: Doris's MySQL and Stream Load protocols in front of DuckDB."""
    from warehouse.analytics.gateway.serve import serve

    settings = load()
    settings.home.mkdir(parents=True, exist_ok=True)
    serve(settings, keyring(settings).secret)


@warehouse.command("conformance")
def warehouse_conformance(yes: Annotated[bool, typer.Option("--yes", help="Do not ask before made-up exams are loaded.")] = False) -> None:
    """Load a few made-up exams into an empty store, ask the golden list, print what is answered otherwise. Status 1: something is."""
    from warehouse.analytics import conformance
    from warehouse.analytics.engines.doris import connect

    settings = load()
    if not yes:
        typer.confirm("Five made-up exams are loaded into the analytic store, which must be empty. Go on?", abort=True)
    store = connect(settings, keyring(settings).secret)
    try:
        conformance.prepare(store)
        found = list(conformance.differences(store, _database(settings)))
    finally:
        store.close()
    for difference in found:
        typer.echo(
            f"✗ {difference.query.name}\n  {difference.query.sql}\n  expected {difference.query.rows}\n  answered {difference.found}"
        )
    asked = [q for q in conformance.read()[1] if q.database in (None, _database(settings))]
    typer.echo(f"{len(asked) - len(found)} of {len(asked)} queries are answered as the list says")
    if found:
        raise typer.Exit(1)


@warehouse.command("grants")
def warehouse_grants() -> None:
    """Print the statements that make the accounts of a Doris cluster: they read table by table as granted, one loads."""
    from warehouse.analytics import grants
    from warehouse.tables.catalogue import TABLES
    from warehouse.tables.views import views

    settings = load()
    declared = [*TABLES.values(), *views(settings.export_min_exams)]
    for statement in grants.statements(declared, _database(settings), grants.read(settings.own_grants, declared)):
        typer.echo(statement + ";")


def _database(settings: Settings) -> str:
    from warehouse.analytics.portable import DATABASE

    return urlsplit(settings.analytic_url or "").path.strip("/") or DATABASE
