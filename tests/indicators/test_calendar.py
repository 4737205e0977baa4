"""The release calendar: what came in time, late or not at all, by the portal's own day."""

import datetime

import pytest

from indicators.calendar import timetables
from indicators.models import ReleaseSchedule
from people.models import Department
from tests.factories import make_indicator, make_root, publish_figure
from tests.reading import main as content
from tests.reading import rows, section, words

MONTHS = {2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31}


@pytest.fixture
def value_added(county):
    bureau = Department.objects.create(name="统计局", name_en="Bureau of Statistics")
    return make_indicator(
        "value_added",
        "规上工业增加值",
        department=bureau,
        is_headline=True,
        first_release="joint",
        name_en="Value added",
    )


@pytest.fixture
def schedule(county, value_added):
    """Cumulative figures each month from 2021, within 20 days after its end."""
    return schedule_of(value_added, county)


def schedule_of(indicator, region, **fields):
    known = {"every": "month", "coverage": "cumulative", "due_days": 20, "starts_on": datetime.date(2021, 1, 1)}
    return ReleaseSchedule.objects.create(indicator=indicator, subject=region.subject, **known | fields)


def at(day):
    return datetime.datetime.fromisoformat(f"{day}T10:00:00+08:00")


def release(county, indicator, source, month, day, value="1", **fields):
    """January to `month` of 2021, published on a day."""
    period = {"first_day": datetime.date(2021, 1, 1), "last_day": datetime.date(2021, month, MONTHS[month])}
    return publish_figure(county, indicator, value, source=source, at=at(day), **period | fields)


def states(table):
    return [(one.period.last_day.month, one.state, one.days_late) for one in table.releases]


@pytest.fixture
def published(county, value_added, schedule, source):
    """February and March in time, April four days late, May not at all, June in time."""
    for month, day in ((2, "2021-03-18"), (3, "2021-04-20"), (4, "2021-05-24"), (6, "2021-07-20")):
        release(county, value_added, source, month, day)


def table_on(day, root_city, monkeypatch):
    monkeypatch.setenv("PORTAL_TODAY", day)
    [table] = timetables(root_city)
    return table


def test_each_period_says_whether_it_came_in_time(root_city, published, monkeypatch):
    table = table_on("2021-07-31", root_city, monkeypatch)

    assert states(table) == [
        (2, "on_time", 0),
        (3, "on_time", 0),
        (4, "late", 4),
        (5, "missing", 41),
        (6, "on_time", 0),
    ]
    assert [(one.period.last_day, one.due_on) for one in [table.next]] == [
        (datetime.date(2021, 7, 31), datetime.date(2021, 8, 20))
    ]


def test_a_month_is_missing_from_the_day_after_it_was_due(root_city, published, monkeypatch):
    assert states(table_on("2021-08-20", root_city, monkeypatch))[-1] == (6, "on_time", 0)
    assert states(table_on("2021-08-21", root_city, monkeypatch))[-1] == (7, "missing", 1)


def test_a_figure_before_its_day_is_in_time(county, root_city, value_added, schedule, source, monkeypatch):
    release(county, value_added, source, 2, "2021-03-01")

    assert states(table_on("2021-03-02", root_city, monkeypatch)) == [(2, "on_time", 0)]


def test_a_correction_does_not_make_a_release_late(county, root_city, value_added, published, source, monkeypatch):
    release(county, value_added, source, 2, "2021-06-01", value="2", change="correction", change_reason="看错一行")

    assert states(table_on("2021-07-31", root_city, monkeypatch))[0] == (2, "on_time", 0)


def test_a_release_that_was_taken_back_is_lacking_again(county, root_city, value_added, schedule, source, monkeypatch):
    figure = release(county, value_added, source, 2, "2021-03-18")
    type(figure).objects.filter(pk=figure.pk).update(closed_at=at("2021-03-25"))

    table = table_on("2021-04-01", root_city, monkeypatch)

    assert [one.state for one in table.lacking] == ["withdrawn"]


@pytest.mark.parametrize(
    "fields",
    [
        {"audience": "internal", "legal_basis": "none"},
        {"value": None},
        {"first_day": datetime.date(2021, 2, 1)},
    ],
)
def test_what_is_no_publication_of_the_period_does_not_count(
    county, root_city, value_added, schedule, source, monkeypatch, fields
):
    release(county, value_added, source, 2, "2021-03-18", **fields)

    assert states(table_on("2021-04-01", root_city, monkeypatch)) == [(2, "missing", 12)]


def test_growth_alone_is_a_release(county, root_city, value_added, schedule, source, monkeypatch):
    release(county, value_added, source, 2, "2021-03-18", measure="yoy")

    assert states(table_on("2021-04-01", root_city, monkeypatch)) == [(2, "on_time", 0)]


def test_a_schedule_that_ended_expects_no_more(county, root_city, value_added, monkeypatch):
    schedule_of(value_added, county, ends_on=datetime.date(2021, 3, 31))

    table = table_on("2021-12-31", root_city, monkeypatch)

    assert [one.period.last_day.month for one in table.releases] == [2, 3]
    assert table.next is None


def test_questions_do_not_grow_with_schedules(county, root_city, value_added, django_assert_num_queries):
    for number in range(5):
        schedule_of(make_indicator(name=f"指标{number}号"), county)

    with django_assert_num_queries(2):
        assert len(timetables(root_city)) == 5


# --- The page ----------------------------------------------------------------------------------------------------


def test_the_page_names_what_is_lacking_and_what_comes_next(client, published, monkeypatch):
    monkeypatch.setenv("PORTAL_TODAY", "2021-07-31")

    page = client.get("/data/calendar/")

    assert "1项数据定了发布时间；截至2021年7月31日，1期应发未发。" in words(content(page))
    assert rows(section(page, "lacking").replace(' class="is-lacking"', "")) == [
        ["规上工业增加值", "2021年1—5月", "✕应发未发，已迟41天", "2021年6月20日", "统计局"]
    ]
    assert rows(section(page, "following")) == [["规上工业增加值", "2021年1—7月", "2021年8月20日", "统计局"]]


def test_the_page_tells_each_period_of_a_schedule(client, published, schedule, monkeypatch):
    monkeypatch.setenv("PORTAL_TODAY", "2021-07-31")

    told = section(client.get("/data/calendar/"), f"schedule-{schedule.pk}").replace(' class="is-lacking"', "")

    assert "每月，年初累计，期末后20天内发布，1—2月合并发布。责任部门：统计局。" in words(told)
    assert "共5期，按时3期，迟发1期，应发未发1期。" in words(told)
    assert rows(told)[:3] == [
        ["2021年1—6月", "✓按时", "2021年7月20日", "2021年7月20日"],
        ["2021年1—5月", "✕应发未发，已迟41天", "2021年6月20日", "—"],
        ["2021年1—4月", "!迟4天", "2021年5月20日", "2021年5月24日"],
    ]


def test_the_page_speaks_english(client, published, monkeypatch):
    monkeypatch.setenv("PORTAL_TODAY", "2021-07-31")

    text = words(content(client.get("/en/data/calendar/")))

    assert "Due and not published,41days late" in text
    assert "Bureau of Statistics" in text


def test_a_county_without_a_schedule_says_so_and_when_it_last_published(client, county, value_added, source):
    release(county, value_added, source, 7, "2021-10-31")

    page = client.get("/data/calendar/")

    assert "缙云县还没有公布数据发布时间" in words(content(page))
    assert rows(section(page, "unscheduled")) == [["规上工业增加值", "统计局", "2021年1—7月", "2021年10月31日"]]


def test_another_world_has_a_calendar_of_its_own(client, county, schedule, source):
    make_root("示例市", "990000")

    assert "还没有公布数据发布时间" in words(content(client.get("/data/calendar/?world=shilishi")))
    assert "还没有公布数据发布时间" not in words(content(client.get("/data/calendar/")))
