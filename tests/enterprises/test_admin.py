"""The desk of the enterprises room: a record and its subject in one form, memberships, honours, deletion."""

import datetime

import pytest
from django.urls import reverse

from enterprises.models import Chain, Enterprise, Honour, Membership, Park, Programme
from indicators.models import Subject
from tests.desk import errors_of, fields_of, make_record, make_user
from tests.factories import make_enterprise, make_indicator, make_root, publish_figure

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

ADD = "/admin/enterprises/enterprise/add/"
NO_ROWS = {
    f"{prefix}-{name}": 0
    for prefix in ("memberships", "honours", "participations", "panels")
    for name in ("TOTAL_FORMS", "INITIAL_FORMS")
}
NEW = {"name": "浙江锯力煌锯床股份有限公司", "state": "active", "legal_basis": "none", **NO_ROWS}
# Its check digit agrees; there is no region 990000, so no firm has it.
CODE = "91990000MA00000008"


@pytest.fixture
def desk(client):
    client.force_login(make_user())
    return client


@pytest.fixture
def enterprise(root_city, county):
    return make_enterprise(root_city, "浙江锯力煌锯床股份有限公司", short_name="锯力煌")


@pytest.fixture
def parks(root_city):
    return [make_record(Park, name, root_city) for name in ("缙云经开区", "壶镇产业园")]


def form_of(enterprise):
    return f"/admin/enterprises/enterprise/{enterprise.pk}/change/"


def rows(prefix, *changed, initial=0):
    """The data of an inline's rows, as the browser sends them."""
    data = {f"{prefix}-TOTAL_FORMS": len(changed), f"{prefix}-INITIAL_FORMS": initial}
    return data | {
        f"{prefix}-{number}-{name}": value for number, row in enumerate(changed) for name, value in row.items()
    }


def test_an_enterprise_is_added_with_its_subject(desk, county, root_city, source):
    form = NEW | {
        "short_name": "锯力煌",
        "aliases": "锯力煌锯床、锯力煌股份；",
        "located_in": county.pk,
        "source": source.pk,
    }

    response = desk.post(ADD, form | {"products": "带锯床，圆锯床", "about": "做锯床。"})

    made = Enterprise.objects.get()
    subject = made.subject
    assert response.headers["Location"] == reverse("admin:enterprises_enterprise_changelist")
    assert (subject.kind, subject.world_id, subject.located_in) == ("enterprise", root_city.pk, county)
    assert (subject.slug, subject.key, subject.aliases) == ("julihuang", "slug:julihuang", ["锯力煌锯床", "锯力煌股份"])
    assert (made.products, made.about) == (["带锯床", "圆锯床"], "做锯床。")


def test_a_form_sent_back_unchanged_leaves_names_and_products_as_they_were(desk, enterprise):
    names, products = ["Force Co., Ltd", "锯力煌, Inc.", "锯床（Saw）"], ["1,4-丁二醇", "带锯床, band saws", "2,700型"]
    Subject.objects.filter(pk=enterprise.pk).update(aliases=names)
    Enterprise.objects.filter(pk=enterprise.pk).update(products=products)
    page = desk.get(form_of(enterprise))

    desk.post(form_of(enterprise), fields_of(page))

    enterprise.refresh_from_db()
    assert page.context_data["adminform"].form["products"].value() == "1,4-丁二醇、带锯床, band saws、2,700型"
    assert (enterprise.subject.aliases, enterprise.products) == (names, products)


def test_who_added_an_enterprise_is_noted_for_both_its_parts(desk, county):
    desk.post(ADD, NEW)

    made = Enterprise.objects.get()
    versions = [*made.history.all(), *made.subject.history.all()]
    assert [(version.history_type, version.history_user.username) for version in versions] == [("+", "admin")] * 2


def test_a_credit_code_given_at_first_is_the_key_for_ever(desk, county):
    desk.post(ADD, NEW | {"credit_code": CODE})
    made = Enterprise.objects.get()

    desk.post(form_of(made), fields_of(desk.get(form_of(made))) | {"credit_code": ""})

    made.refresh_from_db()
    assert (made.credit_code, made.subject.key) == ("", CODE)


def test_a_name_alone_is_enough_and_belongs_to_the_home_world(desk, county, root_city):
    desk.post(ADD, NEW)

    assert Subject.objects.get(kind="enterprise").world_id == root_city.pk


def test_the_home_region_stands_in_the_empty_form(desk, county):
    assert desk.get(ADD).context_data["adminform"].form["located_in"].value() == county.pk


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"name": ""}, "name", "这个字段是必填项。"),
        ({"credit_code": "123"}, "credit_code", "统一社会信用代码“123”不对：应为18位"),
        ({"name": "企" * 201}, "name", "确保该变量包含不超过 200 字符"),
        ({"website": "锯力煌"}, "website", "输入一个有效的 URL。"),
        ({"founded_on": "去年"}, "founded_on", "输入一个有效的日期。"),
    ],
)
def test_a_faulty_enterprise_is_refused_beside_the_field(desk, county, change, field, sentence):
    response = desk.post(ADD, NEW | change)

    assert list(errors_of(response)) == [field]
    assert errors_of(response)[field][0].startswith(sentence)
    assert not Subject.objects.filter(kind="enterprise").exists()


def test_the_same_name_or_code_is_not_registered_twice(desk, enterprise, root_city):
    Enterprise.objects.filter(pk=enterprise.pk).update(credit_code=CODE)

    same_name = desk.post(ADD, NEW)
    same_code = desk.post(ADD, NEW | {"name": "另一家企业", "credit_code": CODE})

    assert errors_of(same_name) == {
        "name": ["已有同名的企业“浙江锯力煌锯床股份有限公司”，请打开它修改，不要重复登记。"]
    }
    assert errors_of(same_code) == {"credit_code": ["这个信用代码已登记在“锯力煌”名下，请核对。"]}


def test_without_a_home_region_the_form_says_what_to_do_first(desk):
    response = desk.post(ADD, NEW)

    assert errors_of(response) == {"located_in": ["还没有首页地区：请填写所在地区，或先在“地区”里勾选首页地区。"]}


def test_an_enterprise_does_not_move_into_another_world(desk, enterprise):
    other = make_root("示例市", "990000")

    response = desk.post(form_of(enterprise), fields_of(desk.get(form_of(enterprise))) | {"located_in": other.pk})

    assert errors_of(response) == {"located_in": ["“锯力煌”属于丽水市，不能改到另一个地区的数据里。"]}


def test_renaming_is_history_of_the_subject_and_keeps_its_address(desk, enterprise):
    desk.post(form_of(enterprise), fields_of(desk.get(form_of(enterprise))) | {"short_name": "锯力煌锯床"})

    enterprise.subject.refresh_from_db()
    page = desk.get(reverse("admin:enterprises_enterprise_history", args=[enterprise.pk])).content.decode()
    assert (enterprise.subject.short_name, enterprise.slug) == ("锯力煌锯床", "julihuang")
    assert "锯力煌 → 锯力煌锯床" in page


def test_a_former_version_shows_the_names_of_its_time(desk, enterprise):
    desk.post(form_of(enterprise), fields_of(desk.get(form_of(enterprise))) | {"name": "新名称"})
    first = enterprise.history.last()

    page = desk.get(reverse("admin:enterprises_enterprise_simple_history", args=[enterprise.pk, first.pk]))

    assert page.context["adminform"].form["name"].value() == "浙江锯力煌锯床股份有限公司"


def test_saving_what_was_not_changed_leaves_the_subject_alone(desk, enterprise):
    desk.post(form_of(enterprise), fields_of(desk.get(form_of(enterprise))) | {"about": "做锯床。"})

    assert Enterprise.objects.get().about == "做锯床。"
    assert enterprise.subject.history.count() == 1


def test_the_newest_figures_stand_in_the_form_and_lead_to_all(desk, enterprise, source):
    figure = publish_figure(enterprise, make_indicator(name="销售额"), "2.91", source=source)

    page = desk.get(form_of(enterprise)).content.decode()

    assert "2.91亿元" in page
    assert reverse("admin:indicators_observation_change", args=[figure.pk]) in page
    assert f"/admin/indicators/observation/?subject__id__exact={enterprise.pk}" in page


def test_a_figure_is_added_from_the_head_of_the_form_by_who_may_publish(client, enterprise):
    add = f"/admin/enterprises/enterprise/{enterprise.pk}/add-figure"

    client.force_login(make_user("编辑"))
    assert add not in client.get(form_of(enterprise)).content.decode()
    client.force_login(make_user("发布"))
    assert add in client.get(form_of(enterprise)).content.decode()
    assert client.get(add, follow=True).redirect_chain[-1] == (
        f"/admin/indicators/observation/publish/?subject={enterprise.pk}",
        302,
    )


@pytest.mark.parametrize(
    "page", ["indicators_observation_publish", "enterprises_enterprise_add", "enterprises_honour_add"]
)
def test_what_becomes_of_place_and_note_is_said_wherever_a_source_is_cited(desk, county, page):
    fields = desk.get(reverse(f"admin:{page}")).context_data["adminform"].form.fields

    assert fields["place"].help_text == "在来源里的位置，如“第12段”“表3”。"
    assert fields["note"].help_text == "会公开，显示在来源说明里；内部情况不要写在这里。"


# Rows in the form


def test_an_enterprise_is_added_with_honour_and_park_in_one_go(desk, county, parks, source):
    giant = Programme.objects.create(name="专精特新“小巨人”")
    honour = {"programme": giant.pk, "nature": "awarded", "batch_label": "第三批", "source": source.pk}
    membership = {"park": parks[0].pk, "source": source.pk, "place": "第33段"}

    desk.post(ADD, NEW | rows("honours", honour) | rows("memberships", membership))

    made = Enterprise.objects.get()
    assert [(row.subject_id, row.programme, row.batch_label) for row in Honour.objects.all()] == [
        (made.pk, giant, "第三批")
    ]
    assert [(row.enterprise, row.park, row.place) for row in Membership.objects.all()] == [(made, parks[0], "第33段")]


def test_a_move_to_another_park_is_one_change(desk, enterprise, parks, source):
    here = Membership.objects.create(enterprise=enterprise, park=parks[0], source=source)
    old = {"id": here.pk, "park": parks[0].pk, "until_on": "2021-01-01", "source": source.pk}
    new = {"park": parks[1].pk, "from_on": "2021-01-01", "source": source.pk}

    form = fields_of(desk.get(form_of(enterprise)))
    desk.post(form_of(enterprise), form | rows("memberships", old, new, initial=1))

    day = datetime.date(2021, 1, 1)
    assert [(row.park, row.from_on, row.until_on) for row in Membership.objects.order_by("pk")] == [
        (parks[0], None, day),
        (parks[1], day, None),
    ]


@pytest.mark.parametrize(
    ("first", "second", "sentences"),
    [
        ({"park": 0}, {"park": 1}, {"from_on": ["与“缙云经开区”的起止时间重叠，请先填写它的结束日期。"]}),
        (
            {"size_class": "above_scale"},
            {"size_class": "below_scale"},
            {"from_on": ["与“规上”的起止时间重叠，请先填写它的结束日期。"]},
        ),
        ({"park": 0, "size_class": "above_scale"}, {"park": 1, "from_on": "2022-01-01"}, None),
        ({"park": 0, "until_on": "2020-01-01"}, {"park": 1, "from_on": "2020-01-01"}, {}),
        ({"chain": 0}, {"park": 1}, {}),
    ],
)
def test_two_parks_or_size_classes_at_a_time_are_refused(
    desk, enterprise, parks, root_city, source, first, second, sentences
):
    chain = make_record(Chain, "健康医疗", root_city)
    named = {"source": source.pk}
    given = []
    for row in (first, second):
        places = {"park": parks[row["park"]].pk} if "park" in row else {}
        given.append(named | row | places | ({"chain": chain.pk} if "chain" in row else {}))

    response = desk.post(form_of(enterprise), fields_of(desk.get(form_of(enterprise))) | rows("memberships", *given))

    if sentences == {}:
        assert Membership.objects.count() == 2
    else:
        [formset] = [
            f.formset for f in response.context_data["inline_admin_formsets"] if f.formset.prefix == "memberships"
        ]
        expected = [{}, sentences] if sentences else [{"__all__": ["园区、产业链、规模三项中填且只填一项。"]}, {}]
        assert formset.errors == expected
        assert Membership.objects.count() == 0


# Deletion


def test_an_enterprise_that_nothing_speaks_of_goes_with_its_subject(desk, enterprise):
    desk.post(f"/admin/enterprises/enterprise/{enterprise.pk}/delete/", {"post": "yes"})

    assert not Subject.objects.filter(kind="enterprise").exists()


def test_an_enterprise_with_figures_is_kept(desk, enterprise, source):
    publish_figure(enterprise, make_indicator(name="销售额"), "2.91", source=source)
    url = f"/admin/enterprises/enterprise/{enterprise.pk}/delete/"

    page = desk.get(url).content.decode()
    desk.post(url, {"post": "yes"})
    desk.post(
        "/admin/enterprises/enterprise/",
        {"action": "delete_selected", "_selected_action": enterprise.pk, "post": "yes"},
    )

    assert "锯力煌还有1条数据，不能删除，可以改为“注销”或“迁出”。" in page
    assert Enterprise.objects.filter(pk=enterprise.pk).exists()


# The list


def test_chores_show_the_enterprises_that_wait(desk, root_city, county, parks, source):
    here, nowhere = make_enterprise(root_city, "甲"), make_enterprise(root_city, "乙")
    Membership.objects.create(enterprise=here, park=parks[0], source=source)
    url = reverse("admin:enterprises_enterprise_changelist")

    page = desk.get(url, {"chore": "no_park"})

    assert list(page.context_data["cl"].result_list) == [nowhere]
    assert 'href="?chore=no_industry"' in page.content.decode()


def test_an_enterprise_is_found_by_alias_and_by_pinyin(desk, enterprise):
    Subject.objects.filter(pk=enterprise.pk).update(aliases=["企鵝科技"])
    url = reverse("admin:enterprises_enterprise_changelist")

    found = {text: desk.get(url, {"q": text}).context_data["cl"].result_count for text in ("企鵝", "julihuang", "无此")}

    assert found == {"企鵝": 1, "julihuang": 1, "无此": 0}


def test_a_form_finds_enterprises_by_typing(desk, enterprise):
    url = reverse("admin:autocomplete")

    answer = desk.get(url, {"app_label": "indicators", "model_name": "honour", "field_name": "subject", "term": "锯"})
    asked = {"app_label": "enterprises", "model_name": "honour", "field_name": "subject", "term": "锯"}

    assert answer.status_code == 403
    assert desk.get(url, asked).json()["results"] == [{"id": str(enterprise.pk), "text": "锯力煌"}]
