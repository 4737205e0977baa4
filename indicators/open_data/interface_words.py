"""The description of the programming interface in words for people, in the language of the page."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation

from indicators.open_data.faults import allowed_by


@dataclass(frozen=True)
class Parameter:
    name: str
    words: str
    allowed: list[str]
    is_in_path: bool


@dataclass(frozen=True)
class Member:
    """One member of an answer's items: "period.start", with what it says."""

    name: str
    words: str


@dataclass(frozen=True)
class Operation:
    path: str
    title: str
    parameters: list[Parameter]
    members: list[Member]
    sample: str
    example: str


def operations_in_words(description: dict, site: str) -> list[Operation]:
    """Every address of the interface; site: with which a sample address begins."""
    schemas = description["components"]["schemas"]
    return [_operation(path, methods["get"], schemas, site) for path, methods in description["paths"].items()]


def _operation(path, told, schemas, site):
    content = told["responses"][200]["content"]["application/json"]
    filled = path
    for parameter in told["parameters"]:
        filled = filled.replace(f"{{{parameter['name']}}}", str(parameter.get("example", "")))
    return Operation(
        path=path,
        title=translation.gettext(told["summary"]),
        parameters=[_parameter(one) for one in told["parameters"]],
        members=list(_members(content["schema"], schemas)),
        sample=site.rstrip("/") + filled,
        example=json.dumps(content["example"], ensure_ascii=False, indent=2),
    )


def _parameter(one):
    schema = one["schema"]
    words = translation.gettext(schema["description"]) if schema.get("description") else ""
    return Parameter(one["name"], words, allowed_by(schema), one["in"] == "path")


def _members(schema, schemas, prefix="", depth=0) -> Iterator[Member]:
    """The members that say what they are, those of a page's items without the page around them."""
    schema = _resolved(schema, schemas)
    for name, one in schema.get("properties", {}).items():
        full = f"{prefix}{name}"
        if one.get("description"):
            yield Member(full, translation.gettext(one["description"]))
        inner = one.get("items", one)
        if "$ref" in inner and depth < 3:
            yield from _members(inner, schemas, "" if name == "items" else f"{full}.", depth + 1)


def _resolved(schema, schemas):
    reference = schema.get("$ref")
    return schemas[reference.rpartition("/")[2]] if reference else schema
