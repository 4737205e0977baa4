"""Many enterprises at once, in the demo's own park, chain and town, so that every list and total grows."""

from enterprises.models import Chain, Enterprise, Honour, Membership, Park, Programme
from imports.models import ImportBatch
from indicators.actions import publish
from indicators.models import Indicator, LegalBasis, Region, Source, Subject
from projects.models import Project
from tests.factories import make_figure

PARK, CHAIN, TOWN = "jinyunjingkaiqu", "jiankangyiliao", "huzhenzhen"
INDICATOR = "exports"


def make_crowd(size: int) -> None:
    """Adds `size` enterprises, each with park, chain, size class, an honour, a published figure and a project."""
    source = Source.objects.filter(legal_basis=LegalBasis.PRINTED_SOURCE).first()
    cited = {"source": source, "place": "第1段"}
    subjects = make_subjects(Subject.Kind.ENTERPRISE, [f"众多企业{number}有限公司" for number in range(size)])
    enterprises = Enterprise.objects.bulk_create(
        Enterprise(subject=subject, about="做示例产品。", legal_basis=LegalBasis.PRINTED_SOURCE) for subject in subjects
    )
    join_all(enterprises, cited)
    programme = Programme.objects.first()
    Honour.objects.bulk_create(Honour(subject=subject, programme=programme, **cited) for subject in subjects)
    give_projects(enterprises)
    give_figures(subjects, source)


def make_subjects(kind, names) -> list[Subject]:
    """Subjects of the home world in 壶镇, with addresses of their own."""
    town = Region.objects.get(subject__slug=TOWN)
    taken = set(Subject.objects.filter(kind=kind).values_list("slug", flat=True))
    subjects = [Subject(kind=kind, name=name, world_id=town.subject.world_id, located_in=town) for name in names]
    for subject in subjects:
        subject.prepare(taken)
    return Subject.objects.bulk_create(subjects)


def join_all(enterprises, cited) -> None:
    places = (
        {"park": Park.objects.get(subject__slug=PARK)},
        {"chain": Chain.objects.get(subject__slug=CHAIN)},
        {"size_class": Membership.SizeClass.ABOVE_SCALE},
    )
    Membership.objects.bulk_create(
        Membership(enterprise=enterprise, **place, **cited) for enterprise in enterprises for place in places
    )


def give_projects(enterprises) -> None:
    park, chain = Park.objects.get(subject__slug=PARK), Chain.objects.get(subject__slug=CHAIN)
    subjects = make_subjects(Subject.Kind.PROJECT, [f"{enterprise.name}项目" for enterprise in enterprises])
    Project.objects.bulk_create(
        Project(subject=subject, owner=owner, park=park, chain=chain)
        for subject, owner in zip(subjects, enterprises, strict=True)
    )


def give_figures(subjects, source) -> None:
    indicator = Indicator.objects.get(code=INDICATOR)
    batch = ImportBatch.objects.create(file_name="众多.xlsx", source_title=source.title)
    publish(figures=[make_figure(subject, indicator, "1.5", source=source) for subject in subjects], batch=batch)
