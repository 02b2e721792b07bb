"""The executor and its follower on a real platform, driven by the test turn by turn."""

from pathlib import Path
from typing import Any

from api.xxl.executor import Executor
from api.xxl.follow import Follower
from api.xxl.protocol import JobBody, LogBody, RunBody
from tests.xxl.doubles import ByHand, deps_of, platform_of
from warehouse.platform.xxl import Trigger

EIGHT = {"extracted": 10, "loaded": 8, "corrected": 3, "excluded": 1, "quarantined": 1}


class House:
    """The executor and its follower on a real platform; the test is the scheduler and the clock of turns."""

    def __init__(self, folder: Path, **given: Any) -> None:
        self.settings, self.platform = platform_of(folder, **given)
        self.scheduler = ByHand(self.platform)
        self.logs = 0
        self.restart()

    def restart(self) -> None:
        """A new process on the same stores."""
        self.follower = Follower(deps_of(self.settings, self.platform, self.scheduler))
        self.executor = Executor(deps_of(self.settings, self.platform, self.scheduler), self.follower)

    def run(self, params: str = "RIS.business", job: int = 7, strategy: str = "SERIAL_EXECUTION", timeout: int = 0) -> int:
        self.logs += 1
        body = RunBody(
            jobId=job, logId=self.logs, logDateTime=self.logs, executorHandler="lightboxCollect", executorParams=params,
            executorBlockStrategy=strategy, executorTimeout=timeout, glueType="BEAN",
        )  # fmt: skip
        self.answer = self.executor.run(body, "127.0.0.1")
        return self.logs

    def kill(self, job: int = 7) -> dict[str, Any]:
        return self.executor.kill(JobBody(jobId=job), "127.0.0.1")

    def turn(self) -> None:
        self.follower.turn()

    def of(self, log: int) -> Trigger:
        found = self.platform.xxl.by_log(log)
        assert found is not None
        return found

    def result(self, log: int) -> tuple[int | None, str]:
        return self.of(log).code, self.of(log).message or ""

    def log(self, log: int) -> list[str]:
        page = self.executor.log(LogBody(logId=log, fromLineNum=1), "127.0.0.1")["content"]
        return page["logContent"].splitlines()

    def rewind(self, column: str, log: int, value: str = "2020-01-01T00:00:00.000000Z") -> None:
        table, key = ("request", "request_id") if column == "asked_at" else ("xxl_trigger", "log_id")
        with self.platform._engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (value, log))
