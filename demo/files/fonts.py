"""A font with Chinese characters from the machine, for words inside pictures; without one the words are written in pinyin."""

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont
from pypinyin import lazy_pinyin

_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", str(Path.home() / ".fonts"), "/System/Library/Fonts")
_NAMES = (
    "NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc", "NotoSansSC-Regular.otf", "SourceHanSansSC-Regular.otf", "wqy-microhei.ttc",
    "wqy-zenhei.ttc", "DroidSansFallbackFull.ttf", "uming.ttc", "PingFang.ttc",
)  # fmt: skip


@lru_cache(maxsize=1)
def _chinese_file() -> Path | None:
    for name in _NAMES:
        for folder in _FOLDERS:
            if Path(folder).is_dir():
                found = next(Path(folder).rglob(name), None)
                if found is not None:
                    return found
    return None


@lru_cache(maxsize=16)
def font(size: int) -> ImageFont.ImageFont | FreeTypeFont:
    """A font of this size in pixels; Pillow's own (Latin only) where the machine has no Chinese one."""
    file = _chinese_file()
    if file is None:
        return ImageFont.load_default(size)
    return ImageFont.truetype(str(file), size, index=2 if file.name == "NotoSansCJK-Regular.ttc" else 0)


def writable(text: str) -> str:
    """The text as this machine's font can draw it."""
    return text if _chinese_file() is not None else " ".join(lazy_pinyin(text))
