"""Content that no page expects: names too long, in other directions, made of markup; numbers too large and too small."""

import datetime

from enterprises.models import (
    Chain,
    ChainListing,
    DigitalService,
    Enterprise,
    Honour,
    Membership,
    Panel,
    Park,
    Participation,
    Programme,
)
from indicators.models import Commitment, Indicator, LegalBasis, Region, Source, Statement, Subject
from newsroom.models import Article, Policy
from projects.models import Milestone, Project
from tests.factories import make_enterprise, make_indicator, make_region, make_source, publish_figure

MARKUP = "<script>alert(1)</script>"
TEMPLATE = "{{7*7}}{% now Y %}"
NAMES = {
    "long": ("浙江某某山区新型高端智能装备与特色机械制造产业创新服务综合体管理有限责任公司" * 6)[:200],
    "one word": ("Pneumonoultramicroscopicsilicovolcanoconiosis" * 5)[:200],
    "emoji": "🏭 工厂 👩‍🏭👨‍👩‍👧‍👦",
    "right to left": "\u202eمصنع الأدوات\u202c 从右向左",
    "markup": f'{MARKUP} & "引号"',
    "template": TEMPLATE,
}
HUGE, TINY = "1" + 15 * "0", "0.000001"
NOTHING_BUT_A_NAME = "只有名字"


def fitting(model, field, name) -> str:
    """As much of the name as the field takes."""
    return name[: model._meta.get_field(field).max_length]


def make_awkward_county(kinds=tuple(NAMES)) -> None:
    """One of everything for each kind of name, in the home region; and an enterprise with nothing but its name."""
    home = Region.objects.home()
    for number, kind in enumerate(kinds):
        make_one_of_everything(home, number, NAMES[kind])
    make_enterprise(home.subject.world, NOTHING_BUT_A_NAME)


def make_one_of_everything(home, number: int, name: str) -> None:
    """Rows of every model that bear the name in every text, all of them speaking of one enterprise."""
    world = home.subject.world
    source = make_source(fitting(Source, "title", name), publisher=fitting(Source, "publisher", name))
    cited = {"source": source, "place": fitting(Honour, "place", name), "as_written": name, "note": name}
    town = make_region(name, f"33112299{number}", home, short_name=name[:100])
    place = {"world_id": world.pk, "located_in": town, "short_name": name[:100]}
    park = make_record(Park, name, place, about=name)
    chain = make_record(Chain, name, place, about=name)
    ChainListing.objects.create(chain=chain, list_name=name[:100], named_by=name, **cited)
    enterprise = make_record(
        Enterprise, name, place, about=name, products=[name[:100]], legal_basis=LegalBasis.PRINTED_SOURCE
    )
    make_project(enterprise, park, chain, place, cited)
    give_everything(enterprise, park, chain, name, cited)
    give_figures(enterprise, home, source, name)


def make_record(model, name, place, **fields):
    return model.objects.create(subject=Subject.objects.create(kind=model.subject_kind, name=name, **place), **fields)


def make_project(enterprise, park, chain, place, cited) -> None:
    name = enterprise.name
    project = make_record(Project, name, place, owner=enterprise, park=park, chain=chain, about=name)
    Milestone.objects.create(project=project, stage=Milestone.Stage.SIGNED, **cited)


def give_everything(enterprise, park, chain, name, cited) -> None:
    subject = {"subject": enterprise.subject}
    programme = Programme.objects.create(name=fitting(Programme, "name", name), short_name=name[:50])
    service = DigitalService.objects.create(name=name[:100], description=name, **cited)
    for place in ({"park": park}, {"chain": chain}, {"size_class": Membership.SizeClass.ABOVE_SCALE}):
        Membership.objects.create(enterprise=enterprise, **place, **cited)
    Honour.objects.create(programme=programme, batch_label=name[:50], **subject, **cited)
    Participation.objects.create(service=service, **subject, **cited)
    Panel.objects.create(enterprise=enterprise, title=fitting(Panel, "title", name), **cited)
    Commitment.objects.create(promised_by=name, text=name, goal_as_written=name, **subject, **cited)
    Statement.objects.create(text=name, **subject, **cited)
    titled = {"title": name, "summary": name, **cited}
    Article.objects.create(published_on=datetime.date(2021, 10, 31), **titled).subjects.add(enterprise.subject)
    Policy.objects.create(issuer=name, document_number=name[:100], **titled)


def give_figures(enterprise, home, source, name) -> None:
    """Numbers of sixteen digits and of a millionth, for the enterprise and for the county, one of them corrected."""
    indicator = make_indicator(
        name=fitting(Indicator, "name", name), unit=fitting(Indicator, "unit", name), definition=name, method=name
    )
    for subject in (enterprise, home):
        publish_figure(subject, indicator, HUGE, source=source, note=name)
        publish_figure(subject, indicator, TINY, source=source, measure="yoy", note=name)
        publish_figure(subject, indicator, f"{HUGE}.5", source=source, change="correction", change_reason=name)
