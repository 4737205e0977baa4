"""Twelve monthly loads with two revisions and an undo, replayed: each day is shown for good as it was seen that day."""

import datetime
import re

import pytest

from imports.models import ImportBatch
from imports.undo import undo
from indicators.actions import supersede
from indicators.models import Indicator, LegalBasis, Observation
from indicators.numbers import parse_quantity
from tests.factories import make_group, make_indicator, make_region, make_source
from tests.imports.running import run, write_workbook

HEADERS = ["对象", "指标", "期间", "度量", "数值", "位次"]
# What 甲县 and 乙县 print of January to a month, in 亿元, and how 甲县 grew; January and February are printed together.
LEVELS = {
    "2019-12": ("73.5", "49.2", "6.1%"), "2020-02": ("10.1", "7.7", "-9.5%"), "2020-03": ("16.2", "11.9", "-5.1%"),
    "2020-04": ("22.4", "16.0", "-2.0%"), "2020-05": ("28.9", "20.3", "0%"), "2020-06": ("35.6", "24.8", "1.4%"),
    "2020-07": ("41.7", "29.1", "2.3%"), "2020-08": ("48.1", "33.3", "3.0%"), "2020-09": ("55.2", "38.0", "3.8%"),
    "2020-10": ("61.8", "42.4", "4.1%"), "2020-11": ("68.9", "47.1", "4.6%"), "2020-12": ("77.3", "52.6", "5.2%"),
}  # fmt: skip
# What a month's table prints again of former months, otherwise than before.
REVISED = {"2020-06": {"2020-03": "16.6", "2020-04": "22.9"}, "2020-09": {"2020-03": "16.5"}}
CODE = "value_added"


class Calendar:
    """The clock that everything reads, moved from day to day; what was public at the end of each is remembered."""

    def __init__(self, client, monkeypatch):
        self.client, self.monkeypatch = client, monkeypatch
        self.seen: dict[str, dict] = {}

    def go_to(self, day: str) -> None:
        moment = datetime.datetime.fromisoformat(f"{day}T10:00:00+08:00")
        self.monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    def remember(self, day: str) -> None:
        self.seen[day] = {
            "rows": rows(),
            "page": page(self.client),
            "api": interface(self.client),
            "csv": file(self.client),
        }


def rows(asof=None) -> list[tuple]:
    """Everything that is public, vintage for vintage with all that it says."""
    found = Observation.objects.public(asof=asof).prefetch_related("ranks").order_by("pk")
    return [(row.pk, row.key, row.content, [rank.content for rank in row.ranks.all()]) for row in found]


def page(client, **query) -> tuple[list[str], str]:
    """Which figures the indicator's page leads to, and its sentence."""
    text = client.get(f"/indicators/{CODE}/", query).content.decode()
    [lead] = re.findall(r'<p class="lead">(.*?)</p>', text)
    # What was corrected is told at the foot of the page, in the order of that day.
    return sorted(set(re.findall(r"/figures/(\d+)/", text))), lead


def interface(client, **query) -> list[dict]:
    """All that the open interface answers of the indicator."""
    answer = client.get(f"/api/v1/indicators/{CODE}/observations", {"limit": 1000, **query}).json()
    assert answer["next"] is None
    return answer["items"]


def file(client, **query) -> list[str]:
    """The lines of the indicator's csv file."""
    answer = client.get(f"/indicators/{CODE}.csv", query)
    assert answer.status_code == 200
    return answer.getvalue().decode("utf-8-sig").splitlines()


@pytest.fixture
def counties(county):
    """甲县 and 乙县 beside the home county's own city, and the set that they are ranked in."""
    city = county.subject.world
    found = [make_region(name, code, city) for name, code in (("甲县", "331191"), ("乙县", "331192"))]
    make_group(city, "全市").members.set(found)
    county.is_home = False
    county.save()
    found[0].is_home = True
    found[0].save()
    return found


@pytest.fixture
def bulletin(counties):
    make_indicator(CODE, "规上工业增加值", first_release="joint", is_headline=True)
    return make_source("统计月报", legal_basis=LegalBasis.OFFICIAL_AGGREGATE)


def period_of(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year}年1-{number}月"


def load(folder, month, day) -> ImportBatch:
    """Publishes the month's table, which may print former months again, through the command."""
    first, second, growth = LEVELS[month]
    revised = REVISED.get(month, {})
    levels = [("甲县", month, first, 1), ("乙县", month, second, 2), *(("甲县", *one, 1) for one in revised.items())]
    lines = [
        [name, "规上工业增加值", period_of(which), "数值", f"{value}亿元", f"全市第{place}"]
        for name, which, value, place in levels
    ]
    lines.append(["甲县", "规上工业增加值", period_of(month), "同比", growth, ""])
    path = write_workbook(folder / f"{month}.xlsx", 数据=[HEADERS, *lines])
    code, report = run(path, "--publish", "--source", "统计月报", "--published-on", day, "--accept-all", "核对过")
    [sheet] = report["sheets"]
    assert (code, sheet["set_aside"], sheet["new"], sheet["changed"]) == (0, 0, 3, len(revised))
    return ImportBatch.objects.get(pk=report["batch"])


@pytest.fixture
def replayed(client, bulletin, tmp_path, monkeypatch) -> Calendar:
    """The year as it went by: October's load was taken back for ten days, two loads revised others, June was corrected."""
    calendar = Calendar(client, monkeypatch)
    for month in LEVELS:
        day = str(datetime.date.fromisoformat(f"{month}-20") + datetime.timedelta(days=31))
        calendar.go_to(day)
        batch = load(tmp_path, month, day)
        calendar.remember(day)
        if month == "2020-07":
            correct_june(calendar)
        if month == "2020-10":
            take_back_and_repeat(calendar, batch)
    return calendar


def correct_june(calendar) -> None:
    calendar.go_to("2020-08-27")
    june = Observation.objects.asof().get(last_day=datetime.date(2020, 6, 30), measure="level", value="35.6")
    supersede(
        observation=june,
        quantity=parse_quantity("35.9亿元"),
        change="correction",
        reason="录入时看错一行",
        source=june.source,
        by=None,
    )
    calendar.remember("2020-08-27")


def take_back_and_repeat(calendar, batch) -> None:
    calendar.go_to("2020-11-25")
    back = undo(batch).batch
    calendar.remember("2020-11-25")
    calendar.go_to("2020-12-05")
    undo(back)
    calendar.remember("2020-12-05")


def test_the_replay_is_worth_its_name(replayed):
    states = [tuple(map(str, seen["rows"])) for seen in replayed.seen.values()]

    assert len(replayed.seen) == 12 + 3
    # Once October was taken back it looked as in September; nothing else ever looked the same.
    assert len(set(states)) == 15 - 1
    assert Indicator.objects.get().observations.filter(closed_at__isnull=False).count() == 3 + 1 + 3
    kinds = ImportBatch.objects.values_list("kind", flat=True)
    assert sorted(kinds) == ["correction", *["import"] * 12, "undo", "undo"]


def test_each_day_has_the_rows_that_were_public_then(replayed):
    for day, seen in replayed.seen.items():
        assert rows(asof=datetime.date.fromisoformat(day)) == seen["rows"], day


def test_a_day_between_two_loads_stands_as_after_the_first(replayed):
    assert rows(asof=datetime.date(2020, 9, 10)) == replayed.seen["2020-08-27"]["rows"]
    assert rows(asof=datetime.date(2020, 1, 19)) == []


def test_each_day_has_the_page_that_was_shown_then(replayed, client):
    replayed.go_to("2021-06-01")
    for day, seen in replayed.seen.items():
        figures, sentence = page(client, asof=day)
        assert sentence == seen["page"][1], day
        assert figures == seen["page"][0] != [], day


def test_each_day_has_the_answer_that_the_interface_gave_then(replayed, client):
    replayed.go_to("2021-06-01")
    for day, seen in replayed.seen.items():
        assert interface(client, asof=day) == seen["api"], day
        assert len(seen["api"]) == len(seen["rows"]), day


def test_each_day_has_the_file_that_was_given_away_then(replayed, client):
    replayed.go_to("2021-06-01")
    for day, seen in replayed.seen.items():
        assert file(client, asof=day) == seen["csv"], day
        assert len(seen["csv"]) > 1, day
