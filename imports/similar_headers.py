"""Headers that are nearly the name of a declared column: taken and asked about, or offered to the editor. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from imports.mapping import HeaderMapping, normalise, plain_header

Names = Mapping[str, Iterable[str]]

# A letter of six or more may be a slip; of four it is another word. What a second letter makes another name is a rival.
SHORTEST_TAKEN, SLIP, RIVAL = 6, 1, 2
# What is offered may differ more: half of its letters, or it says more around the name, as 所属园区名 around 园区.
NEAR, AROUND = 60, 70
MOST_OFFERED = 3
# A table of so many unknown headers is no list with a misspelt one.
MOST_UNKNOWN = 40


def with_similar(
    mapping: HeaderMapping, headers: Sequence[str], names: Names, said: Mapping[int, str] = MappingProxyType({})
) -> HeaderMapping:
    """The mapping with fields whose column is misspelt by one letter, where nothing else is as like: see `guessed`."""
    taken = set(mapping.columns.values())
    unknown = [place for place, header in enumerate(headers) if header and place not in taken and place not in said]
    if not unknown or len(unknown) > MOST_UNKNOWN:
        return mapping
    meant = {place: found for place in unknown if (found := _meant(headers[place], names))}
    fields = [field for field, _name in meant.values()]
    sure = {place: meant[place] for place in meant if fields.count(meant[place][0]) == 1}
    sure = {place: (field, name) for place, (field, name) in sure.items() if field not in mapping.columns}
    columns = mapping.columns | {field: place for place, (field, _name) in sure.items()}
    ignored = [header for header in mapping.ignored if header not in {headers[place] for place in sure}]
    missing = [field for field in mapping.missing if field not in columns]
    return replace(mapping, columns=columns, missing=missing, ignored=ignored, guessed=dict(sure.values()))


def nearest(header: str, names: Names) -> list[str]:
    """The fields that a header may mean, the most similar first."""
    plain = normalise(plain_header(header))
    if len(plain) < 2:
        return []
    scores: dict[str, float] = {}
    for field, name in _pairs(names):
        score = max(fuzz.ratio(plain, name), AROUND if len(name) > 1 and name in plain else 0)
        scores[field] = max(score, scores.get(field, 0))
    near = sorted((-score, field) for field, score in scores.items() if score >= NEAR)
    return [field for _score, field in near[:MOST_OFFERED]]


def _meant(header, names):
    """The one field, with its name, of which a header is a slip; None where there is none or more than one."""
    plain = normalise(plain_header(header))
    if len(plain) < SHORTEST_TAKEN - SLIP:
        return None
    pairs = _pairs(names)
    near = process.extract(
        plain, [name for _field, name in pairs], scorer=Levenshtein.distance, score_cutoff=RIVAL, limit=None
    )
    fields = {pairs[place][0] for _name, _distance, place in near}
    best = next((pairs[place] for name, distance, place in near if distance == SLIP and _is_slip(plain, name)), None)
    return best if len(fields) == 1 else None


def _is_slip(plain, name):
    """Whether a header is a name with one wrong letter, not with a word or number more that says which."""
    return len(name) >= SHORTEST_TAKEN and not plain.endswith(name) and not plain.startswith(name)


def _pairs(names):
    return [(field, normalise(name)) for field, aliases in names.items() for name in aliases]
