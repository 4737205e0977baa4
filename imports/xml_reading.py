"""Reads XML of packages in pieces, within bounds and without document types. Pure."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from imports import limits

# No spreadsheet nests its elements deeper than some ten.
DEEPEST = 100


def local_names(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by their names without namespace."""
    return {key.rpartition(":")[2]: value for key, value in attributes.items()}


def parse(xml: bytes, start: Callable, end: Callable | None = None) -> None:
    """Reads XML whole; names of elements and attributes come without their namespace."""
    depth = 0

    def opened(name, attributes):
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise limits.NotIntact
        start(name.rpartition(":")[2], local_names(attributes))

    def closed(name):
        nonlocal depth
        depth -= 1
        if end is not None:
            end(name.rpartition(":")[2])

    new_parser(opened, closed).Parse(xml, True)


def new_parser(start: Callable, end: Callable) -> expat.XMLParserType:
    """No spreadsheet program declares a document type: who does wants an entity to swell, or to fetch a file."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse_document_type
    return parser


def _refuse_document_type(*_declaration):
    raise limits.NotIntact


def feed(parser: expat.XMLParserType, pieces: Iterable[bytes]) -> None:
    """Parses all pieces. Raises NotIntact for what has no end."""
    fed = 0
    for piece in pieces:
        parser.Parse(piece, False)
        fed += len(piece)
        # What has begun and does not end, as a comment of millions of letters, is kept whole.
        if fed - parser.CurrentByteIndex > limits.MOST_LIST_BYTES:
            raise limits.NotIntact
    parser.Parse(b"", True)
