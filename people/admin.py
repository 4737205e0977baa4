"""Users, the departments they work in, and the roles that are declared in code."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as BaseGroupAdmin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from people.models import Assignment, Department, User
from people.roles import ROLES

SAVED_FILTERS = "admin/saved_filters_before.html"

admin.site.unregister(Group)


class AssignmentInline(TabularInline):
    model = Assignment
    extra = 0
    autocomplete_fields = ["department"]


@admin.register(User)
class UserAdmin(BaseUserAdmin, ModelAdmin):
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ["username", "roles", "departments", "is_staff", "is_superuser", "is_active", "last_login"]
    list_filter = ["is_active", "is_staff", "groups"]
    search_fields = ["username", "email"]
    list_per_page = 25
    list_before_template = SAVED_FILTERS
    inlines = [AssignmentInline]
    filter_horizontal = []
    autocomplete_fields = ["groups"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("权限"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        (_("资料"), {"fields": ["first_name", "last_name", "email"]}),
        (_("时间"), {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups", "assignments__department")

    @admin.display(description=_("角色"))
    def roles(self, user):
        return "、".join(group.name for group in user.groups.all())

    @admin.display(description=_("部门"))
    def departments(self, user):
        return "、".join(str(assignment.department) for assignment in user.assignments.all())


@admin.register(Group)
class RoleAdmin(BaseGroupAdmin, ModelAdmin):
    """The declared roles are made by `manage.py apply_roles` and only looked at here; others may be added."""

    list_display = ["name", "description"]
    list_before_template = SAVED_FILTERS
    search_fields = ["name"]
    filter_horizontal = []

    def get_fieldsets(self, request, obj=None):
        """A declared role is told by its sentence, which its hundreds of permissions only spell out."""
        told = "description" if obj and obj.name in ROLES else "permissions"
        return [(None, {"fields": ["name", told]})]

    @admin.display(description=_("说明"))
    def description(self, group):
        return ROLES.get(group.name, {}).get("description", "")

    def has_change_permission(self, request, obj=None):
        return (obj is None or obj.name not in ROLES) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return (obj is None or obj.name not in ROLES) and super().has_delete_permission(request, obj)


@admin.register(Department)
class DepartmentAdmin(ModelAdmin):
    list_display = ["name", "name_en", "duties"]
    search_fields = ["name", "name_en"]
    list_per_page = 25
    list_before_template = SAVED_FILTERS
    fields = ["name", "name_en", "duties"]
