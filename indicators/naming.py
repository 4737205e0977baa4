"""Finding subjects by what people call them. A search engine with typos and full text comes later."""

import re
import unicodedata

from django.db.models import Case, Func, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Replace

from indicators.models import Subject

MAX_QUERY = 100

# Every name in one text, a line each, in the form that a typed query is brought to: （浙江） as (浙江), Ａ as A.
ALL_NAMES = Func(
    Func(
        Value("\n"),
        "name",
        "short_name",
        "name_en",
        Func("aliases", Value("\n"), function="array_to_string", output_field=TextField()),
        function="concat_ws",
        output_field=TextField(),
    ),
    template="NORMALIZE(%(expressions)s, NFKC)",
    output_field=TextField(),
)
SPELLED = Replace("pinyin", Value(" "), Value(""))
INITIALS = Func(
    "pinyin", Value(r"(\S)\S*\s*"), Value(r"\1"), Value("g"), function="regexp_replace", output_field=TextField()
)


def tidy_query(text: str) -> str:
    """What a reader typed, in one form: no control characters, half-width letters, single spaces, bounded."""
    text = unicodedata.normalize("NFKC", text[: MAX_QUERY * 2])
    text = "".join(" " if unicodedata.category(char).startswith("C") else char for char in text)
    return " ".join(text.split())[:MAX_QUERY]


def pinyin_query(text: str) -> str:
    """The letters of a query typed in pinyin ("ju li huang" gives "julihuang"), or "" when it is none."""
    letters = re.sub(r"[\s'’]", "", text.lower())
    return letters if letters.isascii() and letters.isalnum() else ""


def subjects_named(text: str):
    """Subjects one of whose names contains the text, or whose pinyin or initials begin with it, closest first.

    The text is a tidy query; an empty one names nobody.
    """
    if not text:
        return Subject.objects.none()
    spelled = pinyin_query(text)
    by_pinyin = Q(spelled__startswith=spelled) | Q(initials__startswith=spelled) if spelled else Q(pk__in=[])
    subjects = Subject.objects.alias(all_names=ALL_NAMES, spelled=SPELLED, initials=INITIALS)
    found = subjects.filter(Q(all_names__icontains=text) | by_pinyin)
    return found.annotate(closeness=_closeness(text)).order_by("closeness", "pinyin", "pk")


def _closeness(text):
    return Case(
        When(Q(name__iexact=text) | Q(short_name__iexact=text) | Q(aliases__contains=[text]), then=0),
        When(Q(name__istartswith=text) | Q(short_name__istartswith=text), then=1),
        When(all_names__icontains=text, then=2),
        default=3,
        output_field=IntegerField(),
    )
