"""The part of the catalogue that says where an object lies: its bucket and the nodes that hold a copy. Folders need no entry."""

from collections.abc import Iterator

from sqlalchemy import Column, Engine, MetaData, String, Table, delete, func, insert, select

from warehouse.archive.store import FOLDER, Place

_METADATA = MetaData()
PLACE = Table(
    "place",
    _METADATA,
    Column("object_id", String(32), primary_key=True),
    Column("bucket", String(63), nullable=False),
    Column("nodes", String(255), nullable=False, index=True),  # in order, with commas: few different values, so counting by it is quick
)
PAGE = 500


class Places:
    """Bucket and nodes of each object. `reader`: the same database, for transactions that only read."""

    def __init__(self, engine: Engine, reader: Engine) -> None:
        self._engine, self._reader = engine, reader

    def prepare(self) -> None:
        _METADATA.create_all(self._engine)

    def of(self, object_id: str) -> Place:
        """Where it lies; the folder when nothing else is on record."""
        with self._reader.connect() as connection:
            row = connection.execute(select(PLACE.c.bucket, PLACE.c.nodes).where(PLACE.c.object_id == object_id)).first()
        return FOLDER if row is None else Place(row.bucket, _nodes(row.nodes))

    def put(self, object_id: str, place: Place) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(PLACE).where(PLACE.c.object_id == object_id))
            if place != FOLDER:
                nodes = ",".join(sorted(place.nodes))
                connection.execute(insert(PLACE).values(object_id=object_id, bucket=place.bucket, nodes=nodes))

    def counts(self) -> list[tuple[tuple[str, ...], int]]:
        """Each combination of nodes and how many objects lie there."""
        with self._reader.connect() as connection:
            rows = connection.execute(select(PLACE.c.nodes, func.count()).group_by(PLACE.c.nodes)).all()
        return [(_nodes(nodes), count) for nodes, count in rows]

    def on(self, nodes: tuple[str, ...]) -> Iterator[tuple[str, Place]]:
        """The objects on exactly these nodes, page by page: the caller may change them meanwhile."""
        last = ""
        while True:
            with self._reader.connect() as connection:
                rows = connection.execute(
                    select(PLACE.c.object_id, PLACE.c.bucket)
                    .where(PLACE.c.nodes == ",".join(nodes), PLACE.c.object_id > last)
                    .order_by(PLACE.c.object_id)
                    .limit(PAGE)
                ).all()
            if not rows:
                return
            for object_id, bucket in rows:
                yield object_id, Place(bucket, nodes)
            last = rows[-1].object_id


def _nodes(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()
