"""Work that runs beside the web process, in `manage.py db_worker`."""

import logging
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from portal.sample.loading import is_being_loaded, is_loaded, load
from portal.sample.plan import Plan

logger = logging.getLogger(__name__)


class WorkerLost(Exception):
    """A worker ended before its task did."""


@task()
def load_sample_county(
    folder: str = "",
    enterprises: int = Plan.enterprises,
    counties: int = Plan.counties,
    months: int = Plan.months,
):
    """Writes 示例市's files into the folder (var/sample by default) and publishes them; what each file brought."""
    try:
        return load(Path(folder) if folder else settings.VAR_DIR / "sample", Plan(enterprises, counties, months=months))
    except Exception as error:
        # The traceback is kept with the task.
        logger.error(_("示例市没有载入完，下次运行 make demo 时会再试：%s"), error)
        raise


def ensure_sample_county_is_queued() -> bool:
    """Queues the load of 示例市 unless it is loaded, waiting or under way; whether it did.

    A task of a killed worker stays RUNNING for ever. Whoever loads holds a lock that the database frees with the
    process, so a running task without the lock is dead: it is marked as failed, and a new one takes its place.
    """
    loads = DBTaskResult.objects.filter(task_path=load_sample_county.module_path)
    if is_loaded() or loads.ready().exists() or is_being_loaded():
        return False
    for abandoned in loads.running():
        abandoned.set_failed(WorkerLost(_("任务没有做完，执行它的进程已经不在。")))
    load_sample_county.enqueue()
    return True
