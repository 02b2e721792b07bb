"""Watch over the feeds: what failed for good or is late becomes an alert, told to the hospital's webhook until it takes it."""

from datetime import UTC, datetime
from typing import Any

import httpx

from ops.wiring import Parts
from warehouse.platform.alerts import FAILED, LATE
from warehouse.schedules import interval_s, sources

LATE_TIMES, LATE_AT_LEAST_S = 3, 1800.0  # a feed is late after so many missed times, and never earlier than half an hour
SEND_AT_ONCE = 50
SEND_SECONDS = 10.0


def failed(parts: Parts, source: str, feed: str, message: str, run_id: str | None) -> dict[str, Any]:
    """A collection failed although it was tried again as often as set."""
    parts.platform.open_alert(FAILED, source, feed, message, run_id)
    return deliver(parts)


def watch(parts: Parts, now: datetime | None = None) -> dict[str, Any]:
    """Open an alert for every feed that is late, close those that are not; send what was not sent."""
    moment = now or datetime.now(UTC)
    state = {(feed["source"], feed["feed"]): feed for feed in parts.platform.feeds()}
    late = 0
    for document in sources(parts.platform):
        for group in document["groups"]:
            for feed in group["feeds"]:
                late += _late(parts, document["source"], feed, group, state.get((document["source"], feed)), moment)
    return {"late": late, **deliver(parts)}


def _late(parts: Parts, source: str, feed: str, group: dict[str, Any], state: dict[str, Any] | None, now: datetime) -> bool:
    if state is None or state["last_success"] is None or not group["enabled"]:
        parts.platform.close_alert(LATE, source, feed)
        return False
    allowed = max(LATE_AT_LEAST_S, LATE_TIMES * interval_s(group["schedule"], now))
    age = (now - datetime.fromisoformat(state["last_success"])).total_seconds()
    if age <= allowed:
        parts.platform.close_alert(LATE, source, feed)
        return False
    parts.platform.open_alert(LATE, source, feed, f"已 {age / 60:.0f} 分钟没有成功采集（应每 {allowed / LATE_TIMES / 60:.0f} 分钟）", None)
    return True


def deliver(parts: Parts) -> dict[str, Any]:
    """Send what the webhook has not taken. Without a webhook alerts stand on their page only, and count as told."""
    sent = failed_to_send = 0
    for alert in parts.platform.unsent_alerts(SEND_AT_ONCE):
        if parts.settings.alert_webhook is not None and not _post(parts.settings.alert_webhook, alert):
            failed_to_send += 1
            break  # the others would wait as long for nothing; the next watch tries again
        parts.platform.alert_sent(alert["alert_id"])
        sent += 1
    return {"sent": sent, "unsent": failed_to_send}


def _post(url: str, alert: dict[str, Any]) -> bool:
    body = {name: alert[name] for name in ("alert_id", "kind", "source", "feed", "message", "run_id", "first_at", "times")}
    try:
        return httpx.post(url, json=body, timeout=SEND_SECONDS).is_success
    except httpx.HTTPError:
        return False
