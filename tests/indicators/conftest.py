"""Figures on their way through the import, for the tests of their sheet."""

import pytest

from indicators.models import Observation
from tests.factories import make_indicator
from tests.imports.running import errors_of, publish_rows

FIGURE_HEADER = ["对象", "指标", "期间", "数值", "来源"]
SOURCE = "缙云县工业经济报道"


@pytest.fixture
def value_added(county, source):
    return make_indicator(
        "value_added", "规上工业增加值", "亿元", aliases=["规模以上工业增加值"], name_en="Value added"
    )


@pytest.fixture
def load(value_added, tmp_path):
    """Publishes rows of figures; further columns follow the usual ones. Answers the exit code and the sheet's report."""

    def publish(*rows, columns=()):
        return publish_rows(tmp_path, "数据", [[*FIGURE_HEADER, *columns], *rows])

    return publish


@pytest.fixture
def load_value(load):
    """Publishes one figure of 缙云县 for 2020 with a value, and answers it; further cells by their column."""

    def publish(value, **cells):
        name = cells.pop("指标", "规上工业增加值")
        code, sheet = load(["缙云县", name, "2020年", value, SOURCE, *cells.values()], columns=list(cells))
        assert (code, errors_of(sheet), sheet["set_aside_rows"]) == (0, [], [])
        return Observation.objects.get(closed_at=None)

    return publish
