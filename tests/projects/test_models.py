"""What must hold of projects and their milestones."""

import datetime

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError

from indicators.models import Subject
from projects.models import Milestone, Project
from tests.factories import make_subject

MARCH_1, MARCH_31 = datetime.date(2021, 3, 1), datetime.date(2021, 3, 31)


@pytest.fixture
def project(county):
    return Project.objects.create(subject=make_subject("project", "樱花智能锁", county.subject.world))


@pytest.fixture
def reach(project, source):
    return lambda stage, **fields: Milestone.objects.create(project=project, stage=stage, source=source, **fields)


def refuses(constraint):
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize("last_day", [None, MARCH_31])
def test_a_stage_is_reached_once_a_day(reach, last_day):
    reach("signed", last_day=last_day, first_day=last_day)
    reach("started", last_day=last_day, first_day=last_day)

    with refuses("milestone_once_a_day"):
        reach("signed", last_day=last_day, first_day=last_day)


@pytest.mark.parametrize("days", [{"first_day": MARCH_1}, {"last_day": MARCH_31}])
def test_a_milestone_has_both_days_or_none(reach, days):
    with refuses("milestone_does_not_end_before_it_begins"):
        reach("signed", **days)


def test_a_milestone_does_not_end_before_it_begins(reach):
    with refuses("milestone_does_not_end_before_it_begins"):
        reach("signed", first_day=MARCH_31, last_day=MARCH_1)


@pytest.mark.parametrize("days", [{}, {"first_day": MARCH_1, "last_day": MARCH_1}])
def test_a_milestone_has_a_day_a_span_or_no_date(reach, days):
    assert reach("signed", first_day=MARCH_1, last_day=MARCH_31).pk
    assert reach("signed", **days).pk


def test_milestones_are_listed_in_order_with_the_undated_last(reach, project):
    undated = reach("producing", period_label="")
    completed = reach("completed", first_day=MARCH_31, last_day=MARCH_31)
    signed = reach("signed", first_day=MARCH_1, last_day=MARCH_1)

    assert list(project.milestones.public()) == [signed, completed, undated]
    assert str(signed) == "樱花智能锁 · 签约"


def test_deleting_a_project_takes_its_milestones_but_leaves_its_subject(reach, project):
    reach("signed")
    with pytest.raises(ProtectedError):
        project.subject.delete()

    project.delete()

    assert Milestone.objects.count() == 0
    assert Subject.objects.filter(kind="project").count() == 1
