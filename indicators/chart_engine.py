"""The engine that draws interactive charts in the browser: Vega, as the installed package carries it.

It is served from this site like everything else, and made into one file below var/ when first asked for.
"""

import gzip
import os
import tempfile
from functools import lru_cache
from importlib.metadata import version as version_of
from pathlib import Path

from django.conf import settings

# What the page's script finds under its own name.
SNIPPET = "window.vegaEmbed = vegaEmbed;"


@lru_cache
def version() -> str:
    """Of the package, which names the file: another one is another address."""
    return version_of("vl-convert-python").replace(".", "-")


def bundle(*, is_packed: bool) -> bytes:
    """The script, 900 KB, or packed with gzip, 300 KB. The first call takes about a second."""
    path = settings.VAR_DIR / "vega" / f"{version()}.js{'.gz' if is_packed else ''}"
    if not path.exists():
        content = _made()
        _write(path, gzip.compress(content, mtime=0) if is_packed else content)
    return path.read_bytes()


def _made() -> bytes:
    # Imported where it is needed: the engine costs 100 MB.
    import vl_convert

    return vl_convert.javascript_bundle(SNIPPET).encode()


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: another process may be reading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.replace(file.name, path)  # noqa: PTH105
