"""`lightbox status`: feeds with their balance, processes, addresses. The JSON form is documented in docs/cli.md and stable."""

from collections.abc import Mapping, Sequence
from typing import Any

from ops import services
from ops.wiring import Parts

COUNTS = ("extracted", "loaded", "corrected", "unchanged", "merged", "deleted", "excluded", "quarantined")


def status(parts: Parts) -> dict[str, Any]:
    """{"feeds": […], "processes": […], "archive": {…}, "addresses": {…}}; counts are those of the feed's last finished run."""
    return {
        "feeds": [
            {
                "source": feed["source"],
                "feed": feed["feed"],
                "last_run": feed["last_run"],
                "state": feed["state"],
                "watermark": feed["watermark"],
                "last_success": feed["last_success"],
                "balanced": _balanced(feed),
                **{name: feed[name] for name in COUNTS},
            }
            for feed in parts.platform.feeds()
        ],
        "processes": [
            {"name": s.name, "pid": s.pid, "alive": s.alive, "healthy": s.healthy} for s in services.states(parts.settings, parts.keyring)
        ],
        "archive": archive(parts),
        "revisions": {"platform": parts.platform.revisions(), "identity": parts.identity.revisions()},
        "addresses": services.addresses(parts.settings),
    }


def archive(parts: Parts) -> dict[str, Any]:
    """{"store": folder | nodes, "copies", "short", "nodes": [{"name", "problem"}]}. `short`: objects with too few copies."""
    nodes = [{"name": state.name, "problem": state.problem} for state in parts.archive.states()]
    if not nodes:
        return {"store": "folder", "copies": 1, "short": 0, "nodes": []}
    return {"store": "nodes", "copies": parts.settings.archive_copies, "short": parts.archive.short_of_copies(), "nodes": nodes}


def archive_lines(facts: Mapping[str, Any]) -> str:
    """What a person reads of it, one line a node; empty when objects lie in folders."""
    lines = [f"{'node ' + node['name']:<28}  {node['problem'] or 'answers'}" for node in facts["nodes"]]
    if facts["short"]:
        lines.append(f"{facts['short']:,} objects have fewer than {facts['copies']} copies: lightbox archive repair")
    return "\n".join(lines)


def _balanced(feed: Mapping[str, Any]) -> bool:
    return feed["extracted"] == sum(feed[name] for name in COUNTS if name not in ("extracted", "corrected"))


def feed_table(feeds: Sequence[Mapping[str, Any]]) -> str:
    """A table of feeds and their counts, one line a feed and a total."""
    lines = [f"{'feed':<16}" + "".join(f"{name:>12}" for name in COUNTS)]
    for feed in feeds:
        mark = "" if _balanced(feed) else "  ≠ not balanced"
        lines.append(f"{feed['source'] + '.' + feed['feed']:<16}" + "".join(f"{feed[name]:>12,}" for name in COUNTS) + mark)
    lines.append(f"{'all':<16}" + "".join(f"{sum(feed[name] for feed in feeds):>12,}" for name in COUNTS))
    return "\n".join(lines)


def process_table(states: Sequence[Mapping[str, Any]]) -> str:
    lines = [f"{'process':<20}{'pid':>8}  health"]
    for state in states:
        health = "healthy" if state["healthy"] else "running, not answering" if state["alive"] else "not running"
        lines.append(f"{state['name']:<20}{state['pid'] or '—':>8}  {health}")
    return "\n".join(lines)


def revision_table(stores: Mapping[str, Mapping[str, str | None]]) -> str:
    lines = [f"{'schema of':<16}{'database':>12}{'code':>12}"]
    for name, at in stores.items():
        mark = "" if at["database"] == at["code"] else "  ≠ run `lightbox migrate` with the newer release"
        lines.append(f"{name:<16}{at['database'] or '—':>12}{at['code']:>12}{mark}")
    return "\n".join(lines)
