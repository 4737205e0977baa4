"""The parts of a zip package, in pieces and within bounds, whatever the package says of itself. Pure."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO
from xml.parsers import expat

from imports import limits

# What a damaged package raises, or an encrypted one.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, expat.ExpatError, struct.error,
    EOFError, KeyError, ValueError, OSError, OverflowError, NotImplementedError, RuntimeError,
)  # fmt: skip

PIECE = 1024 * 1024
# Of the flags of a part.
IS_ENCRYPTED = 1
# The directory stands at the end: for each part its name and some fifty bytes.
LARGEST_DIRECTORY = 1024 * 1024
DIRECTORY_END, DIRECTORY_END_LENGTH, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
LARGE_DIRECTORY_END, LARGE_LOCATOR, LARGE_LENGTH = b"PK\x06\x06", b"PK\x06\x07", 56 + 20


class Package:
    """An open zip file that is read within limits.MOST_UNPACKED; `size` is what it says that it unpacks to, in bytes."""

    def __init__(self, archive: zipfile.ZipFile):
        self._archive = archive
        self._left = limits.MOST_UNPACKED
        self.names = set(archive.namelist())
        self.size = sum(part.file_size for part in archive.infolist())

    def read(self, part: str) -> bytes:
        """A part that lists something, whole. Raises SheetTooLarge."""
        with self._archive.open(part) as stream:
            content = stream.read(limits.MOST_LIST_BYTES + 1)
        if len(content) > limits.MOST_LIST_BYTES:
            raise limits.SheetTooLarge("")
        return content

    def pieces(self, part: str) -> Iterator[bytes]:
        """A part in pieces. Raises SheetTooLarge once all that was read together is too much."""
        with self._archive.open(part) as stream:
            while piece := stream.read(PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise limits.SheetTooLarge("")
                yield piece


@contextmanager
def open_package(file: BinaryIO) -> Iterator[Package]:
    """Opens a zip file. Raises SheetTooLarge, NotIntact, HasPassword or what is UNREADABLE."""
    if _directory(file) > LARGEST_DIRECTORY:
        raise limits.NotIntact
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        if len(parts) > limits.MOST_PARTS:
            raise limits.NotIntact
        if any(part.flag_bits & IS_ENCRYPTED for part in parts):
            raise limits.HasPassword
        package = Package(archive)
        if package.size > limits.MOST_UNPACKED:
            raise limits.SheetTooLarge("")
        yield package


def _directory(file):
    """The length of the directory, which the library would read whole before anyone can count."""
    length = file.seek(0, 2)
    file.seek(max(0, length - DIRECTORY_END_LENGTH - LONGEST_COMMENT - LARGE_LENGTH))
    tail = file.read()
    end = tail.rfind(DIRECTORY_END)
    if end < 0:
        raise zipfile.BadZipFile
    [size] = struct.unpack_from("<L", tail, end + 12)
    large = end - LARGE_LENGTH
    if large >= 0 and tail.startswith(LARGE_DIRECTORY_END, large) and tail.startswith(LARGE_LOCATOR, end - 20):
        [size] = struct.unpack_from("<Q", tail, large + 40)
    return size


def whole_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that end before a tag. Raises NotIntact for XML that declares a document type."""
    rest = b""
    for piece in pieces:
        rest += piece
        cut = rest.rfind(b"<")
        if cut > 0:
            yield _without_document_type(rest[:cut])
            rest = rest[cut:]
        elif len(rest) > limits.MOST_LIST_BYTES:
            raise limits.NotIntact
    yield _without_document_type(rest)


def _without_document_type(piece):
    if b"<!DOCTYPE" in piece:
        raise limits.NotIntact
    return piece
