"""The demo is sound: none of its workbooks raises a doubt."""

import io
import json

import pytest
from django.core.management import call_command

from tests.demo_data import DEMO_DAY, WORKBOOKS


@pytest.mark.django_db
def test_no_workbook_of_the_demo_raises_a_doubt_or_an_error(monkeypatch):
    monkeypatch.setenv("PORTAL_TODAY", DEMO_DAY)

    for workbook in WORKBOOKS:
        out = io.StringIO()
        call_command("import_workbook", workbook, publish=True, published_on=DEMO_DAY, json=True, stdout=out)

        sheets = json.loads(out.getvalue())["sheets"]
        assert sheets
        assert [
            (one["name"], one["warnings"], one["errors"]) for one in sheets if one["warnings"] or one["errors"]
        ] == []
