"""Work on a batch beside the web process: started by a page, done by the task worker, watched from any page."""

import contextlib
import datetime
import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from imports.errors import ImportRefused
from imports.models import ImportBatch, ImportJob
from imports.pulse import Pulse, nobody_runs
from imports.steps import STEPS, is_done

logger = logging.getLogger(__name__)

State = ImportJob.State
ACTIVE = [State.WAITING, State.RUNNING]
# A process that lives tells of itself more often; the lock decides, this only spares asking for it.
SILENT_SECONDS = 15


def start(batch: ImportBatch, action: str, user, **options) -> ImportJob:
    """Queues work on a batch. The caller holds the batch's lock, so that no two jobs are active at once."""
    from imports.tasks import run_import_job

    with transaction.atomic():
        options["language"] = get_language()
        job = ImportJob.objects.create(batch=batch, action=action, created_by=user, options=options)
        run_import_job.enqueue(job.pk)
    return job


def run(job_id: int) -> None:
    """Does a waiting job to its end: done, refused with a sentence, or failed. Whatever happens is in its row."""
    pulse = Pulse(job_id)
    with contextlib.closing(pulse):
        if not pulse.hold() or not _begin(job_id):
            return
        job = ImportJob.objects.select_related("batch", "created_by").get(pk=job_id)
        with override(job.options.get("language")):
            _work(job, pulse)


def sweep() -> int:
    """Ends the jobs whose process is gone, each as its batch tells; how many."""
    silent_since = timezone.now() - datetime.timedelta(seconds=SILENT_SECONDS)
    silent = Q(state=State.RUNNING, heartbeat_at__lt=silent_since)
    waiting = Q(state=State.WAITING, pk__in=_claimed_before(silent_since))
    return sum(_settle(job) for job in ImportJob.objects.filter(silent | waiting).select_related("batch"))


def _claimed_before(moment) -> list[int]:
    """The jobs whose task a worker took from the queue, which gives it to nobody else if that worker dies."""
    from imports.tasks import run_import_job

    tasks = DBTaskResult.objects.running().filter(task_path=run_import_job.module_path, started_at__lt=moment)
    return [job_id for arguments in tasks.values_list("args_kwargs", flat=True) for job_id in arguments["args"]]


def _begin(job_id):
    waiting = ImportJob.objects.filter(pk=job_id, state=State.WAITING)
    return waiting.update(state=State.RUNNING, heartbeat_at=timezone.now())


def _work(job, pulse):
    try:
        sentence = STEPS[job.action](job, pulse.tell)
    except ImportRefused as refusal:
        _end(job, State.REFUSED, str(refusal))
    except Exception:
        logger.exception("%s", job)
        _end_as_found(job, _("程序出错"))
    except BaseException:
        # The worker was told to stop at once.
        _end_as_found(job, _("后台任务程序中途停止"))
        raise
    else:
        _end(job, State.DONE, sentence)


def _settle(job) -> bool:
    """Ends a job whose process died. The database may still be finishing its last statement: then not yet."""
    with nobody_runs(job.pk) as is_dead, transaction.atomic():
        batches = ImportBatch.objects.select_for_update(skip_locked=True, of=("self",))
        is_at_rest = is_dead and batches.filter(pk=job.batch_id).exists()
        if is_at_rest and ImportJob.objects.filter(pk=job.pk, state=job.state).exists():
            _end_as_found(job, _("后台任务程序中途停止"))
            return True
    return False


def _end_as_found(job, cause):
    """All or nothing was written, and the batch knows which."""
    if is_done(job):
        _end(job, State.DONE, _("%(cause)s，但在此之前已全部写入。") % {"cause": cause})
        return
    undone = _("%(cause)s，“%(action)s”没有做完，什么也没有写入。请再试一次；再不行，请联系管理员。")
    _end(job, State.FAILED, undone % {"cause": cause, "action": job.get_action_display()})


def _end(job, state, sentence):
    ended = {"state": state, "message": sentence, "ended_at": timezone.now()}
    ImportJob.objects.filter(pk=job.pk).update(**ended, options=job.options)
