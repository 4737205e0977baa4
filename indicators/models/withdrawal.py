"""Records that an undone import brought: kept, because others may refer to them, and hidden."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class PresentManager(models.Manager):
    """All but what was withdrawn: the door of lists, search and references."""

    def get_queryset(self):
        return super().get_queryset().filter(is_withdrawn=False)


class EveryRow(models.Manager):
    """Withdrawn or not: for whoever must know that a name or a number is taken."""


class PresentRecordManager(models.Manager):
    """The records whose subject was not withdrawn."""

    def get_queryset(self):
        return super().get_queryset().filter(subject__is_withdrawn=False)


class Withdrawable(models.Model):
    """A record that others may refer to. Undoing the import that brought it hides it, importing it again revives it.

    `objects` hides what was withdrawn, `everything` does not. Only an undo sets the mark.
    """

    # For statements that name their columns: a default in the database too.
    is_withdrawn = models.BooleanField(gettext_lazy("已撤回"), default=False, db_default=False, editable=False)

    IN_FORCE = Q(is_withdrawn=False)

    objects = PresentManager()
    everything = EveryRow()

    class Meta:
        abstract = True

    def validate_unique(self, exclude=None):
        """Also refuses the name or code of a withdrawn record, which `objects` does not see."""
        super().validate_unique(exclude=exclude)
        if twin := self._withdrawn_twin():
            raise ValidationError(
                _("“%(name)s”登记过，后来随导入一起撤回了：请重新导入它，或恢复那个批次。"), params={"name": str(twin)}
            )

    def _withdrawn_twin(self):
        withdrawn = type(self).everything.filter(is_withdrawn=True).exclude(pk=self.pk)
        for names in self._unique_names():
            values = {name: getattr(self, self._meta.get_field(name).attname) for name in names}
            if twin := withdrawn.filter(**values).first():
                return twin
        return None

    def _unique_names(self):
        fields = [(field.name,) for field in self._meta.concrete_fields if field.unique and not field.primary_key]
        return [*fields, *(c.fields for c in self._meta.constraints if isinstance(c, models.UniqueConstraint))]
