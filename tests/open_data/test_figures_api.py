"""The figures of the programming interface: literal rows, filters, pages, past days and refusals in words."""

import datetime

import pytest

from indicators.models import LegalBasis, Observation, Subject
from tests.factories import make_enterprise, make_indicator, make_region, make_root, make_source, publish_figure

pytestmark = pytest.mark.django_db

OBSERVATIONS = "/api/v1/indicators/value_added/observations"
JULY, AUGUST = (datetime.datetime(2021, month, 20, 1, tzinfo=datetime.UTC) for month in (7, 8))


def year(number):
    """The fields of a figure of a whole year."""
    days = {"first_day": datetime.date(number, 1, 1), "last_day": datetime.date(number, 12, 31)}
    return {**days, "period_kind": "year", "period_label": f"{number}年"}


@pytest.fixture
def value_added(county):
    return make_indicator("value_added", "规上工业增加值", "亿元")


@pytest.fixture
def growth(county, value_added, source, whole_city):
    return publish_figure(
        county, value_added, "39.6", source=source, measure="yoy", basis="可比价", ranks=[(whole_city, 1)], at=JULY
    )


def values(response):
    return [item["value"] for item in response.json()["items"]]


def test_an_observation_tells_everything_of_the_contract(client, growth):
    response = client.get(OBSERVATIONS)

    assert response.status_code == 200
    assert response.json() == {
        "items": [
            {
                "id": growth.pk,
                "indicator": "value_added",
                "indicator_name": "规上工业增加值",
                "subject": {
                    "kind": "region",
                    "slug": "jinyunxian",
                    "name": "缙云县",
                    "name_en": "Jinyun County",
                },
                "measure": "yoy",
                "basis": "可比价",
                "breakdown_list": None,
                "breakdown": None,
                "period": {
                    "label": "2021年1-7月",
                    "start": "2021-01-01",
                    "end": "2021-07-31",
                    "kind": "cumulative",
                },
                "value_state": "value",
                "value": "39.6",
                "qualifier": "=",
                "unit": "%",
                "as_written": "39.6%",
                "status": "final",
                "note": "",
                "published_at": "2021-07-20T09:00:00+08:00",
                "source": {
                    "title": "缙云县工业经济报道",
                    "publisher": "未注明",
                    "date": "2021-10-31",
                    "place": "第7段",
                },
                "ranks": [
                    {"group": "全市", "size": None, "position": 1, "qualifier": "=", "direction": "highest_first"}
                ],
            }
        ],
        "next": None,
    }


def test_a_place_without_a_value_and_texts_with_quotes_are_told(client, county, value_added, source, whole_city):
    publish_figure(county, value_added, None, source=source, ranks=[(whole_city, 2)], note='"引号"\\与\n换行')

    (item,) = client.get(OBSERVATIONS).json()["items"]

    assert (item["value"], item["value_state"]) == (None, "rank_only")
    assert item["note"] == '"引号"\\与\n换行'


def test_values_are_exact_and_without_idle_zeros(client, county, value_added, source):
    for number, value in enumerate(("1200000", "0.000001", "-3.50", "0")):
        publish_figure(county, value_added, value, source=source, **year(2010 + number))

    assert values(client.get(OBSERVATIONS)) == ["1200000", "0.000001", "-3.5", "0"]


def test_three_questions_are_asked(client, growth, django_assert_max_num_queries):
    client.get(OBSERVATIONS)
    with django_assert_max_num_queries(3):
        client.get(f"{OBSERVATIONS}?region=jinyunxian&measure=yoy&from=2021&sort=-period")


# --- Filters ----------------------------------------------------------------------------------------------------


@pytest.fixture
def series(county, root_city, value_added, source):
    """缙云县 36.1, 37.2, 38.3 for 2018 to 2020, 丽水市 400.5 for 2020, a firm's 1.5 for 2020."""
    for number, value in ((2018, "36.1"), (2019, "37.2"), (2020, "38.3")):
        publish_figure(county, value_added, value, source=source, **year(number))
    publish_figure(root_city, value_added, "400.5", source=source, **year(2020))
    firm = make_enterprise(root_city, "浙江锯力煌锯床股份有限公司", short_name="锯力煌")
    publish_figure(firm, value_added, "1.5", source=source, measure="share", **year(2020))


@pytest.mark.usefixtures("series")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("region=jinyunxian", ["36.1", "37.2", "38.3"]),
        ("region=331122", ["36.1", "37.2", "38.3"]),
        ("region=jinyunxian&region=331100&from=2020", ["38.3", "400.5"]),
        ("subject=julihuang", ["1.5"]),
        ("kind=enterprise", ["1.5"]),
        ("measure=share", ["1.5"]),
        ("measure=share&measure=level&from=2020-01&to=2020-12-31&sort=value", ["1.5", "38.3", "400.5"]),
        ("region=jinyunxian&sort=-period", ["38.3", "37.2", "36.1"]),
        ("region=jinyunxian&to=2019", ["36.1", "37.2"]),
        ("sort=-value&limit=2", ["400.5", "38.3"]),
        ("basis=可比价", []),
        ("period_kind=month", []),
        ("breakdown=none&kind=enterprise", ["1.5"]),
    ],
)
def test_filters_and_orders(client, query, expected):
    found = values(client.get(f"{OBSERVATIONS}?{query}"))

    assert (sorted(found) if "sort" not in query else found) == expected


@pytest.mark.usefixtures("series")
@pytest.mark.parametrize("sort", ["series", "period", "-period", "published_at", "-published_at", "value", "-value"])
def test_pages_of_any_order_give_every_row_once(client, sort):
    whole = values(client.get(f"{OBSERVATIONS}?sort={sort}"))
    paged, cursor = [], ""
    while cursor is not None:
        page = client.get(f"{OBSERVATIONS}?sort={sort}&limit=2{cursor and f'&cursor={cursor}'}").json()
        paged += [item["value"] for item in page["items"]]
        cursor = page["next"]

    assert len(whole) == 5
    assert paged == whole


@pytest.mark.usefixtures("series")
def test_all_indicators_are_asked_at_once(client, county, source):
    publish_figure(county, make_indicator("exports", "出口额"), "12.5", source=source, **year(2020))

    assert values(client.get("/api/v1/observations?indicator=exports")) == ["12.5"]
    assert len(values(client.get("/api/v1/observations"))) == 6
    assert len(values(client.get("/api/v1/observations?indicator=exports&indicator=value_added"))) == 6


def test_a_world_is_asked_alone(client, series, value_added, source):
    other = make_root("示例市", "990000")
    publish_figure(other, value_added, "7.7", source=source, **year(2020))

    assert values(client.get(f"{OBSERVATIONS}?world=shilishi")) == ["7.7"]
    assert "7.7" not in values(client.get(OBSERVATIONS))
    assert client.get(f"{OBSERVATIONS}?world=shilishi&region=jinyunxian").status_code == 404


# --- Past days --------------------------------------------------------------------------------------------------


def test_a_past_day_gives_what_was_in_force_then(client, county, value_added, source):
    publish_figure(county, value_added, "39.29", source=source, at=JULY)
    publish_figure(county, value_added, "39.31", source=source, at=AUGUST, status="revised")

    assert values(client.get(f"{OBSERVATIONS}?asof=2021-07-19")) == []
    assert values(client.get(f"{OBSERVATIONS}?asof=2021-07-20")) == ["39.29"]
    assert values(client.get(f"{OBSERVATIONS}?asof=2021-08-20")) == ["39.31"]
    assert values(client.get(OBSERVATIONS)) == ["39.31"]


def test_a_day_to_come_is_refused_in_words(client, value_added, monkeypatch):
    monkeypatch.setenv("PORTAL_TODAY", "2021-10-31")

    response = client.get(f"{OBSERVATIONS}?asof=2021-11-01")

    assert response.status_code == 422
    assert response.json()["errors"] == [
        {
            "parameter": "asof",
            "message": "asof 不能晚于今天（2021-10-31），2021-11-01 还没有到。",
            "message_en": "asof must not be later than today (2021-10-31); 2021-11-01 is still to come.",
            "allowed": [],
        }
    ]


# --- What a stranger may read -----------------------------------------------------------------------------------


def test_internal_figures_are_not_told(client, county, value_added, source):
    publish_figure(
        county, value_added, "7391.1", source=make_source("内部报表", legal_basis=LegalBasis.NONE),
        audience=Observation.Audience.INTERNAL, legal_basis=LegalBasis.NONE,
    )  # fmt: skip

    assert values(client.get(OBSERVATIONS)) == []
    assert values(client.get(f"{OBSERVATIONS}?asof=2021-10-31")) == []


def test_figures_of_a_withdrawn_subject_are_not_told(client, series):
    Subject.objects.filter(slug="julihuang").update(is_withdrawn=True)

    assert sorted(values(client.get(OBSERVATIONS))) == ["36.1", "37.2", "38.3", "400.5"]


# --- Refusals ---------------------------------------------------------------------------------------------------


def refusal(response):
    (error,) = response.json()["errors"]
    return response.status_code, error["parameter"], error["message"], error["allowed"]


@pytest.mark.usefixtures("growth")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "measure=speed",
            (422, "measure", "参数“measure”的值不能用。应为：度量，可重复。",
             ["level", "yoy", "mom", "avg_2y", "ytd_change", "change_pp", "share", "index"]),
        ),
        (
            "limit=1001",
            (422, "limit", "参数“limit”的值不能用。应为：每页多少条，1到1000的整数，不写为100。", []),
        ),
        (
            "from=2022&to=2021",
            (422, "from", "“from”不能晚于“to”。", []),
        ),
        ("from=2021-02-30", (422, "from", "参数“from”：没有这一天。", [])),
        ("region=nowhere", (404, "region", "参数“region”里的“nowhere”不存在。", [])),
        ("region=jinyunxian&region=nowhere", (404, "region", "参数“region”里的“nowhere”不存在。", [])),
        ("world=nowhere", (404, "world", "参数“world”里的“nowhere”不存在。", [])),
        ("breakdown=C99", (404, "breakdown", "参数“breakdown”里的“C99”不存在。", [])),
        ("cursor=abc", (422, "cursor", "参数“cursor”要照抄上一页的 next，并保持其他参数不变。", [])),
    ],
)  # fmt: skip
def test_a_refusal_names_the_parameter_and_says_what_it_takes(client, query, expected):
    assert refusal(client.get(f"{OBSERVATIONS}?{query}")) == expected


def test_an_unknown_parameter_is_refused_with_the_known_ones(client, growth):
    status, parameter, message, allowed = refusal(client.get(f"{OBSERVATIONS}?reigon=jinyunxian"))

    assert (status, parameter) == (422, "reigon")
    assert message.startswith("没有名为“reigon”的参数。可用的参数：asof、basis、breakdown、cursor、from、kind、limit、")
    assert allowed[:3] == ["asof", "basis", "breakdown"]


def test_an_unknown_indicator_is_not_found(client, county):
    assert refusal(client.get("/api/v1/indicators/nothing/observations"))[:2] == (404, "indicator")
    assert refusal(client.get("/api/v1/indicators/nothing"))[:2] == (404, "code")


@pytest.mark.usefixtures("growth")
@pytest.mark.parametrize(
    "query",
    [
        "region=%00", "subject=%00", "basis=%00", "breakdown=%00", "cursor=%00", "asof=%00", "from=%00", "world=%00",
        "limit=" + "9" * 5000, "limit=-1", "limit=1e3", "asof=0", "asof=2021-02-30", "asof=2021-13-01", "from=99999",
        "cursor=WyJzZXJpZXMiLDk5OTk5OTk5OTk5OTk5OTk5OTk5OSwxLCIyMDIxLTA3LTMxIiwxXQ",
        "cursor=W1tbW1tb", "sort=nothing", "&".join(f"region=a{number}" for number in range(51)),
    ],
)  # fmt: skip
def test_nonsense_is_refused_and_never_breaks_anything(client, query):
    assert client.get(f"{OBSERVATIONS}?{query}").status_code == 422


def test_a_cursor_of_another_order_is_refused(client, series):
    cursor = client.get(f"{OBSERVATIONS}?limit=1").json()["next"]

    assert refusal(client.get(f"{OBSERVATIONS}?limit=1&sort=value&cursor={cursor}"))[:2] == (422, "cursor")


def test_without_a_home_region_there_is_nothing(client, db):
    assert client.get("/api/v1/observations").json() == {"items": [], "next": None}
    assert client.get("/api/v1/regions").json() == {"items": [], "next": None}


def test_a_town_is_named_by_its_division_code(client, town, value_added, source):
    publish_figure(town, value_added, "2.5", source=source)

    assert values(client.get(f"{OBSERVATIONS}?region=331122101")) == ["2.5"]
    assert make_region("新建镇", "331122102", town) is not None
    assert values(client.get(f"{OBSERVATIONS}?region=331122102")) == []
