"""`make bench [ONLY=name]`: ratios against named peers, measured in turn in one run (A B A B …), medians.

Prints tab-separated: name, ours, peer, the peer's name, ratio, bar, met or short. Seconds are only there to be compared within a line.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator

from bench import extract, line, parse, size, verdicts

BENCHES: dict[str, Callable[[], tuple[Callable[[], object], Callable[[], object], str, float]]] = {
    "extract": extract.pair,
    "parse": parse.pair,
    "verdicts": verdicts.pair,
}
LONG = {"line": line.lines, "size": size.lines}  # these measure themselves, in processes of their own
ROUNDS = 5


def seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def lines(name: str) -> Iterator[tuple[str, float, float, str, float, float | None]]:
    """(name, ours, peer, the peer's name, ratio, bar) of each line of a bench."""
    if name in LONG:
        yield from LONG[name]()
        return
    ours, peer, peer_name, bar = BENCHES[name]()
    ours()  # warm-up of both
    peer()
    pairs = [(seconds(ours), seconds(peer)) for _ in range(ROUNDS)]
    a, b = statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)
    yield name, a, b, peer_name, statistics.median(q / p for p, q in pairs), bar


def main(names: list[str]) -> int:
    known = [*BENCHES, *LONG]
    unknown = [n for n in names if n not in known]
    if unknown:
        print(f"no bench named {', '.join(unknown)}; there are: {', '.join(known)}")
        return 2
    print("name\tours\tpeer\tpeer's name\tratio\tbar\tresult")
    short = False
    for each in names or known:
        for name, ours, peer, peer_name, ratio, bar in lines(each):
            result = "not judged" if bar is None else "met" if ratio >= bar else "short"
            short = short or result == "short"
            told = "" if bar is None else f"{bar:.2f}"
            print(f"{name}\t{ours:.3f}\t{peer:.3f}\t{peer_name}\t{ratio:.2f}\t{told}\t{result}", flush=True)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
