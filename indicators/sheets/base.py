"""What the record sheets of all rooms share: columns of a source, and records beside a Subject."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from imports.columns import ChoiceWidget, Column, ListWidget
from imports.errors import CellError
from imports.instances import Blanks, point, shrink
from imports.mapping import normalise
from imports.records import RecordSheet
from indicators.models import Subject
from indicators.references import NameIndex, References, names_of_subject
from indicators.sheets.widgets import RecordWidget, SourceWidget

# What later rows ask of a subject that this run has written.
KEPT_OF_A_SUBJECT = ("id", "kind", "key", "name", "short_name", "aliases", "name_en", "slug", "world_id")


class ReferringSheet(RecordSheet):
    """A record sheet whose cells may name other things."""

    # What the record of the row was called before the row was written into it.
    _former_names: Sequence[str] = ()

    def names_of(self, instance) -> Sequence[str]:
        """The names by which later rows find a record that they may rename."""
        return ()

    def assign(self, instance, cleaned):
        self._former_names = self.names_of(instance)
        super().assign(instance, cleaned)

    @property
    def references(self) -> References:
        return References.of(self.context)

    def knows(self, target):
        return super().knows(target) or self.references.target(target) is not None


class SourcedSheet(ReferringSheet):
    """Rows that must say where they come from."""

    source = Column("来源", "source", widget=SourceWidget())
    place = Column("出处", "place")
    as_written = Column("原文", "as_written")
    note = Column("备注", "note")

    def complete(self, cleaned):
        if cleaned.get("source") is None:
            cleaned["source"] = self.references.source("")
        if cleaned["source"] is None:
            raise CellError(_("请填写来源，或在导入时指定来源。"), "required", "source")
        return cleaned

    def build(self, cleaned):
        record = super().build(cleaned)
        # A table without the column says nothing of records that are there already.
        point(record, "source", "source_id", cleaned["source"])
        return record


class SubjectSheet(ReferringSheet):
    """Rows that are subjects: the record and the Subject beside it that carries its name."""

    key = ("name",)

    name = Column("名称", "subject__name", required=True)
    short_name = Column("简称", "subject__short_name")
    aliases = Column("别名", "subject__aliases", widget=ListWidget(), aliases=["曾用名"])
    name_en = Column("英文名", "subject__name_en", aliases=["英文名称"])
    located_in = Column("所在地区", "subject__located_in", widget=RecordWidget(Subject.Kind.REGION))
    state = Column("状态", "subject__state", widget=ChoiceWidget(Subject.State), default=Subject.State.ACTIVE)
    source = Column("来源", "subject__source", widget=SourceWidget())
    place = Column("出处", "subject__place")
    as_written = Column("原文", "subject__as_written")
    note = Column("备注", "subject__note")

    def __init__(self, context=None, **kwargs):
        super().__init__(context, **kwargs)
        self._subjects = Blanks(Subject)

    @property
    def kind_of_subject(self):
        return self.model.subject_kind

    def existing(self):
        records = self.model.objects.select_related("subject__source", "subject__located_in__subject")
        if self.context is not None and self.references.world is not None:
            records = records.in_world(self.references.world)
        return records

    def find(self, cleaned):
        """By any way of writing the name."""
        return self.record_of(self.index.get(cleaned["name"]))

    @property
    def index(self) -> NameIndex:
        return self.references.subjects[self.kind_of_subject]

    def record_of(self, subject):
        return self.references.record_of(subject) if subject else None

    @classmethod
    def models_written(cls):
        return (Subject, cls.model)

    def parts(self, instance):
        return (instance.subject, instance)

    def build(self, cleaned):
        world = self.references.require_world().pk
        subject = self._subjects.make(
            self._numbers.next(), kind=self.kind_of_subject, key=self.code_of(cleaned), world_id=world
        )
        if (source := self.references.source("")) is not None:
            point(subject, "source", "source_id", source)
        return self.record_beside(subject)

    def record_beside(self, subject):
        record = self._blanks.make(subject.pk)
        point(record, "subject", "subject_id", subject)
        return record

    def withdrawn(self):
        hidden = super().withdrawn().select_related("subject")
        return hidden if self.references.world is None else hidden.in_world(self.references.world)

    def names_withdrawn(self, instance):
        """By its code, or by its name."""
        return [*filter(None, [_code(instance)]), normalise(instance.subject.name)]

    def may_be(self, former, instance):
        """Two that are called alike, each with a code of its own, are two."""
        code, held = _code(instance), _code(former)
        return code == held or not (code and held)

    def revive(self, instance):
        """Also under its address, which never changes."""
        if (former := self.take_withdrawn(instance)) is None:
            return
        subject = instance.subject
        if subject.world_id == subject.pk:
            subject.world_id = former.pk
        subject.pk, subject.slug = former.pk, former.subject.slug
        subject.key = subject.key or f"slug:{subject.slug}"
        instance.subject = subject

    def code_of(self, cleaned) -> str:
        """The official code of the row, if its kind has one."""
        return ""

    def reconcile(self, instance, cleaned):
        """A row that writes a known name in another way, such as the short name, renames nothing."""
        if is_called(instance.subject, cleaned["name"]):
            cleaned["name"] = instance.subject.name

    def check(self, instance):
        if hasattr(instance, "parent_id"):
            self.refuse_loop(instance)
        super().check(instance)

    def prepare(self, instance):
        shared, name = self.context.shared, f"slugs of {self.kind_of_subject}"
        if name not in shared:
            slugs = Subject._base_manager.filter(kind=self.kind_of_subject).values_list("slug", flat=True)
            shared[name] = set(slugs)
        instance.subject.prepare(shared[name])

    def names_of(self, instance):
        """Of a new subject none yet, and nothing is asked: there may be a hundred thousand."""
        return () if instance.subject._state.adding else names_of_subject(instance.subject)

    def saved(self, instance):
        instance.subject._state.fields_cache[self.kind_of_subject] = instance
        self.references.add_subject(instance.subject, self._former_names)

    def forget(self, instance):
        """Of a hundred thousand subjects only what tells them apart can be kept."""
        shrink(instance.subject, KEPT_OF_A_SUBJECT)


def _code(instance):
    return getattr(instance, "credit_code", "") or getattr(instance, "code", "")


def is_called(subject: Subject, text: str) -> bool:
    """Whether a text is one of a subject's names or codes."""
    return text == subject.name or normalise(text) in map(normalise, names_of_subject(subject))
