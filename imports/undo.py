"""Takes a published batch back, in a batch of its own: nothing is lost, and undoing that batch is the redo."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from imports.errors import ImportRefused
from imports.locks import lock_publication
from imports.models import ImportBatch
from imports.registry import all_sheets, all_undos
from imports.undo_records import undo_records
from imports.undoing import Conflict, Progress, Undoing


@dataclass(frozen=True)
class Undone:
    """What an undo did: `batch` is None where conflicts were left open, and then nothing was done.

    restored: figures and records that have their former content again. closed: figures that are no longer in force,
    and records that were withdrawn. conflicts: all of them, each with the choice made.
    """

    batch: ImportBatch | None
    restored: int = 0
    closed: int = 0
    conflicts: list[Conflict] = field(default_factory=list)


def undo(
    batch: ImportBatch,
    *,
    user=None,
    choices: Mapping[str, str] | None = None,
    default: str | None = None,
    progress: Progress | None = None,
) -> Undone:
    """Undoes a batch in one transaction, with all that stands between it and another publication.

    choices: "keep" or "former" by the key of a conflict; default: for all other conflicts. Raises ImportRefused for a
    batch that was not published or is undone already, for choices that are none, and where the former state would break
    a rule of the database.
    """
    try:
        with transaction.atomic():
            undoing = _undo(batch, user, choices or {}, default, progress)
            if not undoing.is_resolved:
                transaction.set_rollback(True)
    except IntegrityError as error:
        raise ImportRefused(_refusal(error)) from None
    if not undoing.is_resolved:
        return Undone(None, conflicts=undoing.conflicts)
    return Undone(undoing.undo_batch, undoing.restored, undoing.closed, undoing.conflicts)


def is_undone(batch: ImportBatch) -> bool:
    """Whether the batch was taken back and not put back since."""
    return undone_in(batch) is not None


def undone_in(batch: ImportBatch) -> ImportBatch | None:
    """The undo that holds, or None."""
    undos = batch.undone_by.filter(status=ImportBatch.Status.PUBLISHED).order_by("-pk")
    return next((undo_batch for undo_batch in undos if not is_undone(undo_batch)), None)


def undone_batches() -> set[int]:
    """The numbers of all batches that were taken back and not put back since."""
    undos = ImportBatch.objects.filter(kind=ImportBatch.Kind.UNDO, status=ImportBatch.Status.PUBLISHED)
    undone: set[int] = set()
    # What undoes a batch has a higher number, so the newest decide about those before them.
    for pk, undoes in undos.order_by("-pk").values_list("pk", "undoes"):
        if pk not in undone:
            undone.add(undoes)
    return undone


def refuse_not_undoable(batch: ImportBatch) -> None:
    """Raises ImportRefused, saying why the batch cannot be undone."""
    if batch.status != ImportBatch.Status.PUBLISHED:
        raise ImportRefused(_("批次 #%(batch)d 没有发布过，没有可撤回的。") % {"batch": batch.pk})
    if holder := undone_in(batch):
        raise ImportRefused(
            _("批次 #%(batch)d 已由批次 #%(holder)d 撤回；要恢复它，请撤回批次 #%(holder)d。")
            % {"batch": batch.pk, "holder": holder.pk}
        )
    if batch.changes.filter(table="").exists():
        raise ImportRefused(_("批次 #%(batch)d 发布时还没有保存记录的完整内容，不能撤回。") % {"batch": batch.pk})


def _refusal(error):
    """What the database refused, in the sheet's own words where it has some."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", "") or ""
    own = {key: text for sheet in all_sheets() for key, text in getattr(sheet, "refusals_of_undo", {}).items()}
    if name in own:
        return own[name] % {"name": diagnosis.message_detail}
    return _("撤回会与现在登记的内容冲突（%(name)s），什么也没有改。请先改正后来登记的同名或同代码的记录。") % {
        "name": name
    }


def _undo(batch, user, choices, default, progress):
    lock_publication()
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    refuse_not_undoable(batch)
    undoing = Undoing(batch, _undo_batch(batch, user), timezone.now(), user, choices, default)
    if progress is not None:
        undoing.progress = progress
    # Figures first: what they no longer speak of can be withdrawn.
    for part in (*all_undos(), undo_records):
        part(undoing)
    _settle(undoing)
    return undoing


def _undo_batch(batch, user):
    return ImportBatch.objects.create(
        kind=ImportBatch.Kind.UNDO,
        undoes=batch,
        world=batch.world,
        source_title=batch.source_title,
        created_by=user,
        options={"is_redo": True} if batch.is_withdrawal else {},
    )


def _settle(undoing):
    """Marks the undo as published, and lets the database check now what it would only check at the end."""
    undo_batch = undoing.undo_batch
    undo_batch.status = ImportBatch.Status.PUBLISHED
    undo_batch.published_at, undo_batch.published_by = undoing.moment, undoing.user
    undo_batch.report = {"restored": undoing.restored, "closed": undoing.closed}
    undo_batch.save()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
