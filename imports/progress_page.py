"""How far a job is, in words for the one who waits."""

from django.utils import timezone
from django.utils.translation import gettext as _

from imports.models import ImportJob

# The worker looks for work every second; nobody waits this long for one that runs and is free.
PATIENCE_SECONDS = 8


def progress_of(job: ImportJob) -> dict:
    """The job, how many rows of how many, the share done in per cent or None where nobody can say, why it waits."""
    share = 100 * job.done // job.total if job.total else None
    return {"job": job, "done": f"{job.done:,}", "total": f"{job.total:,}", "share": share, "delay": _delay(job)}


def _delay(job) -> str:
    waited = (timezone.now() - job.created_at).total_seconds()
    if job.state != ImportJob.State.WAITING or waited < PATIENCE_SECONDS:
        return ""
    if ImportJob.objects.filter(state=ImportJob.State.RUNNING).exists():
        return _("前面还有别的批次在处理，轮到这一批时自动开始。")
    return _("还没有开始：后台任务程序没有运行，或者正在做别的事。一直不动时，请管理员检查后台任务程序（db_worker）。")
