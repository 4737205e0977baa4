"""The pages that say what went wrong and where to go from there."""

from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _


def bad_request(request, exception=None):
    return _error_page(400, _("这个请求无法处理"), _("网址或提交的内容有误，请检查后再试。"))


def forbidden(request, exception=None):
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        advice = _("您已登录，但没有打开这个页面或做这件事的权限，需要时请联系管理员。")
    else:
        advice = _("这个页面需要相应的权限，请登录后再试。")
    return _error_page(403, _("无权访问"), advice, request)


def not_found(request, exception=None):
    return _error_page(404, _("没有这个页面"), _("网址可能有误，或内容已经移走。可以从下面找到要看的内容。"), request)


def server_error(request):
    """Asks neither the database nor the manifest of static files: either may be what failed."""
    return HttpResponseServerError(loader.get_template("500.html").render())


def _error_page(status, title, advice, request=None):
    if request is None:
        # A request whose host is not ours must not be asked for its address.
        return HttpResponse(loader.get_template("400.html").render({"title": title, "advice": advice}), status=status)
    return render(request, "portal/error.html", {"title": title, "advice": advice, "status": status}, status=status)
