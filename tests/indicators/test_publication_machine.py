"""publish and supersede against a plain model, by random histories.

The model is a wall calendar: one sheet a minute and a last one for now, each saying what is in force at its minute.
A vintage published at a minute is written on that sheet and on all behind it; so nothing that is published later may
touch a sheet before it. The database must say of every minute what its sheet says, after every step.
"""

from dataclasses import dataclass
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Count
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from imports.models import ImportBatch
from indicators.actions import PublishError, publish, supersede
from indicators.models import Observation
from indicators.numbers import parse_quantity
from tests.factories import make_figure, make_group, make_indicator, make_region, make_root, make_source
from tests.indicators.making import minute

LAST_MINUTE = 9
NOW = LAST_MINUTE + 1
SHEETS = range(NOW + 1)
BASES = ("printed_source", "statute", "none")

KEYS = list(product(("市", "县"), ("public", "internal")))


@dataclass(frozen=True)
class Content:
    """What the model knows of a vintage."""

    value: int
    rank: int | None
    basis: str
    source: str


contents = st.builds(
    Content,
    value=st.integers(1, 3),
    rank=st.none() | st.integers(1, 2),
    # Without a basis a public figure is refused; often enough, but not in most steps.
    basis=st.sampled_from(["printed_source", "printed_source", "statute", "none"]),
    source=st.sampled_from(BASES),
)
loads = st.dictionaries(st.sampled_from(KEYS), contents, min_size=1, max_size=3)
# Work goes on from minute to minute; now and then somebody dates it back, or publishes twice in the same minute.
strides = st.sampled_from([1, 1, 1, 1, 2, 0, -1, -3])


def as_moment(sheet):
    return None if sheet == NOW else minute(sheet)


class PublicationMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.make_world()
        self.calendar = {sheet: {} for sheet in SHEETS}
        self.latest = 0  # the sheet that the last work was dated
        self.opened = {}  # key: the sheet its open vintage begins on
        self.ended = {}  # key: the last sheet on which a vintage of it was closed

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def make_world(self):
        city = make_root("示例市", "990000")
        self.places = {"市": city, "县": make_region("示例一县", "990001", city)}
        self.indicator = make_indicator(unit="亿元")
        self.group = make_group(city, "全市")
        self.sources = {basis: make_source(basis, legal_basis=basis) for basis in BASES}

    # --- What editors do

    @rule(load=loads, stride=strides)
    def publish(self, load, stride):
        sheet = self.dated(stride)
        changes = {key: content for key, content in load.items() if self.calendar[NOW].get(key) != content}
        if self.is_refused(changes, sheet):
            with pytest.raises(PublishError):
                self.publish_load(load, sheet)
        elif any(key[1] == "public" and content.basis == "none" for key, content in changes.items()):
            with pytest.raises(IntegrityError, match="observation_public_has_a_legal_basis"):
                self.publish_load(load, sheet)
        else:
            published = self.publish_load(load, sheet)
            assert len(published.new) == len(changes.keys() - self.opened.keys())
            assert len(published.changed) == len(changes.keys() & self.opened.keys())
            assert len(published.unchanged) == len(load) - len(changes)
            self.write(changes, sheet)

    def is_refused(self, changes, sheet):
        rewrites_open = any(sheet <= self.opened[key] for key in changes if key in self.opened)
        rewrites_closed = any(sheet < self.ended.get(key, 0) for key in changes if key not in self.opened)
        # Two publications now are microseconds apart, not at one moment.
        return sheet != NOW and (rewrites_open or rewrites_closed)

    def publish_load(self, load, sheet):
        figures = [self.figure(key, content) for key, content in load.items()]
        return publish(figures=figures, batch=ImportBatch.objects.create(), at=as_moment(sheet))

    def figure(self, key, content):
        place, audience = key
        return make_figure(
            self.places[place],
            self.indicator,
            str(content.value),
            source=self.sources[content.source],
            ranks=[(self.group, content.rank)] if content.rank else [],
            audience=audience,
            legal_basis=content.basis,
            place="",
        )

    @precondition(lambda self: self.opened)
    @rule(data=st.data(), value=st.integers(1, 3), source=st.sampled_from(BASES), stride=strides)
    def supersede(self, data, value, source, stride):
        sheet = self.dated(stride)
        key = data.draw(st.sampled_from(sorted(self.opened)))
        former = self.calendar[NOW][key]
        basis = former.basis if source == "none" else source
        content = Content(value, former.rank, basis, source)
        if content == former or (sheet != NOW and sheet <= self.opened[key]):
            with pytest.raises(PublishError):
                self.supersede_open(key, value, source, sheet)
        else:
            self.supersede_open(key, value, source, sheet)
            self.write({key: content}, sheet)

    def supersede_open(self, key, value, source, sheet):
        return supersede(
            observation=self.vintages(key).get(closed_at=None),
            quantity=parse_quantity(f"{value}亿元"),
            change=Observation.Change.CORRECTION,
            reason="更正",
            source=self.sources[source],
            by=None,
            at=as_moment(sheet),
        )

    @precondition(lambda self: self.opened)
    @rule(data=st.data(), stride=strides)
    def withdraw(self, data, stride):
        """Closes a vintage without a successor, as an undo of a first publication does."""
        sheet = min(self.dated(stride), LAST_MINUTE)
        key = data.draw(st.sampled_from(sorted(self.opened)))
        if sheet > self.opened[key]:
            self.vintages(key).filter(closed_at=None).update(closed_at=minute(sheet))
            for later in range(sheet, NOW + 1):
                del self.calendar[later][key]
            del self.opened[key]
            self.ended[key] = sheet

    def dated(self, stride):
        sheet = min(max(self.latest + stride, 0), NOW)
        self.latest = max(self.latest, sheet)
        return sheet

    def vintages(self, key):
        place, audience = key
        return Observation.objects.filter(subject=self.places[place].subject, audience=audience)

    def write(self, changes, sheet):
        for later in range(sheet, NOW + 1):
            self.calendar[later].update(changes)
        self.opened |= dict.fromkeys(changes, sheet)

    # --- What must hold

    @invariant()
    def the_public_of_every_moment_sees_what_it_saw(self):
        for sheet, page in self.calendar.items():
            printed = {key: content for key, content in page.items() if key[1] == "public"}
            assert self.seen(Observation.objects.public(asof=as_moment(sheet))) == printed

    @invariant()
    def readers_never_see_an_internal_baseless_or_closed_row(self):
        for row in Observation.objects.public().values("audience", "legal_basis", "closed_at"):
            assert row["audience"] == "public"
            assert row["legal_basis"] in ("printed_source", "statute")
            assert row["closed_at"] is None

    @invariant()
    def the_desk_sees_the_internal_figures_beside_them(self):
        assert self.seen(Observation.objects.asof()) == self.calendar[NOW]

    @invariant()
    def a_key_has_one_open_vintage(self):
        counts = Observation.objects.filter(closed_at=None).values("subject", "audience")
        assert set(counts.annotate(count=Count("pk")).values_list("count", flat=True)) <= {1}

    def seen(self, observations):
        places = {region.pk: place for place, region in self.places.items()}
        fields = ("subject", "audience", "value", "ranks__position", "legal_basis", "source__title")
        rows = list(observations.values_list(*fields))
        seen = {(places[subject], audience): Content(int(value), *rest) for subject, audience, value, *rest in rows}
        assert len(seen) == len(rows), "two vintages of one key at one moment"
        return seen


@pytest.mark.django_db
def test_random_histories_keep_every_past_moment_as_it_was():
    # Twenty steps can be read as they are found; making them fewer would take minutes, which the long form has.
    unshrunk = [Phase.explicit, Phase.reuse, Phase.generate]
    run_state_machine_as_test(
        PublicationMachine,
        settings=settings(max_examples=12, stateful_step_count=20, deadline=None, phases=unshrunk),
    )


@pytest.mark.slow
@pytest.mark.django_db
def test_long_random_histories_keep_every_past_moment_as_it_was():
    run_state_machine_as_test(
        PublicationMachine, settings=settings(max_examples=100, stateful_step_count=50, deadline=None)
    )
