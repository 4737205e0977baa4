import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from django.db import connection
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from indicators.models import Region
from portal.sample.loading import LOAD_LOCK
from portal.tasks import ensure_sample_county_is_queued, load_sample_county
from portal.web_server import HOST
from tests.portal.asking import PROJECT, environment
from tests.portal.sample_catalogue import catalogue  # noqa: F401


@pytest.fixture
def at_once(settings):
    """Tasks run where they are queued."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def other_connection(db):
    other = connection.copy()
    yield other
    other.close()


def states():
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def test_the_task_loads_the_sample_and_is_not_queued_again(at_once, county, catalogue, tmp_path):  # noqa: F811
    result = load_sample_county.enqueue(str(tmp_path), enterprises=12, counties=2, months=2)

    assert result.status == TaskResultStatus.SUCCESSFUL
    assert result.return_value["04_示例企业.xlsx"] == {"new": 12, "changed": 0, "unchanged": 0}
    assert Region.objects.roots().filter(subject__slug="shilishi").exists()
    assert ensure_sample_county_is_queued() is False


def test_the_task_says_in_one_line_what_was_missing(at_once, county, tmp_path, caplog):
    result = load_sample_county.enqueue(str(tmp_path), enterprises=12, counties=2, months=2)

    assert result.status == TaskResultStatus.FAILED
    assert [record.getMessage() for record in caplog.records if record.name == "portal.tasks"] == [
        "示例市没有载入完，下次运行 make demo 时会再试：02_示例园区与产业链.xlsx的“断点”第2行："
        "没有名为“new_product_output_value”的指标，请改成已登记的名称或先导入它。"
    ]


def test_the_load_is_queued_once(db):
    assert ensure_sample_county_is_queued() is True
    assert ensure_sample_county_is_queued() is False

    assert states() == ["READY"]


def test_the_task_of_a_killed_worker_is_given_up_and_queued_again(db):
    ensure_sample_county_is_queued()
    DBTaskResult.objects.get().claim("killed")

    assert ensure_sample_county_is_queued() is True

    assert states() == ["FAILED", "READY"]
    assert DBTaskResult.objects.order_by("enqueued_at")[0].exception_class_path == "portal.tasks.WorkerLost"


def test_a_failed_load_is_tried_again(db):
    ensure_sample_county_is_queued()
    DBTaskResult.objects.get().set_failed(ValueError("no disk"))

    assert ensure_sample_county_is_queued() is True
    assert states() == ["FAILED", "READY"]


def test_a_load_under_way_is_left_alone(other_connection):
    ensure_sample_county_is_queued()
    DBTaskResult.objects.get().claim("busy")
    with other_connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOAD_LOCK])

    assert ensure_sample_county_is_queued() is False
    assert states() == ["RUNNING"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_killed_demo_leaves_no_worker_and_the_next_one_loads_the_sample_to_its_end(folder):
    with running_demo(folder) as (demo, _address):
        [worker] = workers_of(demo)
        demo.kill()
    assert wait_until(lambda: worker not in running_processes(), seconds=5)

    with running_demo(folder) as (demo, address):
        # News are in the last file.
        assert wait_until(lambda: "示例市公布2020年工业数据" in read(f"{address}news/?world=shilishi"), seconds=300)
        demo.terminate()
    assert demo.returncode == 0
    assert not (folder / "var/postgres/data/postmaster.pid").exists()


@contextlib.contextmanager
def running_demo(folder):
    """A demo that serves, and its address; ended by the test."""
    with socket.create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    given = environment(PORTAL_VAR=str(folder / "var"))
    with subprocess.Popen(command, cwd=PROJECT, env=given, stdout=subprocess.PIPE, text=True) as demo:
        try:
            assert any(line.startswith("网站已启动") for line in demo.stdout)
            yield demo, f"http://{HOST}:{port}/"
        except BaseException:
            os.kill(demo.pid, signal.SIGTERM)
            raise


def workers_of(demo):
    listed = subprocess.run(["ps", "--ppid", str(demo.pid), "-o", "pid=,args="], capture_output=True, text=True)
    return [line.split()[0] for line in listed.stdout.splitlines() if "db_worker" in line]


def running_processes():
    listed = subprocess.run(["ps", "-e", "-o", "pid=,stat="], capture_output=True, text=True)
    return [line.split()[0] for line in listed.stdout.splitlines() if not line.split()[1].startswith("Z")]


def read(address):
    with urllib.request.urlopen(address) as page:
        return page.read().decode()


def wait_until(is_true, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_true():
            return True
        time.sleep(0.2)
    return False
