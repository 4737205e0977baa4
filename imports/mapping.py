"""Matches the headers of a table with the columns of a kind of sheet."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

# Kinds of brackets are one; blanks and quotation marks are left out.
_PLAIN = {**dict.fromkeys(map(ord, "〔【［{"), "("), **dict.fromkeys(map(ord, "〕】］}"), ")")}
_PLAIN |= dict.fromkeys(map(ord, "“”\"'‘’"))
_VARIED = re.compile("[\\s〔【［{〕】］}“”\"'‘’]")


def normalise(text: object) -> str:
    """A text without what people vary when they write the same name: width, case, spaces, kinds of brackets."""
    return _normalised(str(text))


# One row asks for the same name several times.
@lru_cache(maxsize=1 << 12)
def _normalised(text):
    if not (text.isascii() or unicodedata.is_normalized("NFKC", text)):
        text = unicodedata.normalize("NFKC", text)
    text = text.casefold()
    return "".join(text.translate(_PLAIN).split()) if _VARIED.search(text) else text


# What says a Chinese heading again in English: 地区 Region, 总产值 Output (万元 10 000 yuan). GDP is no such thing.
_ENGLISH = re.compile(r"(?<=[一-鿿)）%％])[\s/／]+(?=[^(（)）]*[a-z]{2})[A-Za-z][^一-鿿(（)）]*(?=$|[(（])")
_ENGLISH_UNIT = re.compile(
    r"([(（][^()（）]*[一-鿿%％])[\s/／,，]+(?=[^()（）]*[a-z]{2})[0-9 ,]*[A-Za-z][^一-鿿()（）]*(?=[)）])"
)


def without_english(text: str) -> str:
    """A Chinese heading without the English that repeats it; any other text as it is."""
    if not text.isascii() and any("a" <= character <= "z" for character in text):
        return _ENGLISH.sub("", _ENGLISH_UNIT.sub(r"\1", text)).strip()
    return text


@dataclass(frozen=True)
class HeaderMapping:
    """Which column of the table is which field.

    `ignored` are headers that lead nowhere; `repeated` those that lead where another column already does, with their
    position, and with the header of that column. `guessed` are those of `columns` whose header is misspelt, with the name
    that is meant.
    """

    columns: dict[str, int]
    missing: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    repeated: list[tuple[int, str, str]] = field(default_factory=list)
    guessed: dict[str, str] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """The share of the table's headers that were understood."""
        named = len(self.columns) + len(self.ignored)
        return len(self.columns) / named if named else 0.0


def plain_header(header: str) -> str:
    """A header without the star that marks what must be filled, before the name or behind it."""
    return header.strip("*＊ \n")


def map_headers(
    headers: Sequence[str],
    names: Mapping[str, Iterable[str]],
    required: Iterable[str],
    said: Mapping[int, str] = MappingProxyType({}),
) -> HeaderMapping:
    """Maps headers to fields, given every name of each field; `required` are fields that must be there.

    `said` are the fields that an editor said some positions hold, "" for none.
    """
    known = {normalise(name): field_name for field_name, aliases in names.items() for name in aliases}
    columns: dict[str, int] = {}
    ignored, repeated = [], []
    for position, header in enumerate(headers):
        if not header and position not in said:
            continue
        named = known.get(normalise(plain_header(header))) or known.get(
            normalise(without_english(plain_header(header)))
        )
        field_name = said.get(position, named) or None
        if field_name is None:
            ignored.append(header)
        elif field_name in columns:
            repeated.append((position, header, headers[columns[field_name]]))
        else:
            columns[field_name] = position
    missing = [name for name in required if name not in columns]
    return HeaderMapping(columns, missing, ignored, repeated)
