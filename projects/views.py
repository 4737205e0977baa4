from django.shortcuts import render
from django.utils.translation import pgettext

from enterprises.dossier import dossier_of
from indicators.pages import chosen_chips, fill_table, find_record, note_ignored, trail
from indicators.worlds import world_of
from projects.filters import ProjectFilter
from projects.models import Project
from projects.queries import for_list, newest_milestones
from projects.tables import ProjectTable


def project_list(request):
    world = world_of(request)
    projects = ProjectFilter(request.GET, Project.objects.public().in_world(world).active(), world=world)
    note_ignored(request, projects)
    facets = projects.with_counts()
    context = {
        "crumbs": [(pgettext("section", "项目"), "")],
        "facets": facets,
        "query": projects.query,
        "chips": chosen_chips(request, projects, facets),
        "table": fill_table(request, ProjectTable(for_list(projects.qs), order_by="name")),
    }
    return render(request, "projects/list.html", context)


def project_detail(request, slug):
    projects = Project.objects.public().select_related("owner__subject", "park__subject", "chain__subject")
    project = find_record(request, projects, slug)
    context = {
        "crumbs": trail(request, pgettext("section", "项目"), "projects:list", project.subject),
        "project": project,
        "subject": project.subject,
        "milestones": list(newest_milestones().filter(project=project)),
        "dossier": dossier_of(project.subject),
    }
    return render(request, "projects/detail.html", context)
