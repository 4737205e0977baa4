"""Work beside the web process: what its row says while it runs, at its end, and after its process died."""

import datetime
import os
import subprocess
import sys
import threading
import time
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from imports import actions, jobs
from imports.errors import ImportRefused
from imports.models import ImportBatch, ImportJob
from imports.pulse import Pulse, nobody_runs
from imports.steps import STEPS
from tests.desk import make_user
from tests.factories import make_indicator
from tests.imports.running_jobs import IMMEDIATE, figures_file

Action, State = ImportJob.Action, ImportJob.State
NOW_AND_THEN = datetime.timedelta(minutes=2)


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def at_once(settings):
    """Tasks run where they are queued."""
    settings.TASKS = IMMEDIATE


@pytest.fixture
def output(county, source):
    """An indicator to import figures of."""
    return make_indicator(name="规上工业增加值", unit="亿元")


def upload(source, *rows, **options):
    chosen = {"kind": "", "source": source.title, "published_on": None, "world": ""} | options
    return actions.upload(file=figures_file(*rows), by=make_user("编辑"), **chosen)


def running_job(batch, action=Action.PUBLISH, silent=NOW_AND_THEN):
    """A job that some process began and of which nothing was heard for a while."""
    heard = timezone.now() - silent
    return ImportJob.objects.create(batch=batch, action=action, state=State.RUNNING, heartbeat_at=heard)


def states():
    return list(ImportJob.objects.order_by("pk").values_list("state", flat=True))


def test_an_upload_is_queued_for_the_worker_before_other_work(db, source):
    batch = upload(source, ["缙云县", "规上工业增加值", "2021年1-7月", "39.29亿元"])

    [job] = batch.jobs.all()
    assert (job.action, job.state, batch.status) == (Action.PREVIEW, State.WAITING, "draft")
    [task] = DBTaskResult.objects.all()
    assert (task.task_path, task.status) == ("imports.tasks.run_import_job", "READY")
    assert task.priority > 0


def test_a_preview_is_stored_with_its_changes(at_once, output, source):
    batch = upload(source, ["缙云县", "规上工业增加值", "2021年1-7月", "39.29亿元"])
    batch.refresh_from_db()

    [sheet] = batch.report["sheets"]
    assert states() == [State.DONE]
    assert (sheet["kind"], sheet["rows"], sheet["new"]) == ("figures", 1, 1)
    assert sheet["changes"][0]["after"] == {"数值": "39.29亿元"}
    assert len(batch.digest) == 64
    assert batch.observations.count() == 0


def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(at_once, county, source):
    file = SimpleUploadedFile("产值.xlsx", b"not a workbook at all")
    chosen = {"kind": "", "source": "", "published_on": None, "world": ""}

    batch = actions.upload(file=file, by=make_user(), **chosen)

    [job] = batch.jobs.all()
    assert job.state == State.REFUSED
    assert "不是完好的表格文件" in job.message


def test_an_unforeseen_fault_says_that_nothing_was_written_and_is_logged(at_once, db, source, monkeypatch, caplog):
    def broken(job, tell):
        raise ZeroDivisionError

    monkeypatch.setitem(STEPS, Action.PREVIEW, broken)

    batch = upload(source, ["缙云县", "规上工业增加值", "2021年1-7月", "39.29亿元"])

    [job] = batch.jobs.all()
    assert job.state == State.FAILED
    assert job.message == "程序出错，“预览”没有做完，什么也没有写入。请再试一次；再不行，请联系管理员。"
    assert [record.exc_info[0] for record in caplog.records if record.name == "imports.jobs"] == [ZeroDivisionError]


def test_a_worker_told_to_stop_leaves_its_job_failed(at_once, db, source, monkeypatch):
    def stopped(job, tell):
        raise SystemExit

    monkeypatch.setitem(STEPS, Action.PREVIEW, stopped)

    batch = upload(source, ["缙云县", "规上工业增加值", "2021年1-7月", "39.29亿元"])

    [job] = batch.jobs.all()
    assert (job.state, job.message[:10]) == (State.FAILED, "后台任务程序中途停止")


def test_work_runs_once_however_often_it_is_called(at_once, output, source):
    batch = upload(source, ["缙云县", "规上工业增加值", "2021年1-7月", "39.29亿元"])
    [job] = batch.jobs.all()

    jobs.run(job.pk)

    assert list(batch.jobs.values_list("ended_at", flat=True)) == [job.ended_at]


def test_only_one_job_of_a_batch_is_active(db, source):
    batch = upload(source, ["缙云县", "规上工业增加值", "2021年1-7月", "39.29亿元"])

    with pytest.raises(ImportRefused, match="正在处理"):
        actions.look_again(batch.pk, by=None)

    assert states() == [State.WAITING]


def test_a_waiting_batch_can_be_given_up(db, source):
    batch = upload(source, ["缙云县", "规上工业增加值", "2021年1-7月", "39.29亿元"])

    assert actions.discard(batch.pk, by=None).status == "discarded"
    jobs.run(batch.jobs.get().pk)

    assert states() == [State.REFUSED]


# --- A process that died --------------------------------------------------------------------------------------------


def test_a_job_of_a_dead_process_fails_and_says_that_nothing_was_written(db):
    job = running_job(ImportBatch.objects.create())

    assert jobs.sweep() == 1

    job.refresh_from_db()
    assert job.state == State.FAILED
    assert "后台任务程序中途停止，“发布”没有做完，什么也没有写入" in job.message


def test_a_job_whose_process_died_after_publishing_is_done(db):
    batch = ImportBatch.objects.create(status="published", published_at=timezone.now())
    job = running_job(batch)

    assert jobs.sweep() == 1

    job.refresh_from_db()
    assert (job.state, job.message) == (State.DONE, "后台任务程序中途停止，但在此之前已全部写入。")


def test_a_job_whose_worker_died_before_beginning_fails_too(db, source):
    """The queue gives a task to nobody else once a worker has claimed it."""
    batch = upload(source, ["缙云县", "规上工业增加值", "2021年1-7月", "39.29亿元"])
    task = DBTaskResult.objects.all()
    task.update(status="RUNNING", started_at=timezone.now() - datetime.timedelta(seconds=2))
    claimed_just_now = jobs.sweep()
    task.update(started_at=timezone.now() - NOW_AND_THEN)

    assert (claimed_just_now, jobs.sweep()) == (0, 1)
    [job] = batch.jobs.all()
    assert (job.state, job.message.partition("。")[0]) == (
        State.FAILED,
        "后台任务程序中途停止，“预览”没有做完，什么也没有写入",
    )


def test_a_job_that_waits_in_the_queue_goes_on_waiting(db, source):
    upload(source, ["缙云县", "规上工业增加值", "2021年1-7月", "39.29亿元"])
    DBTaskResult.objects.update(enqueued_at=timezone.now() - NOW_AND_THEN)

    assert jobs.sweep() == 0
    assert states() == [State.WAITING]


def test_a_living_process_is_left_alone_however_silent(db):
    job = running_job(ImportBatch.objects.create())
    pulse = Pulse(job.pk)

    assert pulse.hold()
    assert jobs.sweep() == 0
    pulse.close()

    assert sweeps_within(seconds=5)


def test_a_job_heard_of_just_now_is_left_alone(db):
    running_job(ImportBatch.objects.create(), silent=datetime.timedelta(seconds=2))

    assert jobs.sweep() == 0


HOLD_FOR_EVER = """
import sys, time, django
django.setup()
from imports.pulse import Pulse
assert Pulse(int(sys.argv[1])).hold()
print("holding", flush=True)
time.sleep(600)
"""


@pytest.mark.django_db(transaction=True)
def test_a_process_that_is_killed_leaves_a_job_that_the_next_page_ends():
    job = running_job(ImportBatch.objects.create())
    given = os.environ | {"DATABASE_URL": address_of(connection), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    command = [sys.executable, "-c", HOLD_FOR_EVER, str(job.pk)]
    with subprocess.Popen(command, env=given, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "holding\n"
            while_it_lives = jobs.sweep()
        finally:
            process.kill()
        process.wait()

    assert while_it_lives == 0
    assert sweeps_within(seconds=5)


def address_of(database) -> str:
    """The DATABASE_URL of the database that a test stands on."""
    settings = database.settings_dict
    parts = {name: quote(str(settings[name]), safe="") for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
    return "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**parts)


def sweeps_within(seconds) -> bool:
    """Whether a job is ended; the server takes a moment to notice that its visitor is gone."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if jobs.sweep():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.django_db(transaction=True)
def test_a_dead_process_whose_last_statement_still_runs_is_waited_for():
    batch = ImportBatch.objects.create()
    running_job(batch)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT FROM imports_importbatch WHERE id = %s FOR UPDATE", [batch.pk])
            assert jobs.sweep() == 0
            cursor.execute("ROLLBACK")
    finally:
        other.close()

    assert jobs.sweep() == 1


# --- Progress ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_from_outside_while_the_import_s_transaction_is_open(settings, monkeypatch):
    seen = []

    def slow(job, tell):
        with transaction.atomic():
            ImportBatch.objects.filter(pk=job.batch_id).update(reason="not to be seen")
            tell("写入", 500, 2000)
            watcher = threading.Thread(target=lambda: seen.append(look()))
            watcher.start()
            watcher.join()
        return "好了。"

    def look():
        try:
            job = ImportJob.objects.select_related("batch").get()
            with nobody_runs(job.pk) as is_dead:
                return job.state, job.phase, job.done, job.total, job.batch.reason, is_dead
        finally:
            connections.close_all()

    monkeypatch.setitem(STEPS, Action.PREVIEW, slow)
    job = ImportJob.objects.create(batch=ImportBatch.objects.create(), action=Action.PREVIEW)

    jobs.run(job.pk)

    job.refresh_from_db()
    assert seen == [(State.RUNNING, "写入", 500, 2000, "", False)]
    assert (job.state, job.message, job.phase) == (State.DONE, "好了。", "写入")


@pytest.mark.django_db(transaction=True)
def test_progress_within_half_a_second_of_the_last_is_left_out_but_a_new_phase_never():
    job = ImportJob.objects.create(batch=ImportBatch.objects.create(), action=Action.PREVIEW)
    pulse = Pulse(job.pk)

    pulse.tell("核对", 0, 1000)
    pulse.tell("核对", 500, 1000)
    job.refresh_from_db()
    early = (job.phase, job.done)
    pulse.tell("写入", 10, 1000)
    pulse.close()

    job.refresh_from_db()
    assert early == ("核对", 0)
    assert (job.phase, job.done) == ("写入", 10)
