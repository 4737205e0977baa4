"""Every public address: the names come from the resolver, the examples from the database the test stands on."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model
from django.urls import URLResolver, get_resolver, reverse
from django.utils import translation

from enterprises.models import Chain, Enterprise, Park
from indicators import chart_engine
from indicators.models import Category, Indicator, Observation, Region
from indicators.open_data.code_lists import code_lists
from newsroom.models import Article, Policy
from projects.models import Project

ADMIN = "admin/"


@dataclass(frozen=True, slots=True)
class Details:
    """The pages of a model's rows; `field` fills the address, `busiest` has the most to show in the demo."""

    model: type[Model]
    field: str
    busiest: str

    def every_key(self) -> list[str]:
        return sorted(self.model.objects.values_list(self.field, flat=True))


class CodeListPages:
    """The pages of code lists, which are no rows of one table."""

    model = Category
    busiest = "measure"

    def every_key(self) -> list[str]:
        return sorted(one.name for one in code_lists())


class FigurePages:
    """The pages of single figures: there are as many as figures, so one of each indicator stands for all."""

    model = Observation

    @property
    def busiest(self) -> str:
        """The county's figure that has places too, known by what it says: numbers differ from load to load."""
        figure = Observation.objects.public().filter(
            indicator__code="industrial_value_added_above_scale", measure="yoy"
        )
        return str(figure.get(subject__slug="jinyunxian", last_day="2021-07-31").pk)

    def every_key(self) -> list[str]:
        figures = Observation.objects.public().order_by("indicator_id", "-pk").distinct("indicator_id")
        return [str(pk) for pk in sorted({*figures.values_list("pk", flat=True), int(self.busiest)})]


# A new public address needs its line in one of these: so it is swept from its first day.
LISTS = {
    "home": [""],
    "search": ["?q=%E9%94%AF%E5%8A%9B", "", "?q=j", "?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA"],
    "indicators:list": [""],
    "enterprises:list": ["", "?view=cards", "?q=julihuang", "?park=jinyunjingkaiqu", "?sort=-name&page=1"],
    "parks:list": [""],
    "projects:list": ["", "?stage=signed"],
    "news:list": ["", "?column=news"],
    "policies:list": [""],
    "calendar": [""],
    "data:index": [""],
    "data:api": [""],
}
DETAILS = {
    "indicators:detail": Details(Indicator, "code", "exports"),
    "figure": FigurePages(),
    "data:codes": CodeListPages(),
    "enterprises:detail": Details(Enterprise, "subject__slug", "julihuang"),
    "parks:detail": Details(Park, "subject__slug", "jinyunjingkaiqu"),
    "chains:detail": Details(Chain, "subject__slug", "jiankangyiliao"),
    "regions:detail": Details(Region, "subject__slug", "jinyunxian"),
    "projects:detail": Details(Project, "subject__slug", "zhongdechanyeyuanjianshe"),
    "news:detail": Details(Article, "slug", "37-jiaqiyeqianyue-puhuizhizao-shuzihuagaizao"),
    "policies:detail": Details(
        Policy, "slug", "guanyuwenqiyejiakuaituijinzhizaoyegaozhiliangfazhanlvsefazhanderuoganyijian"
    ),
}
# Answers programs, without a page around it.
MACHINES = {
    "robots": [""],
    "favicon": [""],
    "healthz": [""],
    "sitemap": [""],
    "sitemap-section": ["", "?p=1"],
    "suggest": ["?q=%E9%94%AF", "", "?q=%F0%9F%8F%AD"],
    "share": [""],
    "news:feed": [""],
    "updates": [""],
    "indicator_updates": [""],
    "indicators:svg": ["", "?region=jinyunxian&measure=yoy"],
    "indicators:png": [""],
    "indicators:specification": [""],
    "indicators:embed": ["", "?view=interactive"],
    "indicators:engine": [""],
}
# Are refused like files where the page would add a notice.
PICTURES = ["indicators:svg", "indicators:png", "indicators:specification"]
# May stand in a frame on any site.
FRAMED = {"indicators:embed"}
# Answers programs too, and refuses in words what it does not know: a typing error would give other figures unnoticed.
INTERFACE = {
    "api:openapi-json": [""],
    "api:observations": ["", "?region=jinyunxian&sort=-period", "?asof=2021-10-31&limit=1000"],
    "api:indicators": [""],
    "api:indicator": [""],
    "api:indicator_observations": ["", "?measure=yoy"],
    "api:subjects": ["?limit=1000", "?kind=enterprise"],
    "api:regions": [""],
    "api:enterprises": ["?limit=1000", "?park=jinyunjingkaiqu"],
    "api:parks": [""],
    "api:code_lists": [""],
    "api:code_list": [""],
}
# Files to save, which refuse in words what they do not know; another language's are other files.
FILES = {
    "files:indicator_csv": ["", "?measure=yoy"],
    "files:indicator_xlsx": [""],
    "files:indicator_json": [""],
    "data:file": ["", "?asof=2021-10-31"],
    "data:package": [""],
}
# Say that there is nothing, in JSON.
NOWHERE = {"api:api-root", "api_root", "api_nowhere"}
# What fills the address of a machine that wants a word.
WORDS = {
    "sitemap-section": "enterprises",
    "indicator_updates": "exports",
    # The indicator of the demo that has figures to compare.
    "indicators:svg": "industrial_value_added_above_scale",
    "indicators:png": "industrial_value_added_above_scale",
    "indicators:specification": "industrial_value_added_above_scale",
    "indicators:embed": "industrial_value_added_above_scale",
    "indicators:engine": chart_engine.version(),
    "api:indicator": "exports",
    "api:indicator_observations": "exports",
    "api:code_list": "measure",
    **dict.fromkeys(("files:indicator_csv", "files:indicator_xlsx", "files:indicator_json"), "exports"),
    "data:file": "figures",
}
# Answers nobody but those who work on the site.
STAFF = {"styleguide"}

PAGES = [*LISTS, *DETAILS]


def public_names(patterns=None, prefix: str = "") -> Iterator[str]:
    """The names of all patterns outside the admin; the pattern itself where one has no name."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if str(pattern.pattern).startswith(ADMIN):
            continue
        if not isinstance(pattern, URLResolver):
            yield prefix + (pattern.name or f"nameless {pattern.pattern}")
            continue
        namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
        yield from public_names(pattern.url_patterns, namespace)


def admin_addresses() -> dict[str, str]:
    """Every address below /admin/ by name, with 1 wherever it wants a number or a word."""
    prefix, admin = get_resolver().namespace_dict["admin"]
    patterns = {name: admin.reverse_dict.getlist(name)[0][0][0] for name in admin.reverse_dict if isinstance(name, str)}
    beside = [pattern for pattern in get_resolver().url_patterns if str(pattern.pattern).startswith(ADMIN)]
    return {pattern.name: reverse(pattern.name) for pattern in beside if not isinstance(pattern, URLResolver)} | {
        name: f"/{prefix}{template % dict.fromkeys(parameters, '1')}"
        for name, (template, parameters) in patterns.items()
    }


def path_of(name: str) -> str:
    """The address of a name without a query: of the busiest page, where it has several."""
    word = DETAILS[name].busiest if name in DETAILS else WORDS.get(name)
    return reverse(name, args=[word] if word else [])


def busiest(name: str, language: str = "zh-hans") -> str:
    """The address that shows the most of those of a name."""
    with translation.override(language):
        return path_of(name) + (LISTS | MACHINES | INTERFACE | FILES).get(name, [""])[0]


def every_address(language: str = "zh-hans") -> list[str]:
    """All pages of the database: lists in their states, and the page of each row."""
    with translation.override(language):
        lists = [reverse(name) + state for name, states in LISTS.items() for state in states]
        return lists + [reverse(name, args=[key]) for name, details in DETAILS.items() for key in details.every_key()]
