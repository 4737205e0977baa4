"""The fonts of this machine, for pictures that leave as pixels."""

from functools import lru_cache
from pathlib import Path

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")
# Families that draw Chinese, by a part of their files' names.
FONTS = {"NotoSansCJK": "Noto Sans CJK SC", "SourceHanSans": "Source Han Sans SC", "PingFang": "PingFang SC"}


def chinese_font() -> str | None:
    """The family of the first Chinese font found in the system's folders; one installed later is found too."""
    try:
        return _font_in(FONT_FOLDERS)
    except LookupError:
        return None


# Only what is found is kept: raising keeps nothing.
@lru_cache
def _font_in(folders: tuple[str, ...]) -> str:
    for folder in map(Path, folders):
        for part, family in FONTS.items():
            if folder.is_dir() and next(folder.rglob(f"*{part}*"), None):
                return family
    raise LookupError("no Chinese font is installed")
