"""Publish the declarations: to platform for the pages, and to local files for the DAGs, which open no database."""

from pathlib import Path
from typing import Any

from pipelines import dictionary
from pipelines.declaration import FeedDeclaration, Source, load_all
from quality import rules
from quality.feeds import COLUMNS, Feed
from warehouse.platform.store import Platform
from warehouse.schedules import write_files
from warehouse.tables.catalogue import TABLES
from warehouse.tables.views import views


def publish_declarations(platform: Platform, folder: Path, *own: Path) -> None:
    """Replace published sources, rules and the data dictionary; write `<folder>/<source>.json` atomically and remove those of sources
    that are gone.

    `own`: folders of the hospital's declarations, read beside the delivered ones.
    """
    sources = load_all(*own)
    documents = {source.source: document_of(source) for source in sources.values()}
    platform.publish("source", documents)
    platform.publish("rule", {f"{n:03}-{rule['id']}": rule for n, rule in enumerate(rules.published())})
    platform.publish("dictionary", dictionary.documents([*TABLES.values(), *views()], sources.values(), rules.load()))
    platform.declare_feeds([(name, feed["feed"]) for name, document in documents.items() for feed in document["feeds"]])
    write_files(platform, folder)


def document_of(source: Source) -> dict[str, Any]:
    """What pages and DAG parsing need of a source."""
    return {
        "source": source.source,
        "zh": source.zh,
        "dialect": source.dialect,
        "charset": source.charset,
        "zone": source.zone,
        "pool": source.pool,
        "compare": Feed.EXAMS in source.feeds and source.feeds[Feed.EXAMS].compare is not None,
        "code_maps": _code_maps(source),
        "groups": [group.model_dump(mode="json") for group in source.groups],
        "feeds": [_feed(feed.value, declaration) for feed, declaration in source.feeds.items()],
    }


def _code_maps(source: Source) -> list[dict[str, Any]]:
    """The source's code maps, each with the standard table it leads to and the columns (feed.column) read by it."""
    found: dict[tuple[str, str], list[str]] = {}
    for feed, declaration in source.feeds.items():
        tables = {column.name: column.codes for column in COLUMNS[feed]}
        for name, spec in declaration.columns.items():
            if isinstance(spec.codes, str) and (table := tables.get(name)) is not None:
                found.setdefault((spec.codes, table), []).append(f"{feed.value}.{name}")
    return [{"map": name, "table": table, "columns": columns} for (name, table), columns in sorted(found.items())]


def _feed(name: str, feed: FeedDeclaration) -> dict[str, Any]:
    return {
        "feed": name,
        "tables": [feed.table, *(join.table for join in feed.joins)],
        "key": feed.key,
        "increments": [{"name": i.name, "kind": i.kind, "columns": i.columns(), "lookback_s": i.lookback_s} for i in feed.increments],
        "columns": {name: sorted(spec.columns()) for name, spec in feed.columns.items()},
        "own_sql": bool(feed.sql),
    }
