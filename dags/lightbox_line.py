"""Airflow finds the DAGs here."""

from dags.factory import FIRST_COLLECTION, build, published, requests_dag
from settings import load

folder = load().feeds
by_clock = not (folder / FIRST_COLLECTION).exists()
for document in published(folder):
    for dag in build(document, by_clock):
        globals()[dag.dag_id] = dag
requests = requests_dag()
