from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("门户")

    def ready(self):
        # Only here are all rooms known.
        from imports.surroundings import (
            register_naming,
            register_sources,
            register_touched_pages,
            register_worlds,
        )
        from indicators.sheets.naming import FigureNaming
        from portal.import_surroundings import sources, touched_pages, worlds

        register_worlds(worlds)
        register_sources(sources)
        register_touched_pages(touched_pages)
        register_naming(FigureNaming())
