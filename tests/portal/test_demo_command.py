import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from imports.models import ImportBatch
from indicators.actions import supersede
from indicators.models import Observation, Source
from indicators.numbers import parse_quantity
from portal.management.commands import demo
from portal.web_server import HOST, WebServer, is_free
from tests.desk import make_user
from tests.factories import make_indicator
from tests.portal.asking import PROJECT, environment, manage

# Serves until it is killed; its parent learns that the web server runs by a line.
SERVER = "import sys; from portal.web_server import WebServer; server = WebServer(int(sys.argv[1])); print(flush=True); server.wait()"


@pytest.fixture(autouse=True)
def empty_project(settings, tmp_path):
    """A project without workbooks and static files, with a var/ of its own."""
    settings.BASE_DIR = tmp_path
    settings.VAR_DIR = tmp_path / "var"
    settings.CLOCK_PIN_FILE = tmp_path / "var/PORTAL_TODAY"
    settings.STATIC_ROOT = tmp_path / "var/static"
    settings.STATICFILES_FINDERS = []
    settings.VAR_DIR.mkdir()


@pytest.fixture
def free_port():
    with socket.create_server((HOST, 0)) as listener:
        return listener.getsockname()[1]


def prepare_demo():
    output = StringIO()
    call_command("demo", no_serve=True, stdout=output)
    return output.getvalue()


def write_workbook(path, *rows):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)


def wait_until(is_true, seconds=15):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_true():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.django_db
def test_demo_pins_the_clock_and_prints_a_login_that_works(settings):
    output = prepare_demo()

    password = (settings.VAR_DIR / "demo-admin-password").read_text().strip()
    assert output == f"管理后台登录：用户名 admin，密码 {password}\n"
    assert (settings.VAR_DIR / "demo-admin-password").stat().st_mode & 0o777 == 0o600
    assert get_user_model().objects.get(username="admin").check_password(password)
    assert get_user_model().objects.get(username="admin").is_superuser
    assert settings.CLOCK_PIN_FILE.read_text() == "2021-10-31\n"


@pytest.mark.parametrize("port", ["99999", "0", "abc", "", "²", "-1", "8000.5"])
def test_a_port_that_is_none_gets_one_sentence(port):
    with pytest.raises(CommandError, match=f"^端口 {port} 不对：应在1到65535之间。$") as refusal:
        call_command("demo", port=port)

    assert refusal.value.returncode == 2


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"DATABASE_URL": "abc"}, "DATABASE_URL 不是 PostgreSQL 的地址：请写成 postgresql://用户:密码@主机/库名"),
        ({"DATABASE_URL": "mysql://u:secret@h/n"}, "DATABASE_URL 不是 PostgreSQL 的地址："),
        ({"DATABASE_URL": "postgresql://u:secret@h:port/n"}, "DATABASE_URL 不是 PostgreSQL 的地址："),
        ({"DATABASE_URL": "postgresql://"}, "DATABASE_URL 不是 PostgreSQL 的地址："),
        ({"DATABASE_URL": "postgresql://u:secret@127.0.0.1:1/n"}, "CommandError: 数据库用不了：请核对 DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://u@h/n", "PORTAL_TODAY": "昨天"}, "PORTAL_TODAY“昨天”不是日期：请写成"),
    ],
)
def test_a_wrong_variable_gets_one_sentence_without_its_password(tmp_path, variables, sentence):
    given = {"PORTAL_VAR": str(tmp_path), **variables}

    done = manage("demo", "--no-serve", **given)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1
    assert "secret" not in done.stderr


@pytest.mark.django_db
def test_a_second_demo_leaves_what_editors_changed(settings):
    folder = settings.BASE_DIR / "data" / "demo"
    folder.mkdir(parents=True)
    write_workbook(folder / "来源.xlsx", ["标题", "日期", "发布者"], ["年报", "2021-10-31", "统计局"])
    demo.import_workbooks(folder, print)
    Source.objects.update(publisher="县统计局")

    demo.import_workbooks(folder, print)

    assert Source.objects.get().publisher == "县统计局"
    assert ImportBatch.objects.count() == 1


@pytest.mark.django_db
def test_a_changed_workbook_over_a_corrected_figure_is_left_out_with_a_sentence(settings, county, source):
    folder = settings.BASE_DIR / "data" / "demo"
    folder.mkdir(parents=True)
    make_indicator("value_added", "规上工业增加值", "亿元")
    header = ["对象", "指标", "期间", "数值", "来源"]
    write_workbook(folder / "数据.xlsx", header, ["缙云县", "规上工业增加值", "2020年", "39.29", source.title])
    prepare_demo()
    figure = Observation.objects.get()
    quantity = parse_quantity("39.31亿元", unit="亿元")
    supersede(
        observation=figure,
        quantity=quantity,
        change="correction",
        reason="录入有误",
        source=source,
        by=make_user("发布"),
    )
    write_workbook(folder / "数据.xlsx", header, ["缙云县", "规上工业增加值", "2020年", "39.3", source.title])
    write_workbook(folder / "不是表格.xlsx", ["这张表", "什么也不是"], ["1", "2"])

    told = prepare_demo().splitlines()

    assert told[0].startswith("没有导入演示表格 不是表格.xlsx，网站上的内容不变。原因：")
    assert told[1].startswith("没有导入演示表格 数据.xlsx，网站上的内容不变。原因：“缙云县 规上工业增加值")
    assert "已有更晚的发布" in told[1]
    assert told[2].startswith("管理后台登录：")
    assert [row.as_written for row in Observation.objects.asof()] == ["39.31亿元"]


@pytest.mark.django_db
def test_second_demo_prints_the_same_login():
    assert prepare_demo() == prepare_demo()


@pytest.mark.django_db
def test_demo_does_not_print_a_password_that_was_changed():
    prepare_demo()
    admin = get_user_model().objects.get(username="admin")
    admin.set_password("another one")
    admin.save()

    assert prepare_demo() == "管理后台登录：用户名 admin，密码已改，由修改者保管\n"


@pytest.mark.django_db
def test_demo_imports_the_workbooks_by_name_and_skips_the_marks_of_open_ones(tmp_path, monkeypatch):
    for name in ["20-enterprises.xlsx", "10-indicators.xlsx", "~$10-indicators.xlsx", "notes.txt"]:
        (tmp_path / name).touch()
    calls = []
    monkeypatch.setattr(demo, "call_command", lambda *arguments, **options: calls.append(arguments))
    told = []

    demo.import_workbooks(tmp_path, told.append)

    how = ("--publish", "--published-on", "2021-10-31", "--accept-all", "照报道原文录入，已逐条核对。", "--json")
    assert calls == [
        ("import_workbook", f"{tmp_path}/10-indicators.xlsx", *how),
        ("import_workbook", f"{tmp_path}/20-enterprises.xlsx", *how),
    ]
    assert told == ["已导入演示表格 10-indicators.xlsx", "已导入演示表格 20-enterprises.xlsx"]


def test_taken_port_stops_the_demo_before_it_does_anything(settings):
    with socket.create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]

        with pytest.raises(
            CommandError, match=rf"^端口 {port} 已被占用：请换一个端口，如 make demo PORT=8001。$"
        ) as refusal:
            call_command("demo", port=port)

    assert refusal.value.returncode == 2
    assert list(settings.VAR_DIR.iterdir()) == []


def test_stopped_web_server_frees_its_port(free_port):
    server = WebServer(free_port)
    try:
        assert wait_until(lambda: not is_free(free_port))
    finally:
        server.stop()

    assert is_free(free_port)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_web_server_ends_when_its_parent_is_killed(free_port):
    command = [sys.executable, "-c", SERVER, str(free_port)]
    # The orphan may still report its own end when this test run has closed its output.
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:
        parent.stdout.readline()
        assert wait_until(lambda: not is_free(free_port))

        parent.kill()

    assert wait_until(lambda: is_free(free_port))


@pytest.mark.slow
@pytest.mark.parametrize(("send", "number"), [(os.killpg, signal.SIGINT), (os.kill, signal.SIGTERM)])
def test_demo_goes_from_an_empty_var_to_the_home_page_and_leaves_nothing_running(folder, free_port, send, number):
    command = [sys.executable, "manage.py", "demo", "--port", str(free_port)]
    given = environment(PORTAL_VAR=str(folder / "var"))
    with subprocess.Popen(
        command, cwd=PROJECT, env=given, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            *_, last_line = iter_until(process.stdout, "网站已启动")
            with urllib.request.urlopen(f"http://{HOST}:{free_port}/") as page:
                assert page.status == 200
        finally:
            send(process.pid, number)

    assert process.returncode == 0
    assert (
        last_line
        == f"网站已启动：http://{HOST}:{free_port}/（管理后台：http://{HOST}:{free_port}/admin/），按 Ctrl-C 停止\n"
    )
    assert is_free(free_port)
    assert not (folder / "var/postgres/data/postmaster.pid").exists()


def iter_until(lines, beginning):
    for line in lines:
        yield line
        if line.startswith(beginning):
            return
