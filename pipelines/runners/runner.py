"""What a runner is: something that carries staged batches through the line."""

from collections.abc import Callable, Sequence
from typing import Protocol


class Runner(Protocol):
    def each(self, run_id: str, addresses: Sequence[str], carry: Callable[[str, str], None]) -> None:
        """Carry the batch of every address, or raise our error of the first that failed. A batch with a receipt is not carried again.

        `carry` works in this process; a runner that uses others knows how to make one there.
        """
        ...
