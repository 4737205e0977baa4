"""What a page of figures says of them to those who cite and index: {% describe_dataset %} and {% cite_figures %}."""

from django import template

from indicators.open_data import citation
from indicators.open_data.dataset import as_script, dataset

register = template.Library()


@register.inclusion_tag("components/dataset_jsonld.html", takes_context=True)
def describe_dataset(context, indicator, figures, query=""):
    """The indicator as a schema.org Dataset; figures: those shown, loaded for display; query: "?…" of the page's choice."""
    return {"dataset": as_script(dataset(context["request"], indicator, list(figures), query))}


@register.inclusion_tag("components/citation.html", takes_context=True)
def cite_figures(context, indicator, figures):
    """How to cite the figures that the page shows."""
    figures = list(figures)
    title = citation.title_of(indicator, figures)
    return {
        "citation": citation.citation_of(context["request"], title, updated_on=citation.updated_on(figures)),
    }
