"""Which rows and columns of a table are what, as the report keeps it for the drawn sheet. Pure."""

from collections.abc import Iterable

from imports.layout import Table, column_letter


def table_roles(
    table: Table, labels: Iterable[int] = (), values: Iterable[int] = (), aside: Iterable[int] = ()
) -> dict[str, list]:
    """The rows of titles, units and headers repeated on every page, counted from 1, and the columns by their letters.

    `labels` say whose and what, `values` are taken, those of `aside` hold figures that nobody knows the name of; every
    other column of the table is ignored. Rows of headers, notes and totals stand beside this in the report.
    """
    kinds = {"labels": sorted(set(labels)), "values": sorted(set(values)), "aside": sorted(set(aside))}
    named = {position for positions in kinds.values() for position in positions}
    others = [position for position in range(table.left, table.right + 1) if position not in named]
    columns = {name: [column_letter(position) for position in positions] for name, positions in kinds.items()}
    rows = {
        "titles": sorted({number + 1 for number, _text in table.titles}),
        "units": sorted({number + 1 for number, _text in table.unit_lines}),
        "repeated": [number + 1 for number in table.repeated],
    }
    return {**rows, **columns, "ignored": [column_letter(position) for position in others]}
