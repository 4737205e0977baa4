"""An undo that would break a rule which no constraint of the database knows is refused in words, and nothing is done."""

import datetime

import pytest

from enterprises.models import Membership, Park
from imports.errors import ImportRefused
from imports.undo import undo
from indicators.models import Category, Region
from portal.current_state import current_state
from tests.factories import make_region
from tests.imports.undoing import publish_grids, undone

REPORT = "缙云县工业经济报道"
MEMBERSHIPS = ["企业", "归属类型", "归属", "起", "止", "来源"]
OVERLAP = "与已有归属“%s”的起止时间重叠，请先填写它的结束日期。"
LOOP = "上级不能是它自己或它的下级。"


@pytest.fixture
def firm_and_parks(county, source):
    publish_grids(园区=[["名称"], ["东园"], ["西园"]], 企业=[["名称"], ["甲厂"], ["乙厂"]])


def join(*rows):
    return publish_grids(企业归属=[MEMBERSHIPS, *([*row, REPORT] for row in rows)])


def refused(batch, **options) -> str:
    """The sentence with which an undo is refused; fails where anything was changed."""
    before = current_state()
    with pytest.raises(ImportRefused) as refusal:
        undo(batch, **options)
    assert current_state() == before
    return str(refusal.value)


def sentence(record, fault):
    return f"撤回后“{record}”与现在登记的内容不合：{fault}什么也没有撤回。"


@pytest.mark.parametrize(
    ("group_type", "first", "second"), [("园区", "东园", "西园"), ("规模", "规上", "规下"), ("园区", "东园", "东园")]
)
def test_an_end_that_is_taken_back_would_reach_into_a_later_membership(firm_and_parks, group_type, first, second):
    join(["甲厂", group_type, first, "2018-01-01", ""])
    ended = join(["甲厂", group_type, first, "2018-01-01", "2020-01-01"])
    join(["甲厂", group_type, second, "2020-01-01", ""])

    assert refused(ended) == sentence(f"甲厂 · {first}", OVERLAP % second)


def test_without_the_later_membership_the_end_is_taken_back(firm_and_parks):
    join(["甲厂", "园区", "东园", "2018-01-01", ""])
    ended = join(["甲厂", "园区", "东园", "2018-01-01", "2020-01-01"])
    moved = join(["甲厂", "园区", "西园", "2020-01-01", ""], ["乙厂", "园区", "西园", "2018-01-01", ""])
    undone(moved)

    undone(ended)

    assert Membership.objects.get().until_on is None


def test_a_batch_that_moved_a_firm_goes_back_whole(firm_and_parks):
    join(["甲厂", "园区", "东园", "2018-01-01", ""])
    moved = join(
        ["甲厂", "园区", "东园", "2018-01-01", "2020-01-01"],
        ["甲厂", "园区", "西园", "2020-01-01", ""],
    )

    undone(moved)

    membership = Membership.objects.get()
    assert (membership.park.name, membership.until_on) == ("东园", None)


def test_a_membership_that_a_redo_brings_back_would_overlap_one_typed_since(firm_and_parks):
    undo_batch = undone(join(["甲厂", "园区", "东园", "2018-01-01", ""]))
    join(["甲厂", "园区", "西园", "2019-01-01", ""])

    assert refused(undo_batch) == sentence("甲厂 · 东园", OVERLAP % "西园")


def test_what_is_kept_by_choice_overlaps_nothing(firm_and_parks):
    join(["甲厂", "园区", "东园", "2018-01-01", ""])
    ended = join(["甲厂", "园区", "东园", "2018-01-01", "2020-01-01"])
    Membership.objects.update(until_on=datetime.date(2019, 1, 1))
    join(["甲厂", "园区", "西园", "2020-01-01", ""])

    assert undo(ended).batch is None
    assert refused(ended, default="former") == sentence("甲厂 · 东园", OVERLAP % "西园")
    assert undone(ended, default="keep").changes.count() == 0


@pytest.mark.parametrize(
    ("title", "header", "first", "second", "last", "model"),
    [
        ("园区", ["名称", "上级园区"], ["东园"], ["西园"], "东园", Park),
        ("代码表", ["代码表", "代码", "名称", "上级代码"], ["行业", "C34", "甲业"], ["行业", "C35", "乙业"], "C34 甲业", Category),
    ],
)  # fmt: skip
def test_a_parent_that_is_taken_back_would_close_a_loop(county, title, header, first, second, last, model):
    above_first = second[-2] if title == "代码表" else second[0]
    above_second = first[-2] if title == "代码表" else first[0]
    publish_grids(**{title: [header, [*second, ""], [*first, above_first]]})
    freed = publish_grids(**{title: [header, [*first, ""]]})
    publish_grids(**{title: [header, [*second, above_second]]})

    assert refused(freed) == sentence(last, LOOP)
    assert model.objects.get(parent=None).parent is None


def test_a_region_that_goes_back_below_its_own_town_is_refused(county, town):
    header = ["名称", "代码", "级别", "上级"]
    other = make_region("新区", "331122102", town)
    freed = publish_grids(地区=[header, ["新区", "331122102", "乡镇", "缙云县"]])
    publish_grids(地区=[header, ["壶镇镇", "331122101", "乡镇", "新区"]])

    assert refused(freed) == sentence("新区", LOOP)
    assert Region.objects.get(pk=other.pk).parent == county
