"""Airflow finds the DAGs here."""

from dags.factory import build, published, requests_dag
from settings import load

for document in published(load().feeds):
    for dag in build(document):
        globals()[dag.dag_id] = dag
requests = requests_dag()
