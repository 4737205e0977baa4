"""The Data Package: a description of tables in which programs find every file, its columns, keys and codes."""

import hashlib
from collections.abc import Callable, Iterable

from indicators.open_data.citation import licence
from indicators.open_data.code_lists import choices_of
from indicators.open_data.tables import Asked, Field, Table, csv_lines


def package(
    tables: Iterable[Table], asked: Asked, *, address_of: Callable[[Table], str], title: str, homepage: str
) -> dict:
    """As the standard has it (https://specs.frictionlessdata.io); address_of: of a table's file."""
    found = {
        "profile": "tabular-data-package",
        "name": "county-industrial-data",
        "title": title,
        "homepage": homepage,
        "resources": [_resource(table, asked, address_of(table)) for table in tables],
    }
    terms = licence()
    if terms["name"]:
        found["licenses"] = [{"title": terms["name"], "path": terms["url"] or homepage}]
    return found


def _resource(table: Table, asked: Asked, address: str) -> dict:
    described = {
        "name": _plain_name(table.name),
        "title": str(table.title),
        "profile": "tabular-data-resource",
        "path": address,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(table),
    }
    return described | (_fingerprint(table, asked) if table.is_small else {})


def _plain_name(name: str) -> str:
    """The standard takes Latin letters only; a code list called otherwise is known by its place among them."""
    if name.isascii():
        return name.lower().replace(" ", "-")
    return "codes-" + hashlib.blake2b(name.encode(), digest_size=4).hexdigest()


def _schema(table: Table) -> dict:
    schema = {"fields": [_field(one) for one in table.fields], "primaryKey": list(table.key)}
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": list(own), "reference": {"resource": other, "fields": list(theirs)}}
            for own, other, theirs in table.refers
        ]
    return schema


def _field(one: Field) -> dict:
    constraints: dict = {"required": True} if one.is_required and one.type != "string" else {}
    if one.codes:
        constraints |= {"required": True, "enum": [code for code, _label in choices_of(one.codes)]}
    described = {"name": one.name, "title": str(one.title), "type": one.type, "description": str(one.description)}
    return described | ({"constraints": constraints} if constraints else {})


def _fingerprint(table: Table, asked: Asked) -> dict:
    """Size and hash of a small table's file, by which a copy is known to be whole."""
    lines = csv_lines(table.fields, table.rows(asked), [one.name for one in table.fields])
    body = "".join(lines).encode()
    return {"bytes": len(body), "hash": f"sha256:{hashlib.sha256(body).hexdigest()}"}
