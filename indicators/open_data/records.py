"""Pages of records, such as subjects or enterprises, in the programming interface of any room."""

from collections.abc import Callable

from indicators.open_data.answers import json_text, list_answer
from indicators.open_data.asking import Paged
from indicators.open_data.paging import Order, cursor_of, page_of


def record_page(request, rows, order: Order, asked: Paged, item: Callable[..., dict]):
    """A page of records, each made into plain values by `item`."""
    found = list(page_of(rows, order, asked.cursor)[: asked.limit + 1])
    shown = found[: asked.limit]
    following = None
    if len(found) > asked.limit:
        following = cursor_of(order, [_followed(shown[-1], field) for field in order.fields])
    return list_answer(request, [json_text(item(one)) for one in shown], following)


def _followed(record, path):
    for name in path.split("__"):
        record = getattr(record, name)
    return record
