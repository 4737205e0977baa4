"""Texts of cells as pages and the database take them."""

import unicodedata

from imports.columns import cell_text


def printable(text: str) -> str:
    """A text without control characters, which neither a page nor the database takes."""
    if text.isprintable():
        return text
    return "".join(character for character in text if unicodedata.category(character) != "Cc" or character in "\n\t")


def text_of(cell) -> str:
    """A cell's text without blanks around it and what nobody can see."""
    return printable(cell_text(cell)).strip() if cell is not None else ""
