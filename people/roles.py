"""Roles declared in code; `manage.py apply_roles` makes the groups agree with this table."""

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

# A role lists (app, verbs); "publish" is the permission that lets a batch, a correction or a legal basis
# bring something before the public.
RECORD_APPS = ("indicators", "enterprises", "projects", "newsroom")
ROLES = {
    "编辑": {
        "description": _("录入和修改档案，上传并提交表格；不能发布和更正数据，不能改公开依据。"),
        "apps": dict.fromkeys(RECORD_APPS, ("view", "add", "change")) | {"imports": ("view", "add")},
        "extra": (),
    },
    "发布": {
        "description": _("编辑的全部权限，并可发布导入、更正数据和设定公开依据。"),
        "apps": dict.fromkeys(RECORD_APPS, ("view", "add", "change", "delete"))
        | {"imports": ("view", "add", "change"), "people": ("view",)},
        "extra": (("imports", "publish_importbatch"),),
    },
    "读者": {
        "description": _("只能查看后台的数据和导入记录。"),
        "apps": dict.fromkeys((*RECORD_APPS, "imports"), ("view",)),
        "extra": (),
    },
}


def apply_roles() -> dict[str, int]:
    """Makes one group a role with exactly the declared permissions; answers {role: number of permissions}."""
    counts = {}
    for name, role in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        permissions = list(_permissions_of(role))
        group.permissions.set(permissions)
        counts[name] = len(permissions)
    return counts


def _is_written_by_actions(model):
    """Histories write themselves; figures and batches come from publishing only."""
    return model.startswith("historical") or model in {"observation", "rank", "importchange"}


def _permissions_of(role):
    for app, verbs in role["apps"].items():
        for permission in Permission.objects.filter(content_type__app_label=app):
            verb, model = permission.codename.split("_", 1)
            if verb in verbs and (verb == "view" or not _is_written_by_actions(model)):
                yield permission
    for app, codename in role["extra"]:
        yield Permission.objects.get(content_type__app_label=app, codename=codename)
