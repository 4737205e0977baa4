"""What must hold of a batch, whoever writes it."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from imports.models import ImportBatch, ImportChange

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2021, 10, 31, 12, tzinfo=datetime.UTC)


def test_a_batch_begins_as_a_draft_of_an_import():
    batch = ImportBatch.objects.create(file_name="规上工业.xlsx")

    assert (batch.kind, batch.status, batch.published_at) == ("import", "draft", None)
    assert str(batch) == f"#{batch.pk} 规上工业.xlsx"


@pytest.mark.parametrize(
    ("status", "published_at"),
    [("published", None), ("draft", NOON), ("submitted", NOON), ("discarded", NOON)],
)
def test_a_batch_is_published_exactly_when_it_has_a_time(status, published_at):
    with pytest.raises(IntegrityError, match="batch_published_exactly_when_it_has_a_time"), transaction.atomic():
        ImportBatch.objects.create(status=status, published_at=published_at)


def test_publishing_by_update_needs_the_time_as_well():
    batch = ImportBatch.objects.create(status="submitted")

    with pytest.raises(IntegrityError, match="batch_published_exactly_when_it_has_a_time"), transaction.atomic():
        ImportBatch.objects.update(status="published")
    ImportBatch.objects.update(status="published", published_at=timezone.now())
    batch.refresh_from_db()
    assert batch.status == "published"


def test_a_batch_that_was_undone_or_changed_records_is_kept():
    undone, changing = ImportBatch.objects.create(), ImportBatch.objects.create()
    undoing = ImportBatch.objects.create(kind="undo", undoes=undone)
    ImportChange.objects.create(batch=changing, kind="enterprises", key="slug:julihuang", after={"name": "锯力煌"})

    for batch in (undone, changing):
        with pytest.raises(ProtectedError):
            batch.delete()
    assert list(undone.undone_by.all()) == [undoing]


def test_the_newest_batch_comes_first():
    first, second = ImportBatch.objects.create(), ImportBatch.objects.create()

    assert list(ImportBatch.objects.all()) == [second, first]
