"""The peer of the line's bench, run in a virtualenv of its own: dlt with its ConnectorX backend copies the table into a DuckDB file.

`python line_peer.py URL ROWS FOLDER`. Nothing of Lightbox is imported here. Prints one JSON object: seconds, CPU seconds, peak memory.
"""

import json
import resource
import sys
import time
from pathlib import Path


def main(url: str, rows: int, folder: Path) -> None:
    import dlt  # pyright: ignore[reportMissingImports]
    import duckdb
    from dlt.sources.sql_database import sql_table  # pyright: ignore[reportMissingImports]

    file = folder / "peer.duckdb"
    started, worked = time.perf_counter(), time.process_time()
    # pymysql only describes the table; ConnectorX, which needs its own form of the URL, reads the rows
    table = sql_table(credentials=url, table="exam", backend="connectorx", reflection_level="minimal",
                      backend_kwargs={"conn": url.replace("mysql+pymysql", "mysql"), "return_type": "arrow"})  # fmt: skip
    pipeline = dlt.pipeline("bench", pipelines_dir=str(folder / "dlt"), destination=dlt.destinations.duckdb(str(file)), dataset_name="copy")
    pipeline.run(table, write_disposition="replace")
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    with duckdb.connect(str(file)) as connection:
        [(done,)] = connection.execute("SELECT count(*) FROM copy.exam").fetchall()
    if done != rows:
        raise SystemExit(f"{done} rows arrived of {rows}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cpu": cpu, "rss_mb": peak}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
