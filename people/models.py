from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Someone who signs in. The only natural persons that the portal stores."""

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")


class Department(models.Model):
    """An office of the county that answers for indicators or services, named by its title only."""

    name = models.CharField(_("名称"), max_length=100, unique=True)
    name_en = models.CharField(_("英文名"), max_length=200, blank=True)
    duties = models.TextField(_("职责"), blank=True, help_text=_("这个部门负责哪些数据和事项。不写个人姓名。"))

    class Meta:
        verbose_name = _("部门")
        verbose_name_plural = _("部门")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Assignment(models.Model):
    """A user's place in a department."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, verbose_name=_("用户"), related_name="assignments")
    department = models.ForeignKey(
        Department, on_delete=models.CASCADE, verbose_name=_("部门"), related_name="assignments"
    )

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        constraints = [models.UniqueConstraint(fields=["user", "department"], name="assignment_once_a_department")]

    def __str__(self):
        return f"{self.user} · {self.department}"


class SavedFilter(models.Model):
    """What a user looks for again and again in a list of the desk, under a name of the user's own."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, verbose_name=_("用户"), related_name="saved_filters")
    list_path = models.CharField(_("列表"), max_length=200)
    name = models.CharField(_("名称"), max_length=40)
    query = models.CharField(_("筛选条件"), max_length=2000)

    class Meta:
        verbose_name = _("保存的筛选")
        verbose_name_plural = _("保存的筛选")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "list_path", "name"], name="saved_filter_name_once_a_list")
        ]

    def __str__(self):
        return self.name

    @property
    def address(self):
        return f"{self.list_path}?{self.query}"
