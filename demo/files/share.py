"""One department's file share: a local folder as the mount would show it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass
class Share:
    """Files under `root`. `newest`: exams with an ordinal below it have no files any more (moved off the share)."""

    root: Path
    newest: int
    files: int = 0
    size: int = 0

    def has(self, ordinal: int) -> bool:
        return ordinal >= self.newest

    def put(self, path: str, content: bytes) -> None:
        """Write one file; `path` is relative, '/' separated."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        self.files += 1
        self.size += len(content)
