"""DAGs of the line, one per source and group, from the published feed settings. Reads local files only; opens no database.

Business data, reports and files each have their own DAG, hence their own schedule, pool and retries. Within a DAG the feeds run
one after another: orders before exams keeps the number of late person moves small, and a source sees one reader at a time per pool
slot. A task hands the next one the address of encrypted staging; rows never travel through Airflow.
"""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pendulum
from airflow.sdk import DAG, Asset, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

START = pendulum.datetime(2026, 1, 1, tz="Asia/Shanghai")


# While this file lies beside the feed settings the first collection runs: the clock starts nothing until it ended.
FIRST_COLLECTION = "first-collection"


def published(folder: Path) -> list[dict[str, Any]]:
    """The feed settings of every source, in the order of their names. An unreadable file stops parsing with its name."""
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]


def _run_key(feed: str) -> str:
    """What makes a run of ours: the DAG run and the feed. A retry of the task is the same run."""
    context = get_current_context()
    run = context["dag_run"]  # pyright: ignore[reportTypedDictNotRequiredAccess]
    return f"{run.dag_id}/{run.run_id}/{feed}"


def _guarded(step: str, **arguments: Any) -> Any:
    """Call a step of `ops.tasks`; what a person must change is not tried again."""
    from ops import tasks

    done = tasks.perform(step, **arguments)
    if done.give_up:
        raise AirflowFailException(done.error)
    if done.error:
        raise RuntimeError(done.error)
    return done.value


def _collecting(step: str, source: str, feed: str, run_key: str, **arguments: Any) -> Any:
    """A step of a feed's collection. When it fails for the last time, a person is told."""
    try:
        return _guarded(step, source=source, feed=feed, run_key=run_key, **arguments)
    except (AirflowFailException, RuntimeError) as error:
        task_instance = get_current_context()["ti"]  # pyright: ignore[reportTypedDictNotRequiredAccess]
        if isinstance(error, AirflowFailException) or task_instance.try_number > task_instance.max_tries:
            _guarded("failed", source=source, feed=feed, message=str(error), run_key=run_key)
        raise


def _add_feed(source: str, feed: str, pool: str) -> tuple[Any, Any]:
    @task(task_id=f"extract_{feed}", pool=pool, outlets=[Asset(f"lightbox://staging/{source}/{feed}")])
    def extract() -> dict[str, Any]:
        return _collecting("extract", source=source, feed=feed, run_key=_run_key(feed))

    @task(task_id=f"load_{feed}", outlets=[Asset(f"lightbox://analytic/{source}/{feed}")])
    def load(staged: dict[str, Any]) -> dict[str, int]:
        return _collecting("load", source=source, feed=feed, run_key=_run_key(feed), staged=staged)

    staged: Any = extract()
    loaded: Any = load(staged)
    return staged, loaded


def build(document: dict[str, Any], by_clock: bool = True) -> list[DAG]:
    """The DAGs of one source document (see `pipelines/publish.py` for its shape); without `by_clock` they run only when triggered."""
    dags: list[DAG] = []
    source = document["source"]
    for group in document["groups"]:
        with DAG(
            dag_id=f"{source.lower()}_{group['group']}",
            description=f"{document['zh']} · {group['zh']}",
            schedule=group["schedule"] if by_clock and group.get("enabled", True) else None,
            start_date=START,
            catchup=False,
            max_active_runs=1,
            dagrun_timeout=timedelta(hours=12),
            default_args={
                "retries": group["retries"],
                "retry_delay": timedelta(seconds=group["retry_seconds"]),
                "retry_exponential_backoff": True,
            },
            tags=["lightbox", source, group["group"]],
        ) as dag:
            before = None
            for feed in group["feeds"]:
                staged, loaded = _add_feed(source, feed, document["pool"])
                if before is not None:
                    before.set_downstream(staged)
                before = loaded
        dags.append(dag)
        if group.get("history"):
            dags.append(_history_dag(document, group["group"], by_clock))
    return dags


def _one_step(step: str, arguments: dict[str, Any], pool: str = "default_pool", **options: Any) -> DAG:
    """A DAG of one step, one run at a time. `options`: what else the DAG is told."""
    with DAG(start_date=START, catchup=False, max_active_runs=1, **options) as dag:

        @task(task_id=step, pool=pool)
        def perform() -> dict[str, Any]:
            return _guarded(step, **arguments)

        perform()
    return dag


def _history_dag(document: dict[str, Any], group: str, by_clock: bool) -> DAG:
    """Looks every ten minutes whether the daily window of a history is open, and works until it closes."""
    source = document["source"]
    return _one_step(
        "history",
        {"source": source, "group": group},
        document["pool"],
        dag_id=f"{source.lower()}_{group}_history",
        description=f"{document['zh']} · 历史数据",
        schedule="*/10 * * * *" if by_clock else None,
        dagrun_timeout=timedelta(hours=24),
        default_args={"retries": 3, "retry_delay": timedelta(seconds=60), "retry_exponential_backoff": True},
        tags=["lightbox", source, "history"],
    )


def compare_dag(document: dict[str, Any], by_clock: bool = True) -> DAG:
    """The nightly compare of a source's keys with ours. Twice, an hour apart: what is missing is believed the second time."""
    source = document["source"]
    return _one_step(
        "compare",
        {"source": source},
        document["pool"],
        dag_id=f"{source.lower()}_compare",
        description=f"{document['zh']} · 主键比对",
        schedule="30 2,3 * * *" if by_clock else None,
        dagrun_timeout=timedelta(minutes=55),
        default_args={"retries": 2, "retry_delay": timedelta(seconds=60)},
        tags=["lightbox", source, "compare"],
    )


def watch_dag(by_clock: bool = True) -> DAG:
    """Alerts: feeds that are late, and what the webhook has not taken yet."""
    return _one_step(
        "watch",
        {},
        dag_id="lightbox_watch",
        description="告警：采集延迟与失败",
        schedule="*/5 * * * *" if by_clock else None,
        tags=["lightbox"],
    )


def missing_files_dag(by_clock: bool = True) -> DAG:
    """Asks again for files that were missing; each has its own growing waits."""
    return _one_step(
        "retry_files",
        {},
        dag_id="lightbox_missing_files",
        description="缺失的报告与影像文件：按计划重取",
        schedule="*/10 * * * *" if by_clock else None,
        dagrun_timeout=timedelta(hours=6),
        tags=["lightbox"],
    )


def fold_dag(by_clock: bool = True) -> DAG:
    """Puts late rows of the analytic store in their places, when nobody reads."""
    return _one_step(
        "fold",
        {},
        dag_id="lightbox_fold",
        description="分析库整理：迟到与更改的行归位",
        schedule="40 3 * * *" if by_clock else None,
        dagrun_timeout=timedelta(hours=3),
        tags=["lightbox"],
    )


def requests_dag() -> DAG:
    """The DAG that carries out what people asked for: its runs carry only the id of a request."""
    with DAG(
        dag_id="lightbox_requests",
        description="执行平台上的请求：放行、补采",
        schedule=None,
        start_date=datetime(2026, 1, 1, tzinfo=START.tzinfo),
        catchup=False,
        max_active_runs=4,
        tags=["lightbox"],
    ) as dag:
        # a person waits for it: it goes before what the clock has started
        @task(task_id="execute", priority_weight=1000, weight_rule="absolute")
        def execute() -> dict[str, Any]:
            run = get_current_context()["dag_run"]  # pyright: ignore[reportTypedDictNotRequiredAccess]
            request_id = int((run.conf or {})["request_id"])
            return _guarded("request", request_id=request_id)

        execute()
    return dag
