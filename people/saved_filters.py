"""The filters that a user keeps for the lists of the desk: saving the present one under a name, and forgetting one."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.models import SavedFilter

# The page one happens to stand on, and marks of a list that opens in a window of its own.
NOT_A_FILTER = ("p", "_popup", "_to_field", "_changelist_filters")
# In digits, as the database's keys are; Python refuses to read thousands of them.
LONGEST_NUMBER = 19


def filter_of(parameters: QueryDict) -> str:
    """The part of a list's address that says what is shown and in which order; "" for the whole list."""
    kept = parameters.copy()
    for name in NOT_A_FILTER:
        kept.pop(name, None)
    return kept.urlencode()


class SavedFilterForm(forms.ModelForm):
    """A filter as the page of a list sends it."""

    class Meta:
        model = SavedFilter
        fields = ["list_path", "name", "query"]

    def clean_list_path(self):
        path = self.cleaned_data["list_path"]
        if not is_list(path):
            raise ValidationError("Not a list of the desk.", code="no_list")
        return path

    def clean_query(self):
        return filter_of(QueryDict(self.cleaned_data["query"]))


def is_list(path: str) -> bool:
    """Whether a path of this site is a list of the admin."""
    try:
        found = resolve(path)
    except Resolver404:
        return False
    return found.namespace == "admin" and (found.url_name or "").endswith("_changelist")


@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keeps the filter under its name; the same name in the same list is written over."""
    form = SavedFilterForm(request.POST)
    is_sound = form.is_valid()
    if "list_path" in form.errors:
        return HttpResponseBadRequest()
    list_path = form.cleaned_data["list_path"]
    if not is_sound:
        for name in form.errors:
            messages.error(request, REFUSALS[name]())
        return redirect(f"{list_path}?{filter_of(QueryDict(request.POST.get('query', '')))}")
    kept = {"list_path": list_path, "name": form.cleaned_data["name"]}
    saved, _is_new = request.user.saved_filters.update_or_create(**kept, defaults={"query": form.cleaned_data["query"]})
    messages.success(request, _("已保存筛选“%(name)s”。") % {"name": saved.name})
    return redirect(saved.address)


@require_POST
def forget_filter(request: HttpRequest) -> HttpResponse:
    """Deletes one of the user's own filters; the list stays as it is shown."""
    number = request.POST.get("number", "")
    is_number = number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER
    saved = get_object_or_404(request.user.saved_filters, pk=number if is_number else 0)
    saved.delete()
    messages.success(request, _("已删除筛选“%(name)s”。") % {"name": saved.name})
    return redirect(f"{saved.list_path}?{filter_of(QueryDict(request.POST.get('query', '')))}")


REFUSALS = {
    "name": lambda: _("筛选没有保存：请给它起一个名称，不超过40个字。"),
    "query": lambda: _("筛选没有保存：请先选择筛选条件，条件也不要太多。"),
}
