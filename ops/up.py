"""`make up`: from nothing to a hospital on screen, and the second time to all healthy."""

import threading
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager

import typer

from demo.hospital import build
from ops import airflow_runtime, services
from ops.airflow_runtime import AirflowClient
from ops.processes import Processes
from ops.status import feed_table
from ops.wiring import Parts, connect, connections, keyring, save_connections
from pipelines.publish import publish_declarations
from settings import Settings
from warehouse.errors import LightboxError, Misconfigured
from warehouse.tables.catalogue import TABLES
from warehouse.tables.views import views

COLLECTION_SECONDS = 1200.0
GROUPS = ("business", "reports", "files")
# Airflow starts nothing by the clock while this file lies beside the feed settings (dags/factory.py).
FIRST_COLLECTION = "first-collection"


@contextmanager
def _step(label: str) -> Generator[None, None, None]:
    started = time.monotonic()
    typer.echo(f"· {label} …", nl=False)
    yield
    typer.echo(f" {time.monotonic() - started:.1f} s")


def up(settings: Settings) -> None:
    """Start what does not run, build what is missing, collect what was never collected, and say where everything is."""
    settings.home.mkdir(parents=True, exist_ok=True)
    keys = keyring(settings)
    parts = connect(settings)
    try:
        _prepare(parts)
        running = Processes(settings.home)
        everything = services.all_processes(settings, keys)
        with _step("starting gateway"):
            running.start(everything[0])
            running.wait_healthy(everything[0])
            parts.store.apply([*TABLES.values(), *views(settings.export_min_exams)])
        starter = _start_in_background(settings, running, parts)
        if not connections(settings):
            _build_hospital(settings)
        with _step("starting Airflow, API and viewer"):
            starter.join()
            for process in everything:
                running.start(process)
                running.wait_healthy(process)
        client = AirflowClient(settings, keys.secret)
        _register_dags(parts, client)
        if _never_collected(parts):
            _collect_everything(parts, client)
        (settings.feeds / FIRST_COLLECTION).unlink(missing_ok=True)
        _print_result(parts)
    finally:
        parts.close()


def _prepare(parts: Parts) -> None:
    with _step("preparing stores"):
        parts.platform.migrate()
        parts.identity.migrate()
        publish_declarations(parts.platform, parts.settings.feeds, parts.settings.own_sources)
        if _never_collected(parts):
            (parts.settings.feeds / FIRST_COLLECTION).touch()
        parts.platform.ensure_demo_users(parts.keyring.secret)
        airflow_runtime.write_passwords(parts.settings, parts.keyring.secret)


def _never_collected(parts: Parts) -> bool:
    return any(feed["watermark"] is None for feed in parts.platform.feeds())


def _start_in_background(settings: Settings, running: Processes, parts: Parts) -> threading.Thread:
    """Airflow needs a quarter of a minute to start; the demo hospital is built meanwhile."""
    env = airflow_runtime.environment(settings, parts.keyring.secret)

    def start() -> None:
        airflow_runtime.migrate(env)
        for process in services.all_processes(settings, parts.keyring)[1:]:
            running.start(process)

    thread = threading.Thread(target=start, name="airflow-start")
    thread.start()
    return thread


def _build_hospital(settings: Settings) -> None:
    with _step(f"building the demo hospital ({settings.demo_exams:,} exams, seed {settings.demo_seed})"):
        ledger = build(settings.demo, exams=settings.demo_exams, seed=settings.demo_seed)
        save_connections(settings, ledger.connections)


def _register_dags(parts: Parts, client: AirflowClient) -> None:
    """Pools, one per source, and every DAG known to Airflow."""
    wanted: set[str] = {"lightbox_requests", "lightbox_watch", "lightbox_missing_files", "lightbox_fold"}
    for document in parts.platform.published("source"):
        client.ensure_pool(document["pool"], parts.settings.source_connections)
        wanted |= {f"{document['source'].lower()}_{group['group']}" for group in document["groups"]}
    deadline = time.monotonic() + 90.0
    while not wanted <= client.dag_ids():
        if time.monotonic() > deadline:
            raise Misconfigured("Airflow did not load every DAG", f"import errors in: {client.import_errors()}; see {parts.settings.logs}")
        time.sleep(0.5)


def _collect_everything(parts: Parts, client: AirflowClient) -> None:
    """The first complete collection: six sources at once, group after group."""
    documents = parts.platform.published("source")
    for group in GROUPS:
        dags = [f"{d['source'].lower()}_{group}" for d in documents if group in {g["group"] for g in d["groups"]}]
        started = time.monotonic()
        runs = {dag: client.trigger(dag) for dag in dags}

        shown = -1

        def progress(states: Mapping[str, str], group: str = group, started: float = started) -> None:
            nonlocal shown
            done = sum(s == "success" for s in states.values())
            if done != shown:
                shown = done
                typer.echo(f"· collecting {group}: {done}/{len(states)} sources, {time.monotonic() - started:.0f} s")

        states = client.wait(runs, COLLECTION_SECONDS, progress)
        failed = [dag for dag, state in states.items() if state != "success"]
        if failed:
            raise LightboxError(f"failed: {', '.join(failed)}", "see the page 运行 (Runs) or Airflow; `make up` tries again")


def _print_result(parts: Parts) -> None:
    typer.echo("")
    typer.echo("Source rows of all collections so far:")
    typer.echo(feed_table([{**feed, **feed["totals"]} for feed in parts.platform.feeds()]))
    typer.echo("")
    for name, address in services.addresses(parts.settings).items():
        typer.echo(f"  {name:<8} {address}")
    typer.echo("\n  demo accounts (passwords are made per installation):")
    for user in parts.platform.demo_accounts():
        typer.echo(f"    {user['role']:<10} {user['name']:<10} {parts.keyring.secret('user-' + user['name'])}")
    typer.echo(f"    airflow    {airflow_runtime.ADMIN_USER:<10} {parts.keyring.secret('airflow-admin')}")
    typer.echo(f"    sql        analyst    {parts.keyring.secret('gateway-analyst')}")


def down(settings: Settings) -> list[str]:
    """End every process this installation started; returns the names of those that ran."""
    running = Processes(settings.home)
    order = ["xxl", "api", "airflow-scheduler", "airflow-dags", "airflow-api", "gateway"]
    known = running.known()
    names = [n for n in order if n in known] + [n for n in known if n not in order]
    return [name for name in names if running.stop(name)]
