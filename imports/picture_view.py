"""The page on which the sheets of a batch's file are drawn. Mixed into the admin of batches."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from imports.errors import ImportRefused
from imports.models import ImportBatch
from imports.picture_page import drawn_page


class PictureConversation:
    """Adds the page 看整张表."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.picture_view)
        return [path("<int:pk>/picture/", view, name="imports_importbatch_picture"), *super().get_urls()]

    def picture_view(self, request, pk):
        """A sheet with what each of its cells was taken for; a sentence where it cannot be drawn."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        batch = get_object_or_404(ImportBatch, pk=pk)
        try:
            drawn = drawn_page(batch, request.GET)
        except ImportRefused as refusal:
            drawn = {"refusal": str(refusal)}
        title = _("整张表：%(name)s") % {"name": str(batch)}
        context = {"title": title, "opts": self.opts, "batch": batch, "is_fullwidth": True, **drawn}
        return TemplateResponse(
            request, "admin/imports/picture.html", {**self.admin_site.each_context(request), **context}
        )
