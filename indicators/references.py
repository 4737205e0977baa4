"""Finding the thing that a cell names: subjects, indicators, sources, groups and codes, each looked up once a run."""

import re
from collections.abc import Collection, Iterable
from string import ascii_uppercase
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from imports.columns import quoted
from imports.context import ImportContext
from imports.errors import ImportRefused, SetAside
from imports.instances import Blanks, point
from imports.mapping import normalise
from indicators.models import Category, Indicator, Region, RegionGroup, Source, Subject
from people.models import Department

SUBJECT, INDICATOR = "subject", "indicator"
MOST_CANDIDATES = 5
LEAST_SIMILARITY = 55
ONE_LETTER_OFF = 60
COMPANY_FORMS = ("有限责任公司", "股份有限公司", "有限公司", "公司")
# What tables of provinces and cities leave out: 北京, 内蒙古.
REGION_FORMS = ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区", "省", "市")
FORMS = COMPANY_FORMS + REGION_FORMS
SHORTEST_SHORT = 2
NOT_IN_FORCE = {Subject.State.DEREGISTERED, Subject.State.MOVED_OUT}
NAME_AND_KEY = re.compile(r"(.+)\(([^()]+)\)")


class NameIndex:
    """Things by every way of writing their name; a name may belong to several."""

    def __init__(self, what: str, role: str = ""):
        self.what, self.role = what, role
        # Nearly every name has one owner, and there may be a hundred thousand: those of several are kept apart.
        self._owner: dict[str, Any] = {}
        self._owners: dict[str, list] = {}
        # Names without the form of the company, made when first asked for: of how many names, and whose they are.
        self._shorts: tuple[int, dict[str, list[str]]] | None = None

    def add(self, thing, names):
        for plain in dict.fromkeys(normalise(name) for name in names if name):
            owner = self._owner.setdefault(plain, thing)
            if owner is not thing:
                self._add_owner(plain, thing)

    def _add_owner(self, plain, thing):
        if plain not in self._owners and self._owner[plain].pk == thing.pk:
            self._owner[plain] = thing
            return
        others = [other for other in self._owners.get(plain, [self._owner[plain]]) if other.pk != thing.pk]
        self._owners[plain] = [*others, thing]

    def rename(self, thing, former, names):
        """As `add`, for a thing that was known by `former` names: those that it has no more are free."""
        kept = {normalise(name) for name in names if name}
        for plain in {normalise(name) for name in former if name} - kept:
            self._forget(plain, thing)
        self.add(thing, names)

    def _forget(self, plain, thing):
        others = [other for other in self.owners(plain) if other.pk != thing.pk]
        self._owners.pop(plain, None)
        self._owner.pop(plain, None)
        if others:
            self._owner[plain] = others[0]
        if len(others) > 1:
            self._owners[plain] = others

    def owners(self, plain: str) -> list:
        """The things of a normalised name."""
        if plain in self._owners:
            return self._owners[plain]
        return [self._owner[plain]] if plain in self._owner else []

    def names(self) -> Iterable[str]:
        return self._owner.keys()

    def get(self, text):
        """The one thing of that name, or None. Raises SetAside when the name belongs to several."""
        plain = normalise(text)
        found = self.owners(plain) or self._owners_with_key(plain)
        if len(found) > 1:
            # What is struck off never wins over what bears the name now.
            found = [thing for thing in found if getattr(thing, "state", "") not in NOT_IN_FORCE] or found
        if len(found) > 1:
            raise SetAside(
                _("“%(text)s”可以指几个%(what)s，请写全称或代码。") % {"text": quoted(text), "what": self.what},
                sorted(_told_apart(thing, found) for thing in found),
                text,
                self.role,
            )
        return found[0] if found else None

    def _owners_with_key(self, plain):
        """Where several share a name, the name with the key behind it says which."""
        named = NAME_AND_KEY.fullmatch(plain) if plain.endswith(")") else None
        if named is None:
            return []
        return [thing for thing in self.owners(named[1]) if normalise(getattr(thing, "key", "")) == named[2]]

    def in_short(self, text) -> list:
        """Those whose name is this one but for its form: 有限公司 or 市 left out, or put behind."""
        plain = normalise(text)
        short = short_name(plain)
        if len(short) < SHORTEST_SHORT:
            return []
        if self._shorts is None or self._shorts[0] != len(self._owner):
            shorts: dict[str, list[str]] = {}
            for name in self._owner:
                if name.endswith(FORMS):
                    shorts.setdefault(short_name(name), []).append(name)
            self._shorts = (len(self._owner), shorts)
        names = [*self._shorts[1].get(short, ()), *([short] if short != plain else ())]
        return list({thing.pk: thing for name in names for thing in self.owners(name)}.values())

    def require(self, text):
        """The one thing of that name. Raises SetAside with similar names when there is none."""
        thing = self.get(text)
        if thing is None:
            raise SetAside(
                _("没有名为“%(text)s”的%(what)s，请改成已登记的名称或先导入它。")
                % {"text": quoted(text), "what": self.what},
                lambda: self.candidates(text),
                text,
                self.role,
            )
        return thing

    def candidates(self, text):
        """Names of things written much like `text`, the most similar first."""
        plain = normalise(text)
        similar = process.extract(
            plain, self.names(), scorer=fuzz.WRatio, limit=4 * MOST_CANDIDATES, score_cutoff=LEAST_SIMILARITY
        )
        similar = [found for found in similar if is_like(plain, found[0])]
        # The scorer prefers any longer name that contains the text to one that differs by a letter.
        similar.sort(key=lambda found: fuzz.ratio(plain, found[0]) + fuzz.partial_ratio(plain, found[0]), reverse=True)
        names = [str(getattr(thing, "name", thing)) for key, _score, _i in similar for thing in self.owners(key)]
        return list(dict.fromkeys(names))[:MOST_CANDIDATES]


def is_like(text: str, name: str) -> bool:
    """Whether two names share two letters in a row, or differ by one of three; 机床 is not like 食品制造业."""
    pairs = {text[place : place + 2] for place in range(len(text) - 1)}
    return any(pair in name for pair in pairs) or fuzz.ratio(text, name) >= ONE_LETTER_OFF


class AnyIndex(NameIndex):
    """The things of several indexes, whatever is added to them later."""

    def __init__(self, what: str, indexes: Collection[NameIndex]):
        super().__init__(what, SUBJECT)
        self._indexes = indexes

    def owners(self, plain):
        return [thing for index in self._indexes for thing in index.owners(plain)]

    def in_short(self, text):
        return [thing for index in self._indexes for thing in index.in_short(text)]

    def names(self):
        return list(dict.fromkeys(name for index in self._indexes for name in index.names()))


def _told_apart(thing, others):
    """A name that says which of several is meant: with its code where names are equal. Both ways are understood."""
    name = getattr(thing, "name", str(thing))
    code = getattr(thing, "key", "") or getattr(thing, "code", "")
    equal = [other for other in others if getattr(other, "name", "") == name]
    return f"{name}（{code}）" if len(equal) > 1 and code else name


class References:
    """The look-ups of one import run; subjects and groups are those of one world."""

    def __init__(self, context: ImportContext):
        self.context = context
        self.world = self._find_world(context.world_slug)
        self.sources = self._index(_("来源"), Source.objects.all(), lambda source: [source.title])
        self.indicators = self._index(_("指标"), Indicator.objects.all(), names_of_indicator, INDICATOR)
        self.departments = self._index(_("部门"), Department.objects.all(), lambda department: [department.name])
        self.categories = self._index(_("分类代码"), Category.objects.all(), names_of_category)
        self._blanks = {kind: Blanks(Subject._meta.get_field(kind).related_model) for kind in Subject.Kind.values}
        self._load_world()

    @classmethod
    def of(cls, context: ImportContext) -> "References":
        """The look-ups of a run, made on first use."""
        if "references" not in context.shared:
            context.shared["references"] = cls(context)
        return context.shared["references"]

    def enter_world(self, root: Region):
        """Continues in another world, after a root region was made or named."""
        if self.world is None or self.world.pk != root.pk:
            self.world = root
            self.context.world_slug = root.subject.slug
            self._load_world()

    def require_world(self) -> Region:
        """The root region. Raises SetAside where there is none yet."""
        if self.world is None:
            raise SetAside(_("还没有登记地区，请先导入地区表，并写明哪个是“首页地区”。"))
        return self.world

    def subject(self, text, kind: str = "") -> Subject:
        """The subject of that name or code, of one kind or of any, or the one that an editor said. Raises SetAside."""
        said = self.said(text)
        if isinstance(said, Subject) and kind in ("", said.kind):
            return said
        return self.find_subject(text, kind) or (self.subjects[kind] if kind else self.any_subject).require(text)

    def indicator(self, text) -> Indicator:
        """The indicator of that name or code, or the one that an editor said. Raises SetAside."""
        said = self.said(text)
        return said if isinstance(said, Indicator) else self.indicators.require(text)

    def said(self, text) -> Subject | Indicator | None:
        """What an editor said that a name means in the table that is being read."""
        names = self.context.said_names
        said = names.get(normalise(text)) if names else None
        return self.target(said.target) if said else None

    def target(self, target: str) -> Subject | Indicator | None:
        """What "subject:KIND:KEY" or "indicator:CODE" stands for; None where that is no more."""
        what, _colon, rest = target.partition(":")
        if what == INDICATOR:
            return next((one for one in self.indicators.owners(normalise(rest)) if one.code == rest), None)
        kind, _colon, key = rest.partition(":")
        index = self.subjects.get(kind) if what == SUBJECT else None
        return next((one for one in index.owners(normalise(key)) if one.key == key), None) if index else None

    def find_subject(self, text, kind: str = "") -> Subject | None:
        """As `subject`, but None where there is none. Raises SetAside where there are several."""
        index = self.subjects[kind] if kind else self.any_subject
        found = index.get(text)
        if found is None:
            near = index.in_short(text)
            found = near[0] if len(near) == 1 else None
        return found

    def record(self, kind: str, text):
        """The record (Region, Enterprise, Park …) of that name, or one that only points there. Raises SetAside."""
        return self.record_of(self.subject(text, kind))

    def record_of(self, subject: Subject):
        """The record beside a subject, or one that only points there."""
        if subject._meta.get_field(subject.kind).is_cached(subject):
            return getattr(subject, subject.kind)
        # This run has written it, or in a preview not even that.
        record = self._blanks[subject.kind].make(subject.pk)
        point(record, "subject", "subject_id", subject)
        return record

    def add_subject(self, subject: Subject, former: Collection[str] = ()):
        """Lets later rows find a subject; `former` are the names that it had before, if it was known."""
        index, names = self.subjects[subject.kind], names_of_subject(subject)
        if former:
            index.rename(subject, former, names)
        else:
            index.add(subject, names)

    def source(self, text) -> Source | None:
        """The source that a cell names, or the run's own where the cell is blank.

        Raises SetAside for an unknown one in a cell, and ImportRefused where the run itself was given an unknown one.
        """
        if text:
            return self.sources.require(text)
        return self._own_source() if self.context.source_title else None

    def _own_source(self):
        try:
            return self.sources.require(self.context.source_title)
        except SetAside as problem:
            raise ImportRefused(_("指定的来源不能用：%(reason)s") % {"reason": problem.reason}) from None

    def _find_world(self, slug):
        roots = Region.objects.roots()
        if slug:
            root = roots.filter(subject__slug=slug).first()
            if root is None:
                raise ImportRefused(_("没有地区“%(slug)s”，请核对，或先导入它的地区表。") % {"slug": quoted(slug)})
            return root
        home = Region.objects.home()
        if home is None:
            return None
        self.context.world_slug = home.subject.world.subject.slug
        return home.subject.world

    def _load_world(self):
        labels = dict(Subject.Kind.choices)
        self.subjects = {kind: NameIndex(label, SUBJECT) for kind, label in labels.items()}
        self.any_subject = AnyIndex(_("对象"), self.subjects.values())
        self.groups = NameIndex(_("比较范围"))
        if self.world is None:
            return
        for kind in labels:
            for subject in Subject.objects.in_world(self.world).filter(kind=kind).select_related(kind):
                self.add_subject(subject)
        for group in RegionGroup.objects.filter(world=self.world):
            self.groups.add(group, [group.name])

    @staticmethod
    def _index(what, things, names, role=""):
        index = NameIndex(what, role)
        for thing in things:
            index.add(thing, names(thing))
        return index


def short_name(plain: str) -> str:
    """A name without the form of a company, a province or a city at its end."""
    return next((plain.removesuffix(form) for form in FORMS if plain.endswith(form)), plain)


def names_of_subject(subject: Subject) -> list[str]:
    """Every name of a subject and its codes."""
    record = getattr(subject, subject.kind, None)
    codes = [subject.key, getattr(record, "credit_code", ""), getattr(record, "code", "")]
    return [*subject.all_names, *codes]


def names_of_category(category: Category) -> list[str]:
    """A category by its list and its code, with or without the letter, or its name: 行业:C34, 行业:34, 行业:通用设备制造业."""
    code, name = category.code, category.name
    ways = [code, code.lstrip(ascii_uppercase), name, f"{name}（{code}）"]
    return [f"{category.code_list}:{way}" for way in ways if way]


def names_of_indicator(indicator: Indicator) -> list[str]:
    """Every name of an indicator and its code."""
    return [indicator.code, indicator.name, *indicator.aliases, indicator.name_en]
