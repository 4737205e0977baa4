"""The saved filters above a list of the desk."""

from django import template

from people.saved_filters import filter_of

register = template.Library()


@register.inclusion_tag("admin/saved_filters.html", takes_context=True)
def saved_filters(context):
    """The user's own filters of this list as chips, and the way to keep the present one."""
    request = context["request"]
    present = filter_of(request.GET)
    kept = request.user.saved_filters.filter(list_path=request.path)
    return {
        "filters": [{"saved": saved, "is_present": saved.query == present} for saved in kept],
        "list_path": request.path,
        "present": present,
        "csrf_token": context.get("csrf_token"),
    }
