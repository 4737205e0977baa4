"""A county's whole list of enterprises goes in within seconds, and twice as many take twice as long."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enterprises.models import Enterprise, Honour, Membership, Programme
from tests.imports.running import counts_of, run, write_workbook

SOURCE = "缙云县工业经济报道"


def workbook(path, first, count):
    """So many enterprises, each with a size class, and half of them with an honour."""
    names = [f"缙云第{number}机械有限公司" for number in range(first, first + count)]
    return write_workbook(
        path,
        企业=[
            ["名称", "简称", "主要产品", "简介", "所在地区"],
            *([name, name[:6], "锯床、铣床", "造机床。", "缙云县"] for name in names),
        ],
        企业归属=[
            ["企业", "归属类型", "归属", "起", "来源"],
            *([name, "规模", "规上", "2020-01-01", SOURCE] for name in names),
        ],
        荣誉=[["对象", "称号", "年度", "来源"], *([name, "小巨人", 2021, SOURCE] for name in names[::2])],
    )


@pytest.fixture
def programme(county, source):
    return Programme.objects.create(name="小巨人")


@pytest.mark.slow
def test_560_enterprises_with_memberships_and_honours_take_less_than_ten_seconds(programme, tmp_path):
    path = workbook(tmp_path / "表.xlsx", 0, 560)

    begun = time.process_time()
    code, report = run(path, "--publish")
    seconds = time.process_time() - begun

    assert (code, [counts_of(sheet) for sheet in report["sheets"]]) == (
        0, [(560, 0, 0, 0, 0), (560, 0, 0, 0, 0), (280, 0, 0, 0, 0)],
    )  # fmt: skip
    assert seconds < 10
    assert (Enterprise.objects.count(), Membership.objects.count(), Honour.objects.count()) == (560, 560, 280)


def test_the_queries_for_a_row_do_not_grow_with_what_is_there(programme, tmp_path):
    def queries(first):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            run(workbook(tmp_path / "表.xlsx", first, 20), "--publish")
        return len(captured)

    few = queries(0)
    many = queries(20)

    assert many == few
