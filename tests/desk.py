"""One row of every model that the desk lists, and the person who looks at it."""

import datetime

from django.contrib.auth.models import Group

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
from imports.models import ImportChange, RememberedReading
from indicators.models import Break, Category, Commitment, ReleaseSchedule, Statement
from newsroom.models import Article, Policy
from people.models import Assignment, Department, User
from people.roles import apply_roles
from projects.models import Milestone, Project
from tests.factories import make_group, make_indicator, make_region, make_source, make_subject, publish_figure


def make_user(role="", **fields) -> User:
    """Somebody of the desk with one of the declared roles; without a role a superuser."""
    if not role:
        return User.objects.create_superuser("admin", **fields)
    apply_roles()
    user = User.objects.create_user(f"user-{role}", is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=role))
    return user


def make_record(model, name, world, **fields):
    """An enterprise, park, chain or project of a name."""
    return model.objects.create(subject=make_subject(model.subject_kind, name, world), **fields)


def make_one_of_each(number, world, county):
    """One row of every model, all of them speaking of each other; `number` tells one set from another."""
    source = make_source(f"报道{number}")
    cited = {"source": source, "place": f"第{number}段"}
    department = Department.objects.create(name=f"部门{number}")
    indicator = make_indicator(name=f"指标{number}号", department=department)
    Break.objects.create(indicator=indicator, on=datetime.date(2011, 1, 1), reason="口径调整", source=source)
    category = Category.objects.create(code_list="行业", code=f"C{number}", name=f"行业{number}")
    ReleaseSchedule.objects.create(
        indicator=indicator, subject=county.subject, due_days=20, starts_on=datetime.date(2021, 1, 1)
    )
    town = make_region(f"某某镇{number}", f"3311221{number:02}", county, source=source, located_in=county)
    make_group(world, f"比较范围{number}").members.add(town)
    park = make_record(Park, f"园区{number}", world)
    chain = make_record(Chain, f"产业链{number}", world)
    ChainListing.objects.create(chain=chain, list_name=f"名单{number}", **cited)
    enterprise = make_record(Enterprise, f"企业{number}", world, industry_id=category.pk)
    make_rows_of(enterprise, park, number, cited)
    project = make_record(Project, f"项目{number}", world, owner=enterprise, park=park, chain=chain)
    Milestone.objects.create(project=project, stage=Milestone.Stage.SIGNED, **cited)
    Article.objects.create(title=f"动态{number}", published_on=datetime.date(2021, 10, 31), **cited)
    Policy.objects.create(title=f"政策{number}", **cited)
    figure = publish_figure(enterprise, indicator, "2.91", source=source)
    ImportChange.objects.create(batch=figure.batch, kind="enterprises", key=f"企业{number}")
    RememberedReading.objects.create(shape=f"{number}", headers=f"乡镇、产值{number}", kind="figures_wide")
    Assignment.objects.create(user=User.objects.create_user(f"职员{number}"), department=department)


def make_rows_of(enterprise, park, number, cited):
    """What is recorded of an enterprise."""
    subject = {"subject": enterprise.subject}
    programme = Programme.objects.create(name=f"称号{number}")
    service = DigitalService.objects.create(name=f"服务{number}", **cited)
    Membership.objects.create(enterprise=enterprise, park=park, **cited)
    Honour.objects.create(programme=programme, **subject, **cited)
    Participation.objects.create(service=service, **subject, **cited)
    Panel.objects.create(enterprise=enterprise, title="仓库原料", **cited)
    Commitment.objects.create(promised_by="某企业", text="三年内工资增长30%以上", **subject, **cited)
    Statement.objects.create(text="首款企业定制版数字化项目", **subject, **cited)


def fields_of(response) -> dict:
    """The values that a page's form would send back unchanged, with those of its inline rows."""
    context = response.context_data
    forms = [context["adminform"].form]
    for inline in context.get("inline_admin_formsets", []):
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {
        bound.html_name: plain(bound.value()) for form in forms for bound in form if plain(bound.value()) is not None
    }


def plain(value):
    """What a browser sends for a field's value; None for what it leaves out."""
    if value is False or value is None:
        return None
    if isinstance(value, list):
        return "，".join(map(str, value))
    return "on" if value is True else str(value)


def errors_of(response) -> dict:
    """The sentences beside the fields of a page's form."""
    return {name: list(errors) for name, errors in response.context_data["adminform"].form.errors.items()}
