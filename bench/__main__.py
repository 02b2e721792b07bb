"""`make bench [ONLY=name]`: ratios against named peers, measured in turn in one run (A B A B …), medians of five.

Prints tab-separated: name, ours, peer, the peer's name, ratio, bar, met or short. Seconds are only there to be compared within a line.
"""

import statistics
import sys
import time
from collections.abc import Callable

from bench import extract, parse, verdicts

BENCHES: dict[str, Callable[[], tuple[Callable[[], object], Callable[[], object], str, float]]] = {
    "extract": extract.pair,
    "parse": parse.pair,
    "verdicts": verdicts.pair,
}
ROUNDS = 5


def seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def main(names: list[str]) -> int:
    unknown = [n for n in names if n not in BENCHES]
    if unknown:
        print(f"no bench named {', '.join(unknown)}; there are: {', '.join(BENCHES)}")
        return 2
    print("name\tours_s\tpeer_s\tpeer\tratio\tbar\tresult")
    short = False
    for name in names or list(BENCHES):
        ours, peer, peer_name, bar = BENCHES[name]()
        ours()  # warm-up of both
        peer()
        pairs = [(seconds(ours), seconds(peer)) for _ in range(ROUNDS)]
        a, b = statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)
        ratio = statistics.median(q / p for p, q in pairs)
        short = short or ratio < bar
        print(f"{name}\t{a:.3f}\t{b:.3f}\t{peer_name}\t{ratio:.2f}\t{bar:.2f}\t{'met' if ratio >= bar else 'short'}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
