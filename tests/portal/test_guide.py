"""The guide says what stands on the pages: every label that it quotes is looked up where it says."""

import io
import struct
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from imports.models import ImportBatch
from portal.pages.guide import SECTIONS
from tests.desk import make_user
from tests.factories import make_enterprise, make_indicator, publish_figure
from tests.imports.running_jobs import digest_of
from tests.portal.guide_reading import labels, pictures, words_shown

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

GUIDE = "/admin/guide/"
HEADERS = ["对象", "对象类别", "指标", "度量", "期间", "数值"]
PICTURE_SIZE = (1280, 800)
HEAVIEST_BYTES = 120_000


@pytest.fixture
def editor(client, settings, tmp_path):
    """Who may publish."""
    settings.MEDIA_ROOT = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    client.force_login(make_user("发布", password="bamboo-and-saw-39"))  # who has none is offered no change of it
    return client


@pytest.fixture
def figure(root_city, county, source):
    enterprise = make_enterprise(root_city, "示例企业")
    return publish_figure(enterprise, make_indicator(name="员工数", unit="人"), "320", source=source)


def preview(editor, figure, value) -> ImportBatch:
    """A draft of two rows: one of a value, one that names nobody."""
    book = Workbook()
    for row in (
        HEADERS,
        ["示例企业", "企业", "员工数", "数值", "2019年", value],
        ["示例企叶", "企业", "员工数", "数值", "2019年", "1"],
    ):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    file = SimpleUploadedFile("员工.xlsx", stream.getvalue())
    editor.post(reverse("admin:imports_import"), {"file": file, "source": figure.source.title})
    return ImportBatch.objects.latest("pk")


def addresses(editor, figure) -> dict[str, str]:
    """Every page that the guide names and that stands at an address of its own."""
    published = preview(editor, figure, "310人")
    seen = {"digest": digest_of(published)}
    editor.post(reverse("admin:imports_importbatch_publish", args=[published.pk]), seen)
    sound, faulty = preview(editor, figure, "300人"), preview(editor, figure, "三百来个吧")
    named = {
        "desk": ("index", []),
        "source-add": ("indicators_source_add", []),
        "enterprise-add": ("enterprises_enterprise_add", []),
        "enterprise-change": ("enterprises_enterprise_change", [figure.subject_id]),
        "figure-list": ("indicators_observation_changelist", []),
        "figure-add": ("indicators_observation_publish", []),
        "figure-change": ("indicators_observation_change", [figure.pk]),
        "figure-correct": ("indicators_observation_correct", [figure.pk]),
        "import": ("imports_import", []),
        "export": ("indicators_observation_export", []),
        "preview": ("imports_importbatch_preview", [sound.pk]),
        "preview-errors": ("imports_importbatch_preview", [faulty.pk]),
        "batch-published": ("imports_importbatch_change", [published.pk]),
    }
    return {page: reverse(f"admin:{name}", args=arguments) for page, (name, arguments) in named.items()}


def pages_shown(editor, figure) -> dict[str, set[str]]:
    """By the guide's name of each page: the words that stand on it."""
    answers = {page: editor.get(address) for page, address in addresses(editor, figure).items()}
    answers["login"] = Client().get(reverse("admin:login"))
    answers["site"] = editor.get("/")
    published = {"subject": figure.subject_id, "indicator": figure.indicator_id, "source": figure.source_id}
    written = {
        "measure": "level",
        "period_text": "2018年",
        "value_text": "290人",
        "audience": "public",
        "status": "final",
    }
    publish = reverse("admin:indicators_observation_publish")
    answers["figure-published"] = editor.post(publish, published | written, follow=True)
    return {page: words_shown(answer.content.decode()) for page, answer in answers.items()}


def test_every_label_stands_on_the_page_that_the_guide_names(editor, figure):
    quoted = labels(editor.get(GUIDE).content.decode())
    shown = pages_shown(editor, figure)

    assert len(quoted) > 90
    assert {page for page, _label in quoted} == set(shown)
    assert [(page, label) for page, label in quoted if label not in shown[page]] == []


def test_the_guide_has_a_section_for_each_task(editor):
    page = editor.get(GUIDE).content.decode()

    assert [anchor for anchor, _title in SECTIONS if f'<section id="{anchor}">' not in page] == []
    assert page.count('href="#') >= len(SECTIONS)
    assert page.index("登录与工作台") < page.index("常见问题")


def test_every_picture_is_there_told_in_words_and_light(editor):
    shown = pictures(editor.get(GUIDE).content.decode())
    guide = [picture for picture in shown if "/guide/" in picture["src"]]
    paths = [Path(finders.find(picture["src"].removeprefix("/static/"))) for picture in guide]

    assert len(guide) == 11
    assert [picture["src"] for picture in guide if len(picture["alt"]) < 10] == []
    assert {size_of(path) for path in paths} == {PICTURE_SIZE}
    assert [path.name for path in paths if path.stat().st_size >= HEAVIEST_BYTES] == []
    assert sorted(paths) == sorted(paths[0].parent.iterdir())


def size_of(path) -> tuple[int, int]:
    """Width and height in pixels, as they stand in the head of a PNG file."""
    return struct.unpack(">II", path.read_bytes()[16:24])


def test_the_guide_is_for_those_who_sign_in_and_reached_from_the_desk(editor, client):
    assert f'href="{GUIDE}"' in editor.get(reverse("admin:index")).content.decode()
    stranger = Client().get(GUIDE)
    assert (stranger.status_code, stranger["Location"]) == (302, f"/admin/login/?next={GUIDE}")
