"""Long forms of offices abroad: codes beside names, and a column `measure` that may say something else than a level."""

import pytest

from indicators.models import Observation, Region
from tests.factories import make_region
from tests.imports.running import publish_rows
from tests.indicators.conftest import SOURCE

HEADER = ["areacd", "areanm", "indicator", "period", "observation", "measure", "unit"]


@pytest.fixture
def two_of_a_name(county, root_city):
    """A town and a county that share a name."""
    make_region("新建", "331122102", county)
    make_region("新建", "331127", root_city, level=Region.Level.COUNTY)


def load(path, *rows):
    return publish_rows(path, "data", [HEADER, *rows], "--source", SOURCE)


@pytest.mark.usefixtures("two_of_a_name", "value_added")
def test_the_code_says_which_of_two_regions_of_a_name_is_meant(tmp_path):
    code, sheet = load(tmp_path, ["331127", "新建", "规上工业增加值", "2020-01-01/P1Y", 39.29, "Yuan", "亿元"])

    assert (code, sheet["new"], sheet["set_aside"]) == (0, 1, 0)
    assert Observation.objects.get().subject.key == "331127"


@pytest.mark.usefixtures("two_of_a_name", "value_added")
def test_with_a_code_that_nobody_knows_the_name_decides_or_the_row_waits(tmp_path):
    code, sheet = load(
        tmp_path,
        ["E07", "缙云县", "规上工业增加值", "2020-01-01/P1Y", 39.29, "Yuan", "亿元"],
        ["E08", "新建", "规上工业增加值", "2020-01-01/P1Y", 1.5, "Yuan", "亿元"],
    )

    assert (code, sheet["new"], [row["row"] for row in sheet["set_aside_rows"]]) == (0, 1, [3])
    assert Observation.objects.get().subject.name == "缙云县"


@pytest.mark.usefixtures("county", "value_added")
@pytest.mark.parametrize("measure", ["Annual growth rate", "Share of total", "位次变化比"])
def test_a_measure_that_makes_something_else_of_the_figure_is_not_taken_for_a_level(tmp_path, measure):
    code, sheet = load(tmp_path, ["331122", "缙云县", "规上工业增加值", "2020", 3.4, measure, ""])

    assert (code, [error["code"] for error in sheet["errors"]]) == (1, ["unknown_choice"])
    assert not Observation.objects.exists()


@pytest.mark.usefixtures("county", "value_added")
def test_a_measure_of_ours_counts(tmp_path):
    code, _sheet = load(tmp_path, ["331122", "缙云县", "规上工业增加值", "2020", 3.4, "同比", "%"])

    assert (code, Observation.objects.get().measure) == (0, "yoy")
