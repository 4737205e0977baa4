"""What editors said of tables, kept for next month's file of the same shape."""

from collections.abc import Mapping

from django.utils import timezone

from imports.corrections import Correction, correction_from, joined, lasting, says_nothing
from imports.models import ImportBatch, RememberedReading
from imports.surroundings import worlds


def corrections_for(world: str, batch: ImportBatch | None = None) -> dict[str, Correction]:
    """What is said of tables by their shape: with the batch itself, and before in the world of that slug."""
    found = {one.shape: correction_from(one.correction, _author(one)) for one in _remembered(world)}
    for shape, stored in (batch.options.get("corrections", {}) if batch else {}).items():
        found[shape] = correction_from(stored).over(found.get(shape, Correction()))
    return found


def remember(batch: ImportBatch, by) -> None:
    """Keeps what was said with a batch that is submitted or published; what was taken back is forgotten."""
    for shape, stored in batch.options.get("corrections", {}).items():
        world = _world(batch.world)
        former = RememberedReading.objects.select_for_update().filter(world=world, shape=shape).first()
        correction = lasting(joined(stored, former.correction if former else {}))
        if says_nothing(correction):
            RememberedReading.objects.filter(world=world, shape=shape).delete()
        elif former is None or former.correction != correction:
            kept = {"kind": correction.get("kind", ""), "headers": correction.get("headers", "")}
            kept |= {"correction": correction, "corrected_by": by}
            RememberedReading.objects.update_or_create(world=world, shape=shape, defaults=kept)


def change(reading: RememberedReading, stored: Mapping, by) -> bool:
    """Keeps what is remembered otherwise; False where nothing is left of it, and it is forgotten."""
    correction = lasting(stored) | {"headers": reading.headers}
    if says_nothing(correction):
        reading.delete()
        return False
    reading.kind, reading.correction, reading.corrected_by = correction.get("kind", ""), correction, by
    reading.save()
    return True


def remembered_of(batch: ImportBatch):
    """What is remembered of tables of the shapes that a batch's report has."""
    shapes = {sheet["shape"] for sheet in batch.report.get("sheets", []) if sheet.get("shape")}
    return _remembered(batch.world).filter(shape__in=shapes)


def _remembered(world):
    return RememberedReading.objects.filter(world=_world(world)).select_related("corrected_by")


def _world(slug):
    """A slug, or where none was said that of the home region's world."""
    return slug or next((world.slug for world in worlds() if world.is_home), "")


def _author(reading) -> str:
    return f"{timezone.localdate(reading.updated_at):%Y-%m-%d} {reading.corrected_by or ''}".strip()


def stored_corrections(batch: ImportBatch, shape: str) -> Mapping:
    """What was said with a batch of the tables of a shape."""
    return batch.options.get("corrections", {}).get(shape, {})
