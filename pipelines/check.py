"""`lightbox source check FILE`: is this declaration right, before anything runs by it?"""

from pathlib import Path

from sqlalchemy.dialects import mssql, mysql, oracle, sqlite

from pipelines.declaration import load
from pipelines.mapping import RowMapping, reading_of
from pipelines.select import FeedSelect
from warehouse.errors import Misconfigured

DIALECTS = {
    "oracle": oracle.dialect(),
    "mssql": mssql.dialect(),
    "mysql": mysql.dialect(),
    "doris": mysql.dialect(),
    "sqlite": sqlite.dialect(),
}


def check_source(path: Path) -> str:
    """A summary of the source; every feed's SELECT was rendered for its dialect. Misconfigured names file and line."""
    if not path.is_file():
        raise Misconfigured(f"{path} does not exist")
    source = load(path)
    lines = [f"{source.source} {source.zh}: {source.dialect}, {source.charset}, {source.zone}"]
    for feed, declaration in source.feeds.items():
        reading_of(source, feed, declaration)
        mapping = RowMapping(source, declaration)
        statement = FeedSelect(declaration, source.dialect).page(None, {i.name: 0 for i in declaration.increments}, None, 1)
        statement.compile(dialect=DIALECTS[source.dialect])
        marks = ", ".join(i.name for i in declaration.increments)
        lines.append(f"  {feed.value}: {len(mapping.names)} columns of {declaration.table}, new rows by {marks}")
    return "\n".join(lines)
