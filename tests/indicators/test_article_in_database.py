"""The hand-made table of the article's figures, whole, against the database and the public pages of the demo."""

from collections import Counter
from html.parser import HTMLParser

import pytest

from indicators.models import Observation, Subject
from tests.indicators.article_figures import ARTICLE_FIGURES, ArticleFigure

pytestmark = pytest.mark.usefixtures("demo")

SECTIONS = {"region": "regions", "enterprise": "enterprises", "project": "projects"}
# How the pages print the periods of the table: first day, last day.
PERIODS = {
    ("2021-01-01", "2021-07-31"): "2021年1—7月",
    ("2021-01-01", "2021-05-31"): "2021年1—5月",
    ("2021-01-01", "2021-06-30"): "2021年上半年",
    ("2019-01-01", "2021-10-31"): "2019年1月—2021年10月",
    ("2018-01-01", "2020-12-31"): "2018—2020年",
    ("2000-01-01", "2000-12-31"): "2000年",
    ("2020-01-01", "2020-12-31"): "2020年",
    ("2021-10-31", "2021-10-31"): "截至2021年10月31日",
}


def as_article_figure(observation):
    ranks = [(rank.group_as_written, rank.position, rank.qualifier) for rank in observation.ranks.all()]
    return ArticleFigure(
        subject=observation.subject.name,
        indicator=observation.indicator.code,
        measure=observation.measure,
        value=None if observation.value is None else format(observation.value.normalize(), "f"),
        as_written=observation.as_written,
        unit=observation.unit,
        first_day=observation.first_day.isoformat(),
        last_day=observation.last_day.isoformat(),
        is_stock=observation.is_stock,
        period_inferred=observation.is_period_inferred,
        qualifier=observation.qualifier,
        basis=observation.basis,
        paragraph=int(observation.place.removeprefix("第").removesuffix("段")),
        value_state=observation.value_state,
        ranks=tuple(ranks),
    )


class FigureTexts(HTMLParser):
    """The texts, without spaces, of the elements that each show one figure or one row of figures."""

    VOID = {"br", "img", "input", "link", "meta", "hr", "wbr", "source", "path", "use", "circle", "rect"}

    def __init__(self, html):
        super().__init__()
        self.texts, self._open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        classes = (dict(attrs).get("class") or "").split()
        is_figure = tag == "tr" or not {"figure", "figure-line"}.isdisjoint(classes)
        if tag not in self.VOID:
            self._open.append((tag, [] if is_figure else None))

    def handle_endtag(self, tag):
        while self._open:
            name, words = self._open.pop()
            if words is not None:
                self.texts.append("".join("".join(words).split()))
            if name == tag:
                return

    def handle_data(self, data):
        for _tag, words in self._open:
            if words is not None:
                words.append(data)


def shown_words(figure):
    """What the article prints: the value as written, or the places where there is no value."""
    return (
        [figure.as_written]
        if figure.value is not None
        else [f"{group}第{position}" for group, position, _ in figure.ranks]
    )


def addresses_of(figure):
    subject = Subject.objects.get(name=figure.subject)
    return [f"/{SECTIONS[subject.kind]}/{subject.slug}/", f"/indicators/{figure.indicator}/"]


@pytest.fixture
def texts_at(client):
    """The figures that a page shows; every page is fetched once."""
    known = {}

    def texts(address):
        if address not in known:
            response = client.get(address)
            assert response.status_code == 200, address
            known[address] = FigureTexts(response.content.decode()).texts
        return known[address]

    return texts


def test_the_database_holds_the_figures_of_the_article_and_no_other():
    public = Observation.objects.public().for_display()

    assert Counter(map(as_article_figure, public)) == Counter(ARTICLE_FIGURES)


def test_nothing_internal_and_nothing_superseded_lies_beside_them():
    assert Observation.objects.count() == 56


def test_every_figure_stands_on_a_public_page_with_its_period_and_paragraph(texts_at):
    missing = []
    for figure in ARTICLE_FIGURES:
        wanted = [*shown_words(figure), PERIODS[figure.first_day, figure.last_day], f"第{figure.paragraph}段"]
        texts = [text for address in addresses_of(figure) for text in texts_at(address)]
        if not any(all(words in text for words in wanted) for text in texts):
            missing.append((figure.subject, figure.indicator, wanted))

    assert missing == []
