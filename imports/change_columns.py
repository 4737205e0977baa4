"""What a batch changed of one record, column by column, under the headers of its table."""

from imports.models import ImportChange
from imports.registry import sheet_for


def kind_label(change: ImportChange) -> str:
    """The kind of the record as its table is called; where no app registers that any more, the bare kind."""
    sheet = sheet_for(change.kind)
    return str(sheet.label) if sheet else change.kind


def changed_columns(change: ImportChange) -> list[tuple[str, str | None, str | None]]:
    """(column, former text, new text) of every column that differs; of a record that was withdrawn all it had."""
    sheet = sheet_for(change.kind)
    headers = {name: column.column_name for name, column in sheet.columns().items()} if sheet else {}
    before, after = change.before or {}, change.after or {}
    return [
        (headers.get(name, name), before.get(name), after.get(name))
        for name in after or before
        if before.get(name) != after.get(name)
    ]
