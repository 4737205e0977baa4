"""The desk of the figures room: entering, correcting and looking at figures."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from imports.models import ImportBatch
from indicators.actions import PublishError, publish_by_hand
from indicators.models import LegalBasis, Observation, Region
from tests.desk import errors_of, make_user
from tests.factories import make_enterprise, make_figure, make_group, make_indicator, make_source, publish_figure

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

PUBLISH = "/admin/indicators/observation/publish/"


@pytest.fixture
def desk(client):
    client.force_login(make_user())
    return client


@pytest.fixture
def value_added(db):
    return make_indicator("industrial_value_added", "规上工业增加值", "亿元")


@pytest.fixture
def typed(county, value_added, source):
    """A figure as somebody types it."""
    return {
        "subject": county.pk,
        "indicator": value_added.pk,
        "measure": "level",
        "source": source.pk,
        "place": "第7段",
        "audience": "public",
        "status": "final",
        "period_text": "1-7月",
        "value_text": "39.29亿元",
    }


def the_figure():
    return Observation.objects.get()


# Entering a figure


def test_a_figure_is_published_as_it_was_typed(desk, typed, whole_city):
    response = desk.post(PUBLISH, typed | {"rank_text": "全市第1"})

    figure = the_figure()
    assert response.headers["Location"] == f"/admin/indicators/observation/{figure.pk}/change/"
    assert (figure.value, figure.as_written, figure.qualifier) == (Decimal("39.29"), "39.29亿元", "=")
    assert (figure.first_day, figure.last_day) == (datetime.date(2021, 1, 1), datetime.date(2021, 7, 31))
    assert (figure.period_label, figure.is_period_inferred) == ("1-7月", True)
    assert (figure.basis, figure.legal_basis, figure.place) == ("unstated", LegalBasis.PRINTED_SOURCE, "第7段")
    assert [(rank.group, rank.position, rank.group_size) for rank in figure.ranks.all()] == [(whole_city, 1, None)]


def test_a_typed_figure_is_a_batch_of_one_without_a_file(desk, typed, source):
    desk.post(PUBLISH, typed)

    batch = ImportBatch.objects.get()
    assert (batch.kind, batch.status, batch.file.name, batch.source_title) == ("import", "published", "", source.title)
    assert batch.created_by.username == batch.published_by.username == "admin"
    assert the_figure().batch == batch


def test_the_page_says_where_readers_see_the_figure(desk, typed, county):
    page = desk.post(PUBLISH, typed, follow=True).content.decode()

    assert "已发布：缙云县 规上工业增加值 数值 1-7月 39.29亿元。" in page
    assert f'href="/regions/{county.slug}/"' in page


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [("2700余万元", "0.27", ">"), ("近40亿", "40", "<"), ("-", None, "="), ("下降3.2亿元", "-3.2", "=")],
)
def test_a_value_is_read_as_officials_write_it(desk, typed, text, value, qualifier):
    desk.post(PUBLISH, typed | {"value_text": text})

    figure = the_figure()
    assert (figure.value, figure.qualifier, figure.as_written) == (value and Decimal(value), qualifier, text)


def test_a_place_without_a_value_is_a_figure_too(desk, typed, mountain_counties):
    desk.post(PUBLISH, typed | {"measure": "yoy", "value_text": "", "rank_text": "山区26县第2"})

    figure = the_figure()
    assert (figure.value_state, figure.value) == ("rank_only", None)
    assert [(rank.position, rank.group_size) for rank in figure.ranks.all()] == [(2, 26)]


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"value_text": "很多"}, "value_text", "“很多”"),
        ({"value_text": "39.29万人"}, "value_text", "“39.29万人”"),
        ({"value_text": ""}, "value_text", "请填写数值；来源只公布位次时，填写位次。"),
        ({"period_text": "上上周"}, "period_text", "“上上周”"),
        ({"period_text": "2016.1"}, "period_text", "“2016.1”有几种读法，请写成“2016年1月”或“2016年10月”。"),
        (
            {"rank_text": "全省第1"},
            "rank_text",
            "没有登记名为“全省”的比较范围。已登记的有：山区26县；新的请先在“比较范围”里添加。",
        ),
        ({"rank_text": "山区26县第27"}, "rank_text", "“山区26县第27”超出了“山区26县”的成员数26，请核对。"),
        (
            {"rank_text": "山区26县第1；山区26县第2"},
            "rank_text",
            "“山区26县第1；山区26县第2”里同一个比较范围写了两次，请只留一次。",
        ),
        ({"rank_text": "第1"}, "rank_text", "“第1”没有写比较范围，请写成“全市第1”的样子。"),
        ({"rank_text": "最好"}, "rank_text", "“最好”不是名次"),
        ({"subject": ""}, "subject", "这个字段是必填项。"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(desk, typed, mountain_counties, change, field, sentence):
    response = desk.post(PUBLISH, typed | change)

    assert response.status_code == 200
    assert list(errors_of(response)) == [field]
    assert sentence in errors_of(response)[field][0]
    assert Observation.objects.count() == ImportBatch.objects.count() == 0


def test_a_place_beyond_the_registered_members_is_refused(desk, typed, county, town):
    make_group(county.parent, "全县乡镇").members.set([county, town])

    response = desk.post(PUBLISH, typed | {"rank_text": "全县乡镇第3"})

    assert errors_of(response) == {"rank_text": ["“全县乡镇第3”超出了“全县乡镇”的成员数2，请核对。"]}


def test_places_are_typed_as_in_a_sheet(desk, typed, whole_city, mountain_counties):
    desk.post(PUBLISH, typed | {"rank_text": "全市前二、山区２６县第2(从低到高)"})

    ranks = [(rank.group.name, rank.position, rank.qualifier, rank.direction) for rank in the_figure().ranks.all()]
    assert sorted(ranks) == [("全市", 2, "≤", "highest_first"), ("山区26县", 2, "=", "lowest_first")]


@pytest.mark.parametrize(
    ("text", "stored"), [("", "unstated"), ("未注明", "unstated"), (" 未注明 ", "unstated"), ("可比价", "可比价")]
)
def test_a_basis_that_is_not_stated_is_one_key(desk, typed, text, stored):
    desk.post(PUBLISH, typed | {"basis": text})

    assert the_figure().basis == stored


def test_a_public_figure_needs_a_legal_basis(desk, typed):
    private = make_source("内部报表", legal_basis=LegalBasis.NONE)

    refused = desk.post(PUBLISH, typed | {"source": private.pk})
    desk.post(PUBLISH, typed | {"source": private.pk, "audience": "internal"})

    sentence = "来源“内部报表”没有公开依据：请在这里选择一种，或把公开范围改为“内部”。"
    assert errors_of(refused) == {"legal_basis": [sentence]}
    assert (the_figure().audience, the_figure().legal_basis) == ("internal", "none")


def test_a_figure_that_is_there_is_corrected_and_not_entered_again(desk, typed):
    desk.post(PUBLISH, typed)

    response = desk.post(PUBLISH, typed | {"value_text": "40亿元"})

    [sentence] = errors_of(response)["value_text"]
    assert "这个数据已经有了：39.29亿元。要改它，请用“更正”。" in sentence
    assert f"/admin/indicators/observation/{the_figure().pk}/correct/" in sentence


@pytest.mark.parametrize("number", ["²", "٣", "9" * 30, "-1", "三", "%00"])
def test_an_address_that_names_no_row_begins_an_empty_form(desk, number):
    for name in ("subject", "indicator", "source"):
        page = desk.get(f"{PUBLISH}?{name}={number}")

        assert (page.status_code, "selected" in str(page.context_data["form"][name])) == (200, False)


def test_the_next_figure_keeps_subject_and_source(desk, typed, county, source):
    response = desk.post(PUBLISH, typed | {"_addanother": "1"})

    assert response.headers["Location"] == f"{PUBLISH}?subject={county.pk}&source={source.pk}"
    form = desk.get(response.headers["Location"]).context_data["form"]
    assert (form["subject"].value(), form["source"].value()) == (str(county.pk), str(source.pk))


def test_two_who_enter_the_same_figure_at_once_do_not_replace_each_other(published, value_added, source):
    second = make_figure(published.subject, value_added, "40", source=source)

    with pytest.raises(PublishError, match="这个数据刚刚由别人发布了"):
        publish_by_hand(figure=second, by=make_user())

    assert (the_figure().value, ImportBatch.objects.count()) == (Decimal("39.29"), 1)


# Correcting a figure


@pytest.fixture
def published(county, value_added, source, whole_city):
    return publish_figure(county, value_added, "39.29", source=source, ranks=[(whole_city, 1)])


def correction(source, **fields):
    return {"value_text": "39.31亿元", "change": "correction", "reason": "录入有误", "source": source.pk} | fields


def test_a_correction_closes_the_former_vintage_and_keeps_it(desk, published, source):
    url = reverse("admin:indicators_observation_correct", args=[published.pk])

    page = desk.post(url, correction(source, place="第8段"), follow=True).content.decode()

    former, new = Observation.objects.order_by("pk")
    assert (former.value, former.closed_at) == (Decimal("39.29"), new.published_at)
    assert (new.value, new.as_written, new.place, new.closed_at) == (Decimal("39.31"), "39.31亿元", "第8段", None)
    assert (new.change, new.change_reason, new.batch.kind) == ("correction", "录入有误", "correction")
    assert new.batch.published_by.username == "admin"
    assert [rank.position for rank in new.ranks.all()] == [1]
    assert "已更正：39.29亿元 → 39.31亿元。" in page


def test_the_form_begins_with_what_is_published(desk, published, source):
    page = desk.get(reverse("admin:indicators_observation_correct", args=[published.pk]))

    form = page.context_data["form"]
    assert {name: form[name].value() for name in ("value_text", "source", "place", "reason")} == {
        "value_text": "39.29亿元",
        "source": source.pk,
        "place": "第7段",
        "reason": None,
    }
    assert "现在公布的" in page.content.decode()


def test_a_unit_of_its_own_column_stands_in_the_form(desk, county, value_added, source):
    figure = publish_figure(county, value_added, "0.27", source=source, as_written="2700", written_unit="万元")

    form = desk.get(reverse("admin:indicators_observation_correct", args=[figure.pk])).context_data["form"]

    assert form["value_text"].value() == "2700万元"


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"value_text": "很多"}, "value_text", "“很多”"),
        ({"value_text": "39.31吨"}, "value_text", "“39.31吨”"),
        ({"reason": ""}, "reason", "这个字段是必填项。"),
        ({"change": ""}, "change", "这个字段是必填项。"),
        ({"value_text": "39.29亿元", "place": "第7段"}, "__all__", "新旧内容相同，没有可更正的。"),
    ],
)
def test_a_refused_correction_says_why_and_changes_nothing(desk, published, source, change, field, sentence):
    response = desk.post(
        reverse("admin:indicators_observation_correct", args=[published.pk]), correction(source, **change)
    )

    assert list(errors_of(response)) == [field]
    assert sentence in errors_of(response)[field][0]
    assert the_figure() == published


def test_a_closed_vintage_is_not_corrected(desk, published, source):
    url = reverse("admin:indicators_observation_correct", args=[published.pk])
    desk.post(url, correction(source))

    page = desk.post(url, correction(source, value_text="40亿元"), follow=True).content.decode()

    assert "这条数据已被更新过，请打开最新的一条再更正。" in page
    assert Observation.objects.count() == 2


def test_a_figure_shows_all_its_vintages(desk, published, source):
    desk.post(reverse("admin:indicators_observation_correct", args=[published.pk]), correction(source))

    page = desk.get(reverse("admin:indicators_observation_change", args=[published.pk])).content.decode()

    assert "39.31亿元" in page
    assert "录入有误" in page
    assert reverse("admin:imports_importbatch_change", args=[published.batch_id]) in page


def test_the_list_shows_vintages_in_force_unless_others_are_asked_for(desk, published, source):
    desk.post(reverse("admin:indicators_observation_correct", args=[published.pk]), correction(source))
    url = reverse("admin:indicators_observation_changelist")

    shown = {
        force: desk.get(url, {"force": force} if force else {}).context_data["cl"] for force in ("", "closed", "all")
    }

    assert {force: sorted(row.as_written for row in rows.result_list) for force, rows in shown.items()} == {
        "": ["39.31亿元"],
        "closed": ["39.29亿元"],
        "all": ["39.29亿元", "39.31亿元"],
    }


def test_nobody_adds_changes_or_deletes_a_figure_in_the_list(desk, published):
    url = f"/admin/indicators/observation/{published.pk}"

    assert desk.get("/admin/indicators/observation/add/").status_code == 403
    assert desk.post(f"{url}/delete/", {"post": "yes"}).status_code == 403
    assert desk.post(f"{url}/change/", {"value": "1"}).status_code == 403
    assert the_figure().value == Decimal("39.29")


def test_a_list_shows_the_home_world_first(desk, county, root_city, value_added, source):
    desk.post("/admin/indicators/region/add/", {"name": "示例市", "code": "990000", "level": "city", "state": "active"})
    other = Region.objects.get(code="990000")
    for world in (root_city, other):
        publish_figure(make_enterprise(world), value_added, "1", source=source)
    url = reverse("admin:indicators_observation_changelist")

    def counted(**parameters):
        return desk.get(url, parameters).context_data["cl"].result_count

    assert (counted(), counted(world=other.pk), counted(world="all"), counted(world="9" * 30)) == (1, 1, 2, 0)
    assert counted(world="²") == 2
