from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path

from enterprises.urls import chain_patterns, enterprise_patterns, park_patterns
from indicators import feeds, provenance_page
from newsroom.urls import news_patterns, policy_patterns
from people import saved_filters
from portal.pages import calendar, data, errors, guide, health, home, region, robots, search, share, styleguide, suggest
from portal.sitemaps import SITEMAPS

data_patterns = [
    path("", data.data, name="index"),
    path("api/", data.interface, name="api"),
    # A list may be called GB/T 4754.
    path("codes/<path:name>/", data.codes, name="codes"),
    path("datapackage.json", data.data_package, name="package"),
    path("<path:name>.csv", data.table_file, name="file"),
]
region_patterns = [path("<slug:slug>/", region.region_detail, name="detail")]

urlpatterns = [
    path("admin/guide/", admin.site.admin_view(guide.guide), name="guide"),
    path("admin/filters/save/", admin.site.admin_view(saved_filters.save_filter), name="save_filter"),
    path("admin/filters/forget/", admin.site.admin_view(saved_filters.forget_filter), name="forget_filter"),
    path("admin/", admin.site.urls),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", robots.favicon, name="favicon"),
    path("healthz", health.healthz, name="healthz"),
    path("", include("portal.api_urls")),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-section"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-section"),
]
urlpatterns += i18n_patterns(
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/suggest/", suggest.suggest, name="suggest"),
    path("share.png", share.share_image, name="share"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("indicators/", include("indicators.open_data.urls")),
    path("indicators/", include("indicators.urls")),
    path("indicators/<slug:code>/updates.xml", feeds.UpdatesFeed(), name="indicator_updates"),
    path("data/updates.xml", feeds.UpdatesFeed(), name="updates"),
    path("data/calendar/", calendar.release_calendar, name="calendar"),
    path("figures/<slug:number>/", provenance_page.figure_detail, name="figure"),
    path("enterprises/", include((enterprise_patterns, "enterprises"))),
    path("parks/", include((park_patterns, "parks"))),
    path("chains/", include((chain_patterns, "chains"))),
    path("regions/", include((region_patterns, "regions"))),
    path("data/", include((data_patterns, "data"))),
    path("projects/", include("projects.urls")),
    path("news/", include((news_patterns, "news"))),
    path("policies/", include((policy_patterns, "policies"))),
    prefix_default_language=False,
)

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
