"""A name that moves from one thing to another within a file is the other's from then on."""

import pytest

from enterprises.models import Membership, Programme
from indicators.models import Indicator
from tests.factories import make_enterprise, make_indicator
from tests.imports.undoing import publish_grids

FIRMS = ["名称", "别名"]
MEMBERS = ["企业", "归属类型", "归属", "来源"]
REPORT = "缙云县工业经济报道"


@pytest.fixture
def two_firms(county, source):
    make_enterprise(county.parent, "锯力煌")
    make_enterprise(county.parent, "君鸿机械")
    publish_grids(企业=[FIRMS, ["锯力煌", "缙云锯床厂"], ["君鸿机械", ""]])


@pytest.mark.parametrize("order", [1, -1])
def test_an_alias_that_moves_to_another_firm_names_that_one_in_the_same_file(two_firms, order):
    rows = [["锯力煌", ""], ["君鸿机械", "缙云锯床厂"]][::order]

    publish_grids(企业=[FIRMS, *rows], 企业归属=[MEMBERS, ["缙云锯床厂", "规模", "规上", REPORT]])

    assert Membership.objects.get().enterprise.name == "君鸿机械"


def test_a_former_name_that_stays_an_alias_still_names_its_firm(two_firms):
    publish_grids(
        企业=[FIRMS, ["锯力煌", "缙云锯床厂、老锯床厂"]],
        企业归属=[MEMBERS, ["缙云锯床厂", "规模", "规上", REPORT]],
    )

    assert Membership.objects.get().enterprise.name == "锯力煌"


def test_an_alias_that_moves_to_another_indicator_names_that_one(county):
    make_indicator("output", "产值", aliases=["总产出"])
    make_indicator("value_added", "增加值")
    header = ["代码", "名称", "单位", "别名"]

    publish_grids(
        指标=[header, ["output", "产值", "亿元", ""], ["value_added", "增加值", "亿元", "总产出"]],
        断点=[["指标", "日期", "原因"], ["总产出", "2011-01-01", "口径调整"]],
    )

    assert [found.code for found in Indicator.objects.filter(breaks__isnull=False)] == ["value_added"]


def test_an_alias_that_moves_to_another_programme_names_that_one(county, source):
    Programme.objects.create(name="小巨人", aliases=["专精特新"])
    Programme.objects.create(name="隐形冠军")
    make_enterprise(county.parent, "锯力煌")

    publish_grids(
        培育计划与荣誉=[FIRMS, ["小巨人", ""], ["隐形冠军", "专精特新"]],
        荣誉=[["对象", "称号", "来源"], ["锯力煌", "专精特新", REPORT]],
    )

    assert [programme.name for programme in Programme.objects.filter(honours__isnull=False)] == ["隐形冠军"]
