"""Names of tables and columns as SQL writes them."""

from collections.abc import Iterable

from django.db import connection


def quote_name(name: str) -> str:
    return connection.ops.quote_name(name)


def quote_names(names: Iterable[str]) -> str:
    """The names in a list, as between the brackets of an INSERT."""
    return ", ".join(map(quote_name, names))
