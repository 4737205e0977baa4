"""What the pages of an import show of the rooms above it: the root regions, and the public pages of what was written."""

from django.apps import apps
from django.urls import reverse

from imports.models import ImportBatch
from imports.surroundings import MOST_PAGES, TouchedPages, World
from indicators.models import Region, Source, Subject

# Where a record names the subject on whose page it stands.
WAYS_TO_A_SUBJECT = ("subject", "enterprise", "project", "chain")


def worlds() -> list[World]:
    """Every root region."""
    home = Region.objects.home()
    home_id = home.subject.world_id if home else None
    roots = Region.objects.roots().select_related("subject")
    return [World(root.pk, root.subject.slug, str(root), root.pk == home_id) for root in roots]


def sources() -> list[str]:
    """The titles of all sources, the newest first."""
    return list(Source.objects.order_by("-published_on", "title").values_list("title", flat=True))


def touched_pages(batch: ImportBatch) -> TouchedPages:
    """The pages of the subjects, then of the articles and policies, that a batch's figures and records are about."""
    subjects = Subject.objects.filter(pk__in=_subject_ids(batch)).order_by("pinyin")
    shown = subjects.values_list("kind", "slug", "name")[:MOST_PAGES]
    pages = [(name, reverse(f"{kind}s:detail", args=[slug])) for kind, slug, name in shown]
    documents = [(str(record), record.get_absolute_url()) for record in _documents(batch)]
    return TouchedPages([*pages, *documents][:MOST_PAGES], subjects.count() + len(documents))


def _subject_ids(batch) -> set[int]:
    ids = set(batch.observations.order_by().values_list("subject_id", flat=True).distinct())
    for model, records in _changed_records(batch):
        fields = {field.name: field.attname for field in model._meta.concrete_fields}
        for way in WAYS_TO_A_SUBJECT:
            if way in fields:
                ids |= set(model._base_manager.filter(pk__in=records).values_list(fields[way], flat=True))
                break
    return ids - {None}


def _documents(batch):
    for model, records in _changed_records(batch):
        if model._meta.app_label == "newsroom":
            yield from model._base_manager.filter(pk__in=records)


def _changed_records(batch):
    """Each model of which the batch wrote records, with their ids."""
    models = {model._meta.db_table: model for model in apps.get_models()}
    changes = batch.changes.order_by()
    for table in changes.exclude(record=None).values_list("table", flat=True).distinct():
        if table in models:
            yield models[table], changes.filter(table=table).values("record")
