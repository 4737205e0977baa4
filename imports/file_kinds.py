"""What a file is that cannot be read, by what it holds or by its ending, so that its owner learns what to do with it."""

import codecs
import mmap
import re
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports import limits
from imports.packages import UNREADABLE, open_package

HEAD = 4096
# What a spreadsheet program opens as a table.
TABLES = {
    "html": gettext_lazy("网页（HTML）"),
    "xml": gettext_lazy("XML 格式的表格"),
    "text": gettext_lazy("文本文件"),
    "et": gettext_lazy("WPS 表格（.et）"),
    "numbers": gettext_lazy("Numbers 表格"),
}
DOCUMENTS = {
    "pdf": gettext_lazy("PDF 文件"),
    "ofd": gettext_lazy("OFD 文件"),
    "word": gettext_lazy("文字文档"),
    "slides": gettext_lazy("演示文稿"),
    "wps": gettext_lazy("WPS 文字文档（.wps）"),
    "dps": gettext_lazy("WPS 演示文稿（.dps）"),
}
ENDINGS = {
    ".et": "et", ".ett": "et", ".numbers": "numbers", ".htm": "html", ".html": "html", ".mht": "html",
    ".wps": "wps", ".wpt": "wps", ".dps": "dps", ".dpt": "dps", ".pdf": "pdf", ".ofd": "ofd",
    ".doc": "word", ".docx": "word", ".docm": "word", ".rtf": "word", ".odt": "word",
    ".ppt": "slides", ".pptx": "slides", ".odp": "slides", ".zip": "archive", ".rar": "archive", ".7z": "archive",
}  # fmt: skip
BEGINNINGS = {
    b"%PDF": "pdf", b"{\\rtf": "word", b"Rar!": "archive", b"7z\xbc\xaf": "archive",
    b"MIME-Version:": "html",
}  # fmt: skip
PARTS = {"word/": "word", "ppt/": "slides", "Index/": "numbers", "Index.zip": "numbers"}
# In every package of Office, in every one of LibreOffice.
PACKAGE_PARTS = {"[Content_Types].xml", "mimetype"}
STREAMS = {"WordDocument": "word", "PowerPoint Document": "slides"}
SPREADSHEET_XML = "urn:schemas-microsoft-com:office:spreadsheet"
WEB_PAGE = re.compile(r"<(?:html|table|body|!doctype html)\b", re.IGNORECASE)
SEPARATED_LINE = re.compile(r"[,;\t].*\n")
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")


def refusal_by_name(name: str) -> str:
    """What to do with a file of an ending that is not read, or "" where the ending is none that is known."""
    return _sentence(ENDINGS.get(Path(name).suffix.lower()), name)


def refusal_by_ending(path: Path, name: str) -> str:
    """As `refusal_by_name`; of an ending that nobody knows what the file holds tells."""
    return refusal_by_name(name) or _sentence(_kind(path), name)


def refusal_by_content(path: Path, name: str) -> str:
    """What to do with a file that has the ending of a workbook and is none, or "" where it looks like a broken one."""
    return _sentence(_kind(path), name)


def _sentence(kind, name):
    if kind == "archive":
        return _("“%(name)s”是压缩包，不是表格：请解压后，把里面的表格另存为 .xlsx 再上传。") % {"name": name}
    if kind in TABLES:
        return _("“%(name)s”是%(kind)s，不能直接读：请用表格软件打开，另存为 .xlsx 后再上传。") % {
            "name": name,
            "kind": TABLES[kind],
        }
    if kind in DOCUMENTS:
        return _("“%(name)s”是%(kind)s，不是表格：请打开它，把其中的表格复制到表格软件里，另存为 .xlsx 后再上传。") % {
            "name": name,
            "kind": DOCUMENTS[kind],
        }
    return ""


def _kind(path):
    with path.open("rb") as file:
        head = file.read(HEAD)
        if head.startswith(b"PK\x03\x04"):
            return _kind_of_package(file)
        if head.startswith(b"\xd0\xcf\x11\xe0"):
            return _kind_of_blocks(file)
    known = (kind for beginning, kind in BEGINNINGS.items() if head.lstrip().startswith(beginning))
    return next(known, None) or _kind_of_text(head)


def _kind_of_package(file):
    try:
        with open_package(file) as package:
            names = sorted(package.names)
            kind = _kind_of_open_document(package.read("mimetype")) if "mimetype" in names else None
    except (*UNREADABLE, limits.NotIntact, limits.SheetTooLarge, limits.HasPassword):
        return None
    known = (kind for name in names for beginning, kind in PARTS.items() if name.startswith(beginning))
    return kind or next(known, None) or (None if PACKAGE_PARTS.intersection(names) else "archive")


def _kind_of_open_document(mimetype):
    if mimetype.endswith(b".text"):
        return "word"
    return "slides" if mimetype.endswith(b".presentation") else None


def _kind_of_blocks(file):
    """By the name of a stream, which may stand anywhere."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        found = (kind for stream, kind in STREAMS.items() if content.find(stream.encode("utf-16-le")) >= 0)
        return next(found, None)


def _kind_of_text(head):
    text = _text(head)
    if text is None:
        return None
    if not text.lstrip().startswith("<"):
        return "text" if SEPARATED_LINE.search(text) else None
    if SPREADSHEET_XML in text and "<html" not in text.lower():
        return "xml"
    return "html" if WEB_PAGE.search(text) else None


def _text(head):
    """The first letters, in whichever encoding; None for what is no text. The last letter may be cut."""
    encodings = ["utf-16"] if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        return None if NO_TEXT.search(text) else text
    return None
