"""A batch of which one rule stops most rows is no batch of bad rows: its declaration, or the source as a whole, is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

from quality import rules
from quality.rules import Rule


@dataclass(frozen=True)
class Failure:
    """`stopped` of `rows` rows were stopped by one rule on one field."""

    rule: Rule
    field: str
    stopped: int
    rows: int

    def words(self, feed: str) -> str:
        """What happened, in both languages; no value of a row."""
        share = f"{self.stopped / self.rows:.0%}"
        return (
            f"{feed}：规则 {self.rule.id}（{self.rule.zh}）在字段 {self.field} 上拦下了 {self.rows} 行中的 {self.stopped} 行（{share}），"
            f"整批停止，本批未装载任何数据。可能原因：{self.rule.cause} / "
            f"{feed}: rule {self.rule.id} ({self.rule.en}) stopped {self.stopped} of {self.rows} rows ({share}) on field {self.field}; "
            f"the run stops as a whole and nothing of this batch is loaded. Likely cause: {self.rule.cause_en}"
        )

    @staticmethod
    def advice() -> str:
        return (
            "请核对来源声明（字符集、列、代码对照）与源系统，更正后重新采集，同一时间窗会完整重读。"
            " Check the source's declaration (charset, columns, code maps) and the source itself, then collect again: "
            "the same window is read as a whole."
        )


def failure(stopped: Mapping[tuple[str, str], int], rows: int, share: float, least: int) -> Failure | None:
    """The first (rule, field) that stopped more than its share of the `rows` looked at so far; None when none did.

    `share` and `least` (rows before it may speak) hold for rules that say nothing else under `mass_failure`.
    """
    for (rule_id, field), count in sorted(stopped.items(), key=lambda item: -item[1]):
        rule = rules.by_id(rule_id, field)
        own = rule.mass_failure
        if own is False:
            continue
        told = own if isinstance(own, Mapping) else {}
        if rows >= told.get("rows", least) and count > told.get("share", share) * rows:
            return Failure(rule, field, count, rows)
    return None
