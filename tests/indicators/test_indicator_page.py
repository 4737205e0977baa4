"""The page of an indicator as a reader sees it: its choice, its peers, what was worked out, and a past day."""

import datetime
import json
import re

import pytest

from indicators.actions import supersede
from indicators.models import Commitment, Region
from indicators.numbers import parse_quantity
from tests.factories import make_indicator, make_region, publish_figure
from tests.indicators.series import publish_up_to, up_to
from tests.reading import main as markup
from tests.reading import rows, section, words

MAY = datetime.datetime(2021, 5, 20, 9, tzinfo=datetime.UTC)


@pytest.fixture
def output(county):
    return make_indicator("output", "规上工业总产值", aggregation="additive", first_release="joint", name_en="Output")


@pytest.fixture
def qingtian(root_city, county):
    return make_region("青田县", "331121", root_city, level=Region.Level.COUNTY, name_en="Qingtian")


def main(response):
    return words(markup(response))


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response


def test_several_regions_stand_side_by_side(client, county, qingtian, output, source):
    publish_up_to(county, output, 2021, {2: "9.0", 3: "14.0"}, source=source)
    publish_up_to(qingtian, output, 2021, {2: "4.5"}, source=source)

    page = read(client, f"/indicators/output/?region={qingtian.slug}&region={county.slug}")

    assert rows(section(page, "series")) == [
        ["2021年1—3月", "没有这一期的数据", "14.0"],
        ["2021年1—2月", "4.5", "9.0"],
    ] or rows(section(page, "series")) == [["2021年1—3月", "—没有这一期的数据", "14.0"], ["2021年1—2月", "4.5", "9.0"]]


def test_single_months_are_marked_as_worked_out(client, county, output, source):
    publish_up_to(county, output, 2021, {2: "9.00", 3: "14.25", 4: "19.00"}, source=source)

    page = read(client, "/indicators/output/?every=monthly")

    assert [row[:2] for row in rows(section(page, "series"))] == [["2021年4月推算", "4.75"], ["2021年3月推算", "5.25"]]
    assert "相邻两期累计数之差" in main(page)


def test_published_growth_stands_alone_and_a_worked_out_one_is_nominal(client, county, source):
    # 丽水's value added above scale: 2018 fell by 19.5% in levels and grew by 12.2% as published; 2019 here without growth.
    added = make_indicator("added", "规上工业增加值")
    for year, value in ((2017, "310.58"), (2018, "249.97"), (2019, "289.64")):
        publish_figure(county, added, value, source=source, **up_to(year, 12))
    publish_figure(county, added, "12.2", source=source, measure="yoy", basis="可比价", **up_to(2018, 12))

    found = rows(section(read(client, "/indicators/added/"), "series"))

    assert [row[:3] for row in found] == [
        ["2019年", "289.64", "同比增长↑+15.9%名义"],
        ["2018年", "249.97", "同比增长↑+12.2%"],
        ["2017年", "310.58", ""],
    ]


def test_two_bases_of_one_figure_stand_side_by_side(client, county, output, source):
    publish_figure(county, output, "1201.0", source=source, **up_to(2017, 12))
    publish_figure(county, output, "1449.2", source=source, basis="修订口径", **up_to(2017, 12))

    found = rows(section(read(client, "/indicators/output/"), "series"))

    assert [row[:2] for row in found] == [["2017年", "1,201.0"], ["2017年修订口径", "1,449.2"]]


def test_a_past_day_shows_the_figures_of_that_day(client, county, output, source):
    figure = publish_figure(county, output, "14.0", source=source, at=MAY, **up_to(2021, 3))
    quantity = parse_quantity("15.0亿元")
    supersede(observation=figure, quantity=quantity, change="revision", reason="年报核定", source=source, by=None)

    now, then = read(client, "/indicators/output/"), read(client, "/indicators/output/?asof=2021-05-20")
    before = read(client, "/indicators/output/?asof=2021-05-19")

    assert "15.0亿元" in main(now)
    assert "年报核定" in main(now)
    assert "14.0亿元" in main(then)
    assert "15.0" not in main(then)
    assert "这是2021年5月20日当天结束时已公布的数据" in main(then)
    assert "到这一天为止，这项指标还没有公布的数据。" in main(before)


@pytest.mark.parametrize("day", ["2021-13-01", "gestern", "2999-01-01"])
def test_a_day_that_cannot_be_shown_says_so(client, county, output, source, day):
    publish_up_to(county, output, 2021, {2: "9.0"}, source=source)
    assert "已显示现在的内容" in main(read(client, f"/indicators/output/?asof={day}"))


def test_a_region_says_where_it_stands_among_its_peers(client, county, qingtian, output, source):
    publish_up_to(county, output, 2021, {2: "9.0", 3: "14.0"}, source=source)
    publish_up_to(qingtian, output, 2021, {2: "4.5", 3: "16.0"}, source=source)

    page = read(client, "/indicators/output/")

    assert "缙云县：2021年1—3月，二县（市、区）第2，按总量，从高到低，比上期降1位" in main(page)
    assert [row[:3] for row in rows(section(page, "peers-title"))[:2]] == [
        ["1↑1比上期升1位", "青田县", "16.0"],
        ["2↓1比上期降1位", "缙云县", "14.0"],
    ]
    assert "合计推算" in main(page)
    assert "30.0" in main(page)


def test_the_english_page_says_the_same(client, county, qingtian, output, source):
    publish_up_to(county, output, 2021, {2: "9.0", 3: "14.0"}, source=source)
    publish_up_to(qingtian, output, 2021, {2: "4.5", 3: "16.0"}, source=source)

    page = read(client, "/en/indicators/output/")

    said = "January–March 2021, No. 2 of 2 counties, by total, highest first, down 1 from the period before"
    assert said in page.content.decode()


def test_the_list_shows_any_region_and_any_day(client, county, qingtian, output, source):
    publish_figure(qingtian, output, "16.0", source=source, at=MAY, **up_to(2021, 3))
    publish_figure(county, output, "14.0", source=source, **up_to(2021, 3))

    assert "16.0" in main(read(client, f"/indicators/?region={qingtian.slug}"))
    assert "14.0" in main(read(client, "/indicators/"))
    then = main(read(client, f"/indicators/?region={qingtian.slug}&asof=2021-05-19"))
    assert "16.0" not in then
    assert "这是2021年5月19日当天结束时已公布的数据" in then


def test_downloads_carry_the_choice(client, county, output, source):
    publish_up_to(county, output, 2021, {2: "9.0"}, source=source)
    page = read(client, "/indicators/output/?measure=level&from=2021")
    assert 'href="/indicators/output.csv?measure=level&amp;from=2021"' in page.content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_worked_out_months_can_be_taken_away_and_say_so(client, county, output, source, kind):
    publish_up_to(county, output, 2021, {2: "9.00", 3: "14.25", 4: "19.00"}, source=source)

    response = read(client, f"/indicators/output.{kind}?every=monthly")

    content = b"".join(response.streaming_content) if response.streaming else response.content
    if kind != "xlsx":
        assert "由相邻两期累计数之差推算" in content.decode()
        assert "4.75" in content.decode()


def test_a_sentence_tells_no_change_that_was_worked_out(client, county, output, source):
    publish_figure(county, output, "8.0", source=source, **up_to(2019, 12))
    publish_figure(county, output, "9.0", source=source, **up_to(2020, 12))

    page = read(client, "/indicators/output/")

    assert "2020年，缙云县规上工业总产值9.0亿元。" in main(page)
    assert "同比增长↑+12.5%名义" in main(page)


def test_places_are_those_of_the_chosen_years_and_name_their_period(client, county, qingtian, output, source):
    for year, own, other in ((2020, "8.0", "5.0"), (2021, "9.0", "12.0")):
        publish_up_to(county, output, year, {3: own}, source=source)
        publish_up_to(qingtian, output, year, {3: other}, source=source)

    assert "2021年1—3月，二县（市、区）第2，按总量" in main(read(client, "/indicators/output/"))
    assert "2020年1—3月，二县（市、区）第1，按总量" in main(read(client, "/indicators/output/?to=2020"))


def test_a_period_or_an_order_that_peers_lack_says_so(client, county, qingtian, output, source):
    for one in (county, qingtian):
        publish_up_to(one, output, 2021, {3: "9.0"}, source=source)

    words = main(read(client, "/indicators/output/?at=banana&rank=xx"))

    assert "各地没有所选时间的数据，已显示最近一期。" in words
    assert "各地没有按所选方式排位的数据，已改用另一种。" in words


def test_the_page_describes_itself_as_a_dataset(client, county, output, source):
    publish_up_to(county, output, 2021, {2: "9.0", 3: "14.0"}, source=source)

    html = read(client, "/indicators/output/?measure=level").content.decode()

    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, flags=re.DOTALL)
    found = json.loads(block)
    assert (found["@type"], found["name"], found["identifier"]) == ("Dataset", "规上工业总产值", "output")
    assert found["distribution"][0]["contentUrl"] == "http://testserver/indicators/output.csv?measure=level"
    assert "引用格式：缙云县. 规上工业总产值" in html


def test_a_past_day_knows_no_later_promise_nor_what_became_of_one(client, county, output, source):
    publish_figure(county, output, "14.0", source=source, at=MAY, **up_to(2021, 3))
    for day, text, evidence in ((1, "产值翻一番", "年报"), (25, "产值翻两番", "")):
        Commitment.objects.create(
            subject=county.subject,
            indicator=output,
            promised_by="县政府",
            text=text,
            source=source,
            made_on=datetime.date(2021, 5, day),
            outcome="kept" if evidence else "open",
            evidence=evidence,
        )

    now, then = main(read(client, "/indicators/output/")), main(read(client, "/indicators/output/?asof=2021-05-20"))

    assert "产值翻两番" in now
    assert "已兑现" in now
    assert "产值翻一番" in then
    assert "产值翻两番" not in then
    assert "已兑现" not in then


def test_a_growth_of_another_basis_leaves_no_room_for_a_nominal_one(client, county, output, source):
    publish_figure(county, output, "310.58", source=source, **up_to(2017, 12))
    publish_figure(county, output, "249.97", source=source, **up_to(2018, 12))
    publish_figure(county, output, "12.2", source=source, measure="yoy", basis="可比价", **up_to(2018, 12))

    assert "名义" not in main(read(client, "/indicators/output/?basis=unstated"))
