"""Lists of projects and their milestones: one row, one record."""

import datetime

import pytest

from enterprises.models import Chain, Park
from indicators.models import Subject
from projects.models import Milestone, Project
from tests.factories import make_enterprise, make_subject
from tests.imports.running import counts_of, errors_of, only_error, only_set_aside, publish_rows

SOURCE = "缙云县工业经济报道"
HEADER = ["项目", "节点", "时间", "时间推断", "来源", "出处"]


@pytest.fixture
def load(county, source, tmp_path):
    """Publishes a list under the name of its kind: the exit code and the sheet's report."""
    return lambda title, *rows: publish_rows(tmp_path, title, list(rows))


@pytest.fixture
def project(county):
    return Project.objects.create(subject=make_subject(Subject.Kind.PROJECT, "肖特亚洲总部", county.parent))


def test_a_project_names_owner_park_and_chain(load, county):
    make_enterprise(county.parent, "肖特药品包装(浙江)有限公司", short_name="肖特药包")
    Park.objects.create(subject=make_subject(Subject.Kind.PARK, "缙云经济开发区", county.parent))
    Chain.objects.create(subject=make_subject(Subject.Kind.CHAIN, "健康医疗", county.parent))

    code, sheet = load(
        "项目",
        ["名称", "类型", "业主", "园区", "产业链", "所在地区", "来源"],
        ["肖特亚洲总部", "招商引资", "肖特药品包装（浙江）有限公司", "缙云经济开发区", "健康医疗", "缙云县", SOURCE],
        ["无主项目", "", "无此企业", "", "", "", SOURCE],
    )

    assert (code, counts_of(sheet)) == (0, (1, 0, 0, 1, 0))
    project = Project.objects.get()
    assert (project.type, project.owner.subject.short_name, project.park.name, project.chain.name) == ("investment", "肖特药包", "缙云经济开发区", "健康医疗")  # fmt: skip


def test_a_name_of_several_parks_or_of_another_kind_is_not_taken(load, county):
    make_enterprise(county.parent, "中德产业园")

    assert only_set_aside(load("项目", ["名称", "园区"], ["中德二期", "中德产业园"])) == (
        "没有名为“中德产业园”的园区，请改成已登记的名称或先导入它。", [],
    )  # fmt: skip


def test_a_milestone_is_as_exact_as_its_source(load, project):
    code, _sheet = load(
        "项目节点",
        HEADER,
        ["肖特亚洲总部", "签约", "2018年", "", SOURCE, "第14段"],
        ["肖特亚洲总部", "启用", "10月21日", "", SOURCE, "第10段"],
        ["肖特亚洲总部", "投产", "", "", SOURCE, ""],
    )

    assert code == 0
    rows = Milestone.objects.order_by("pk").values_list(
        "stage", "first_day", "last_day", "period_label", "is_period_inferred"
    )
    # The source is of 31 October 2021; 10月21日 is that year's.
    assert list(rows) == [
        ("signed", datetime.date(2018, 1, 1), datetime.date(2018, 12, 31), "2018年", False),
        ("opened", datetime.date(2021, 10, 21), datetime.date(2021, 10, 21), "10月21日", True),
        ("producing", None, None, "", False),
    ]


def test_the_same_day_written_otherwise_is_a_change_another_day_a_new_milestone(load, project):
    load("项目节点", HEADER, ["肖特亚洲总部", "启用", "10月21日", "", SOURCE, ""])

    exact = load("项目节点", HEADER, ["肖特亚洲总部", "启用", datetime.date(2021, 10, 21), "", SOURCE, ""])
    other = load("项目节点", HEADER, ["肖特亚洲总部", "启用", "2021年10月22日", "", SOURCE, ""])

    assert (counts_of(exact[1]), counts_of(other[1])) == ((0, 1, 0, 0, 0), (1, 0, 0, 0, 0))
    assert list(Milestone.objects.order_by("pk").values_list("period_label", "is_period_inferred")) == [
        ("2021-10-21", False), ("2021年10月22日", False),
    ]  # fmt: skip


def test_two_rows_of_one_milestone_are_an_error(load, project):
    code, sheet = load(
        "项目节点",
        HEADER,
        ["肖特亚洲总部", "启用", "10月21日", "", SOURCE, ""],
        ["肖特亚洲总部", "启用", "2021-10-21", "", SOURCE, ""],
    )

    assert (code, errors_of(sheet)) == (1, [(3, "A", "肖特亚洲总部", "与第2行说的是同一条，请只留一行。")])


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        (
            {"节点": "剪彩"},
            "B",
            "“剪彩”不在可选范围内，请从这些里选：洽谈、签约、落地、立项、供地、启动、开工、竣工、启用、投产、达产。",
        ),
        ({"时间": "2021年13月"}, "C", "期间“2021年13月”：没有13月。请核对月份，写成“2021年7月”或“2021年1—7月”。"),
        ({"来源": ""}, "E", "请填写来源，或在导入时指定来源。"),
    ],
)
def test_a_faulty_milestone_is_an_error(load, project, cells, column, message):
    row = {"项目": "肖特亚洲总部", "节点": "启用", "来源": SOURCE, **cells}

    found, _value, said = only_error(load("项目节点", HEADER, [row.get(name, "") for name in HEADER]))

    assert (found, said) == (column, message)
