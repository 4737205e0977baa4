"""A corrected file takes the place of a draft: only once it could be read is the draft given up."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from imports.models import ImportBatch, ImportJob

State, Status = ImportJob.State, ImportBatch.Status


def replaced_options(former: int | None, by) -> dict:
    """What a new batch is told of the draft that it shall take the place of.

    What was said of its tables holds for those of the new file too, where the same person said it.
    """
    batch = ImportBatch.objects.filter(pk=former).first() if former else None
    if batch is None or batch.status not in (Status.DRAFT, Status.DISCARDED):
        return {}
    said = batch.options.get("corrections") if batch.created_by == by else None
    replaces = {"replaces": batch.pk} if batch.status == Status.DRAFT else {}
    return replaces | ({"corrections": said} if said else {})


def give_up_replaced(batch: ImportBatch) -> None:
    """Gives the draft up whose place a batch takes, unless somebody has decided on it or works on it."""
    waiting = {"state": State.REFUSED, "message": _("这一批已经放弃。"), "ended_at": timezone.now()}
    with transaction.atomic():
        drafts = ImportBatch.objects.select_for_update(skip_locked=True, of=("self",)).filter(status=Status.DRAFT)
        former = drafts.filter(pk=batch.options.get("replaces")).first()
        if former is not None and not former.jobs.filter(state=State.RUNNING).exists():
            former.jobs.filter(state=State.WAITING).update(**waiting)
            former.status = Status.DISCARDED
            former.save(update_fields=["status"])
