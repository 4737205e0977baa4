"""The desk as a whole: every page of every list, what each role may do, the sidebar, the languages."""

import re
from pathlib import Path

import pytest
import unfold
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext, override

from enterprises.models import Enterprise
from indicators.models import Source
from people.models import User
from people.roles import apply_roles
from tests.desk import fields_of, make_one_of_each, make_user
from tests.factories import make_indicator, publish_figure

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

# Those that open another page instead: a subject's record, a category's form, a figure's own page.
REDIRECTED = {
    ("indicators.subject", "change"),
    ("enterprises.industry", "change"),
    ("indicators.observation", "history"),
}
WRITTEN_BY_ACTIONS = {
    "imports.importbatch",
    "imports.importchange",
    "imports.rememberedreading",
    "indicators.observation",
    "indicators.subject",
    "enterprises.industry",
}
WITHOUT_EXPORT = {"people.user", "people.department", "auth.group"}
ROOMS = ("people", "imports", "indicators", "enterprises", "projects", "newsroom")
# Edited in the form of what they belong to.
INLINE_ONLY = {"indicators.rank", "people.assignment"}
# Kept above the list it filters; told on the page of its batch.
SHOWN_IN_LISTS = {"people.savedfilter", "imports.importjob"}
MODELS = sorted(
    (model for model in admin.site._registry if model._meta.app_label in (*ROOMS, "auth")),
    key=lambda model: model._meta.label_lower,
)
LABELS = [model._meta.label_lower for model in MODELS]


@pytest.fixture
def world(root_city, county):
    make_one_of_each(1, root_city, county)
    apply_roles()
    return root_city


@pytest.fixture
def desk(client):
    client.force_login(make_user())
    return client


def address(model, page, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries)


def test_every_model_of_the_site_has_a_list():
    models = {
        model._meta.label_lower
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if not model.__name__.startswith("Historical")
    }

    assert len(models) > 25
    assert models - set(LABELS) == INLINE_ONLY | SHOWN_IN_LISTS


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_every_page_of_a_list_opens(model, desk, world):
    label, row = model._meta.label_lower, model._default_manager.order_by("pk").last()
    pages = {"changelist": (), "add": (), "change": (row.pk,), "history": (row.pk,)}
    expected = dict.fromkeys(pages, 200)
    expected |= {page: 302 for page in pages if (label, page) in REDIRECTED}
    expected |= {"add": 403} if label in WRITTEN_BY_ACTIONS else {}

    answers = {page: desk.get(address(model, page, *arguments)).status_code for page, arguments in pages.items()}

    assert answers == expected


def test_a_list_asks_no_more_questions_for_more_rows(desk, root_city, county):
    lists = {model._meta.label_lower: address(model, "changelist") for model in MODELS}
    make_one_of_each(1, root_city, county)
    few = {label: queries_of(desk, url) for label, url in lists.items()}
    for number in (2, 3, 4):
        make_one_of_each(number, root_city, county)

    many = {label: queries_of(desk, url) for label, url in lists.items()}

    assert {label: count for label, count in many.items() if count > few[label]} == {}
    assert max(many.values()) <= 12


def test_a_list_can_be_searched(desk, world):
    searched = [model for model in MODELS if admin.site._registry[model].search_fields]

    answers = {model: desk.get(address(model, "changelist"), {"q": "锯力煌"}).status_code for model in searched}

    assert len(searched) > 25
    assert set(answers.values()) == {200}


def test_what_forms_find_by_typing_stands_in_order(rf, world):
    request = rf.get("/admin/autocomplete/")
    request.user = make_user()
    lists = {model: admin.site._registry[model].get_queryset(request) for model in MODELS}

    assert [model for model, rows in lists.items() if not rows.ordered] == []


def test_every_chore_is_a_question_that_can_be_asked(world):
    asked = 0
    for model in MODELS:
        for entry in admin.site._registry[model].list_filter:
            for _label, rows in getattr(entry, "chores", {}).values():
                assert rows(model._default_manager.all()).count() >= 0
                asked += 1

    assert asked > 50


@pytest.mark.parametrize("model", [model for model in MODELS if model._meta.label_lower not in WITHOUT_EXPORT])
def test_every_list_is_exported_with_chinese_headers(model, desk, world):
    url = address(model, "export")
    form = desk.get(url).context_data["form"]
    labels = [field.label for field in form.fields.values() if getattr(field, "is_selectable_field", False)]
    columns = {name: "on" for name, field in form.fields.items() if getattr(field, "is_selectable_field", False)}

    response = desk.post(url, {"format": "1", "resource": "0", **columns})

    lines = response.content.decode("utf-8-sig").splitlines()
    assert response.headers["Content-Type"] == "text/csv"
    assert lines[0].split(",") == labels
    assert [label for label in labels if not re.search("[\u4e00-\u9fff]", label)] in ([], ["ID"])


def test_an_import_button_leads_from_a_list_to_the_one_import(desk, world):
    page = desk.get(reverse("admin:enterprises_enterprise_changelist")).content.decode()

    assert f'href="{reverse("admin:imports_import")}?kind=enterprises"' in page


@pytest.mark.parametrize(
    ("role", "page", "status"),
    [
        ("编辑", "admin:enterprises_enterprise_add", 200),
        ("编辑", "admin:indicators_observation_changelist", 200),
        ("编辑", "admin:indicators_observation_publish", 403),
        ("编辑", "admin:people_user_changelist", 403),
        ("编辑", "admin:imports_import", 200),
        ("发布", "admin:indicators_observation_publish", 200),
        ("发布", "admin:people_department_changelist", 200),
        ("读者", "admin:enterprises_enterprise_changelist", 200),
        ("读者", "admin:enterprises_enterprise_add", 403),
        ("读者", "admin:imports_import", 403),
        ("读者", "admin:enterprises_enterprise_export", 200),
        ("读者", "admin:people_department_changelist", 403),
    ],
)
def test_a_role_opens_what_is_its_own(role, page, status, client, world):
    client.force_login(make_user(role))

    assert client.get(reverse(page)).status_code == status


@pytest.mark.parametrize(("role", "status"), [("编辑", 403), ("发布", 200), ("读者", 403)])
def test_only_who_publishes_may_correct(role, status, client, world, county, source):
    observation = publish_figure(county, make_indicator(name="规上工业增加值"), "39.29", source=source)
    client.force_login(make_user(role))

    page = client.get(reverse("admin:indicators_observation_change", args=[observation.pk])).content.decode()
    form = reverse("admin:indicators_observation_correct", args=[observation.pk])

    assert (f'href="{form}"' in page) is (status == 200)
    assert client.get(form).status_code == status
    assert client.post(form, {"value_text": "40亿元"}).status_code == status


@pytest.mark.parametrize(("role", "basis"), [("编辑", "none"), ("发布", "consent")])
def test_only_who_publishes_sets_a_legal_basis(role, basis, client, world, source):
    source.legal_basis = "none"
    source.save()
    enterprise = Enterprise.objects.get()
    client.force_login(make_user(role))

    for row in (enterprise, source):
        page = client.get(address(type(row), "change", row.pk))
        client.post(address(type(row), "change", row.pk), fields_of(page) | {"legal_basis": "consent", "note": "改过"})
        assert ('name="legal_basis"' in page.content.decode()) is (role == "发布")

    enterprise.refresh_from_db()
    source.refresh_from_db()
    assert (enterprise.legal_basis, source.legal_basis) == (basis, basis)
    assert (enterprise.subject.note, source.note) == ("改过", "改过")


def test_a_source_added_by_an_editor_makes_nothing_public(client, world):
    client.force_login(make_user("编辑"))
    form = {"title": "内部报表", "published_on": "2021-10-31", "legal_basis": "printed_source"}

    client.post(reverse("admin:indicators_source_add"), form)

    assert Source.objects.get(title="内部报表").legal_basis == "none"


def test_a_reader_sees_an_enterprise_without_fields_to_type_in(client, world):
    enterprise = world.world_subjects.filter(kind="enterprise").first()
    client.force_login(make_user("读者"))

    page = client.get(reverse("admin:enterprises_enterprise_change", args=[enterprise.pk])).content.decode()

    assert "企业1" in page
    assert 'name="name"' not in page
    assert 'name="_save"' not in page


def test_the_sidebar_shows_only_what_one_may_open(client, world):
    client.force_login(make_user("读者"))
    page = client.get(reverse("admin:index")).content.decode()

    assert reverse("admin:enterprises_enterprise_changelist") in page
    assert reverse("admin:people_user_changelist") not in page
    assert reverse("admin:imports_import") not in page


@pytest.mark.parametrize(
    ("page", "entry"),
    [
        ("admin:index", "工作台"),
        ("admin:imports_import", "导入"),
        ("admin:imports_importbatch_changelist", "导入批次"),
        ("admin:indicators_observation_publish", "数据"),
        ("admin:imports_importchange_changelist", None),
    ],
)
def test_the_sidebar_marks_where_one_is(page, entry, desk):
    groups = desk.get(reverse(page)).context_data["sidebar_navigation"]

    marked = [str(item["title"]) for group in groups for item in group["items"] if item["active"]]
    assert marked == ([entry] if entry else [])


def test_the_search_of_the_whole_admin_finds_what_one_may_see(client, world):
    client.force_login(make_user("读者"))
    found = client.get(reverse("admin:search"), {"s": "1", "extended": "1"}).content.decode()
    client.force_login(User.objects.create_user("没有角色", is_staff=True))
    hidden = client.get(reverse("admin:search"), {"s": "1", "extended": "1"}).content.decode()

    assert [name for name in ("企业1", "园区1", "产业链1", "项目1", "指标1号", "报道1") if name not in found] == []
    assert "企业1" not in hidden


def test_what_the_admin_says_in_english_is_translated():
    marked = re.compile(r"""(?:\{%\s*trans(?:late)?\s+|\b_\(\s*)(["'])(?P<text>[^"'{}]{3,})\1\s*[)%,]""")
    folder = Path(unfold.__file__).parent
    unused = ("constance", "guardian", "inlines", "location_field")
    files = [
        path for path in folder.rglob("*") if path.suffix in (".py", ".html") and not set(unused) & set(path.parts)
    ]
    texts = {match["text"] for path in files for match in marked.finditer(path.read_text())}

    with override("zh-hans"):
        untranslated = sorted(text for text in texts if gettext(text) == text)

    assert len(texts) > 100
    assert untranslated == []
