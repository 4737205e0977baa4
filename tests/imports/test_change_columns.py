"""What a batch changed of a record, under the headers of its table."""

import pytest

from imports.change_columns import changed_columns, kind_label
from imports.models import ImportChange


@pytest.mark.parametrize(
    ("before", "after", "columns"),
    [
        ({"short_name": "甲", "name": "甲厂"}, {"short_name": "甲新", "name": "甲厂"}, [("简称", "甲", "甲新")]),
        (None, {"short_name": "甲"}, [("简称", None, "甲")]),
        ({"short_name": "甲"}, None, [("简称", "甲", None)]),
        ({"short_name": "甲"}, {"short_name": "甲", "gone_column": "1"}, [("gone_column", None, "1")]),
    ],
)
def test_only_the_columns_that_differ_are_told_with_both_texts(before, after, columns):
    assert changed_columns(ImportChange(kind="enterprises", before=before, after=after)) == columns


def test_a_kind_that_is_not_known_any_more_keeps_its_bare_name():
    change = ImportChange(kind="gone", before=None, after={"name": "甲"})

    assert (kind_label(change), changed_columns(change)) == ("gone", [("name", None, "甲")])
