"""A process killed at any moment of publishing or of undo leaves all or nothing, and the batch says which."""

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from enterprises.models import Programme
from imports import actions, jobs
from imports.models import ImportBatch, ImportJob
from imports.undo import is_undone
from portal.current_state import current_state
from tests.desk import make_user
from tests.factories import make_indicator
from tests.imports.running import write_workbook
from tests.imports.running_jobs import IMMEDIATE, QUEUED, digest_of
from tests.imports.test_jobs import address_of
from tests.imports.test_undo_pages import words
from tests.imports.undoing import publish_grids

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings("ignore:No directory at")]

SOURCE = "缙云县工业经济报道"
WORKER = ["db_worker", "--batch", "--no-reload", "--no-startup-delay", "--verbosity", "0"]
ENTERPRISES, HONOURS = ["名称", "简介", "主要产品"], ["对象", "称号", "来源"]
FIGURES = ["对象", "指标", "期间", "数值", "位次", "来源"]
LONGEST_SECONDS = 60


def firms(numbers, about):
    return [ENTERPRISES, *([f"缙云第{number}机械厂", about, "锯床、铣床"] for number in numbers)]


def figures(numbers, value):
    names = [f"缙云第{number}机械厂" for number in numbers]
    return [FIGURES, *([name, "产值", "2020年", value, "全市第3", SOURCE] for name in names)]


@pytest.fixture
def before(county, whole_city, source):
    """What stands before: half of the firms and figures of the file, with other contents."""
    Programme.objects.create(name="小巨人")
    make_indicator("output", "产值", unit="万元")
    publish_grids(企业=firms(range(20), "旧"), 数据=figures(range(20), "1万元"))
    return current_state()


@pytest.fixture
def file(tmp_path):
    """New and changed records of two kinds, links, figures and ranks."""
    honours = [HONOURS, *([f"缙云第{number}机械厂", "小巨人", SOURCE] for number in range(0, 40, 2))]
    sheets = {"企业": firms(range(40), "新"), "荣誉": honours, "数据": figures(range(40), "2万元")}
    return write_workbook(tmp_path / "表.xlsx", **sheets)


@pytest.fixture
def office(settings, tmp_path, monkeypatch, client, before, file):
    """A desk, whose worker has published the file and taken it back once."""
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(jobs, "SILENT_SECONDS", 0)
    client.force_login(make_user())
    return Office(settings, client, file.read_bytes(), before)


@dataclass
class Ended:
    """How a process ended: whether it was killed, how many moments it counted, how long it worked."""

    was_killed: bool
    moments: int
    seconds: float


class Office:
    """The same file is published and taken back again and again, by a worker that is killed each time."""

    def __init__(self, settings, client, content, before):
        self.settings, self.client, self.content = settings, client, content
        self.states = {"before": before}
        self.batch = None
        self.work = {}
        for action, place in (("publish", "after"), ("undo", "before")):
            self.begin()
            self.work[action] = self.run(0)
            state = current_state()
            assert self.states.setdefault(place, state) == state
        assert self.states["before"] != self.states["after"]

    def begin(self) -> str:
        """Queues what is to be done next, unless it still waits: publishing where the file is not in, else undo."""
        if self.batch is not None:
            self.batch.refresh_from_db()
        if self.batch is None or is_undone(self.batch):
            self.batch = self.upload()
        action = "undo" if self.batch.status == "published" else "publish"
        self.settings.TASKS = QUEUED
        if not self.batch.jobs.filter(state="waiting").exists():
            if action == "undo":
                actions.take_back(self.batch.pk, choices={}, by=None)
            else:
                actions.publish(self.batch.pk, digest=digest_of(self.batch), accepted=[], reason="", by=None)
        return action

    def upload(self):
        self.settings.TASKS = IMMEDIATE
        file = SimpleUploadedFile("表.xlsx", self.content)
        batch = actions.upload(file=file, kind="", source="", published_on=None, world="", by=None)
        batch.refresh_from_db()
        return batch

    def run(self, moment, seconds=None, command=WORKER) -> Ended:
        """A worker that kills itself at a moment, or is killed some time after it began."""
        given = os.environ | {"DATABASE_URL": address_of(connection), "DJANGO_SETTINGS_MODULE": "portal.settings"}
        call = [sys.executable, "-m", "tests.imports.dying", str(self.settings.MEDIA_ROOT), str(moment), *command]
        with subprocess.Popen(call, env=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stdout.readline() == "begun\n", process.stderr.read()
            begun = time.monotonic()
            if seconds is not None:
                time.sleep(seconds)
                process.kill()
            told, faults = process.communicate(timeout=LONGEST_SECONDS)
        assert process.returncode in (0, -9), faults
        return Ended(process.returncode == -9, int(told or 0), time.monotonic() - begun)

    def kill_once(self, chance: random.Random, by_clock: bool) -> str:
        """Kills at a random moment of the next work; answers what was found, having checked that it is all or nothing."""
        action = self.begin()
        usual = self.work[action]
        if by_clock:
            ended = self.run(0, seconds=chance.uniform(0, usual.seconds))
        else:
            ended = self.run(chance.randint(1, usual.moments))
        job = self.settled_job()
        assert ended.was_killed or job.state == ImportJob.State.DONE
        wanted, page = self.found(action, job)
        assert current_state() == self.states[wanted], (action, job.state)
        assert self.is_in() == (wanted == "after"), (action, job.state)
        return f"{action} {job.state}: {page}"

    def settled_job(self):
        """The job as the next page finds it; the server takes a moment to notice that its visitor is gone."""
        deadline = time.monotonic() + 10
        while True:
            jobs.sweep()
            job = self.batch.jobs.first()
            if job.state != ImportJob.State.RUNNING:
                return job
            assert time.monotonic() < deadline, "the job of a dead process stands as running"
            time.sleep(0.02)

    def found(self, action, job):
        """Which of the states the batch's page tells of, and its words."""
        page = words(self.client.get(reverse("admin:imports_importbatch_change", args=[self.batch.pk])))
        former, later = ("before", "after") if action == "publish" else ("after", "before")
        if job.state == ImportJob.State.DONE:
            assert job.message in page
            return later, job.message
        assert "什么也没有写入" in page if job.state == ImportJob.State.FAILED else "排队中" in page
        return former, job.message

    def is_in(self) -> bool:
        self.batch = ImportBatch.objects.get(pk=self.batch.pk)
        return self.batch.status == "published" and not is_undone(self.batch)


def kill(office, times):
    """Kills so often, a third of them by the clock; every killed work is tried again until it is done."""
    seed = random.randrange(2**32)
    print(f"random moments of seed {seed}")
    chance = random.Random(seed)
    found = [office.kill_once(chance, by_clock=number % 3 == 2) for number in range(times)]
    print(*found, sep="\n")
    return found


def test_a_worker_killed_at_any_moment_leaves_all_or_nothing(office):
    assert len(kill(office, 5)) == 5


@pytest.mark.slow
def test_a_worker_killed_at_thirty_moments_leaves_all_or_nothing(office):
    found = kill(office, 30)

    assert {"publish failed", "publish done", "undo failed", "undo done"} <= {line.partition(":")[0] for line in found}


@pytest.mark.slow
def test_a_command_killed_at_any_moment_leaves_all_or_nothing(office, file):
    """Without a worker; the batches tell."""
    seed = random.randrange(2**32)
    print(f"random moments of seed {seed}")
    chance, ends = random.Random(seed), []
    publish = ["import_workbook", str(file), "--publish"]
    moments = {"import_workbook": office.run(0, command=publish).moments, "undo_import": office.work["undo"].moments}
    for _time in range(10):
        batch = ImportBatch.objects.filter(status="published", kind="import").latest("pk")
        place, command = ("before", publish) if is_undone(batch) else ("after", ["undo_import", str(batch.pk)])
        assert current_state() == office.states[place]
        ended = office.run(chance.randint(1, moments[command[0]]), command=command)
        wait_until_nobody_works()
        latest = ImportBatch.objects.filter(status="published", kind="import").latest("pk")
        is_in = not is_undone(latest)
        assert current_state() == office.states["after" if is_in else "before"]
        ends.append((command[0], ended.was_killed, is_in))
    print(*ends, sep="\n")
    assert any(was_killed for _command, was_killed, _is_in in ends)


def wait_until_nobody_works():
    """The server goes on with the last statement of a process that is gone, and then notices."""
    deadline = time.monotonic() + 10
    while others_connected():
        assert time.monotonic() < deadline, "a connection of a dead process stays"
        time.sleep(0.02)


def others_connected() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0]
