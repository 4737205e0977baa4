from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "imports"
    verbose_name = _("导入")

    def ready(self):
        # Each app says in its sheets.py what a row of its tables means.
        autodiscover_modules("sheets")
