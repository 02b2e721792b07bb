"""Airflow finds the DAGs here."""

from dags.factory import FIRST_COLLECTION, build, compare_dag, fold_dag, missing_files_dag, published, requests_dag, watch_dag
from settings import load

folder = load().feeds
by_clock = not (folder / FIRST_COLLECTION).exists()
for document in published(folder):
    for dag in build(document, by_clock):
        globals()[dag.dag_id] = dag
    if document.get("compare"):
        compared = compare_dag(document, by_clock)
        globals()[compared.dag_id] = compared
requests = requests_dag()
watch = watch_dag(by_clock)
missing_files = missing_files_dag(by_clock)
fold = fold_dag(by_clock)
