"""One form for a record and the Subject that carries its name."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.forms.models import construct_instance, model_to_dict
from django.utils.translation import gettext as _

from indicators.models import Region, Subject

SUBJECT_FIELDS = (
    "name",
    "short_name",
    "aliases",
    "name_en",
    "located_in",
    "state",
    "source",
    "place",
    "as_written",
    "note",
)


class SubjectRecordForm(forms.ModelForm):
    """Edits a record (an Enterprise, a Park …) together with its Subject; `save` writes both or neither.

    The Subject's fields are added by the admin, which knows their widgets. `code_field` names the record's field that
    becomes the Subject's key when it is given at creation; the key stays as it is afterwards.
    """

    code_field = ""

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        instance = instance or self._meta.model()
        self.subject = self._subject_of(instance)
        self.is_new = self.subject.pk is None
        initial = model_to_dict(self.subject, SUBJECT_FIELDS) | (initial or {})
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        instance.subject = self.subject

    def _subject_of(self, instance):
        """The subject as it is; for a record out of the history as it was then."""
        if instance.pk is None:
            return Subject(kind=instance.subject_kind)
        version = getattr(instance, "_history", None)
        if version is None:
            return instance.subject
        then = Subject.history.as_of(version.history_date).filter(id=instance.pk)
        return then.first() or instance.subject

    def _post_clean(self):
        """After the record's own fields, the subject's: what it may be called and which world it belongs to."""
        super()._post_clean()
        names = [name for name in SUBJECT_FIELDS if name in self.cleaned_data]
        construct_instance(self, self.subject, names)
        try:
            self.subject.clean_fields(exclude=[f.name for f in Subject._meta.fields if f.name not in names])
        except ValidationError as error:
            self._update_errors(error)
        self._settle_world()
        self._refuse_namesake()

    def _settle_world(self):
        world = self.world_of_record()
        if self.is_new:
            self.subject.world = world
        elif world is not None and world.pk != self.subject.world_id:
            self.add_error(
                self.world_field,
                _("“%(name)s”属于%(world)s，不能改到另一个地区的数据里。")
                % {"name": self.subject, "world": self.subject.world},
            )

    @property
    def world_field(self):
        return "located_in" if "located_in" in self.fields else NON_FIELD_ERRORS

    def world_of_record(self) -> Region | None:
        """The root region whose data the record belongs to: that of its region, else that of the home region."""
        if region := self.cleaned_data.get("located_in"):
            return region.subject.world
        if not self.is_new:
            return self.subject.world
        home = Region.objects.home()
        if home is None:
            self.add_error(self.world_field, _("还没有首页地区：请填写所在地区，或先在“地区”里勾选首页地区。"))
        return home.subject.world if home else None

    def namesakes(self):
        """Subjects that the new name must not be confused with."""
        same = Subject.objects.filter(kind=self.subject.kind, world_id=self.subject.world_id, name=self.subject.name)
        return same.exclude(pk=self.subject.pk)

    def _refuse_namesake(self):
        if self.cleaned_data.get("name") and (other := self.namesakes().first()):
            self.add_error(
                "name",
                _("已有同名的%(kind)s“%(name)s”，请打开它修改，不要重复登记。")
                % {"kind": other.get_kind_display(), "name": other.name},
            )

    def save_subject(self):
        """Writes the subject if it is new or one of its fields was changed; the record is written after it."""
        if self.is_new:
            self.subject.key = self._free_key()
        if self.is_new or set(SUBJECT_FIELDS) & set(self.changed_data):
            self.subject.save()

    def _free_key(self):
        code = getattr(self.instance, self.code_field) if self.code_field else ""
        taken = Subject.everything.filter(kind=self.subject.kind, world_id=self.subject.world_id, key=code).exists()
        return "" if taken else code

    @transaction.atomic
    def save(self, commit=True):
        if commit:
            self.save_subject()
        return super().save(commit)
