"""One batch after another, in this process."""

from collections.abc import Callable, Sequence


class LocalRunner:
    """Carries batches in order; the first that fails ends the run."""

    def each(self, run_id: str, addresses: Sequence[str], carry: Callable[[str, str], None]) -> None:
        for address in addresses:
            carry(run_id, address)
