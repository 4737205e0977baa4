"""What is told of an indicator, a subject or a region, by the programming interface and in files alike."""

from indicators.models import Indicator, Region, Subject


def indicator_item(one: Indicator) -> dict:
    plain = ("code", "name", "name_en", "unit", "theme", "definition", "method", "decimals", "better", "aggregation")
    return {name: getattr(one, name) for name in (*plain, "first_release", "is_headline")} | {
        "department": one.department.name if one.department else None,
        "numerator": one.numerator.code if one.numerator else None,
        "denominator": one.denominator.code if one.denominator else None,
    }


def subject_item(one: Subject) -> dict:
    plain = ("kind", "slug", "name", "short_name", "name_en", "state")
    return {name: getattr(one, name) for name in plain} | {"world": one.world.slug}


def region_item(one: Region) -> dict:
    subject = one.subject
    names = {name: getattr(subject, name) for name in ("slug", "name", "short_name", "name_en")}
    return names | {
        "code": one.code,
        "level": one.level,
        "type": one.type_name,
        "parent": one.parent.slug if one.parent else None,
        "is_home": one.is_home,
        "world": subject.world.slug,
    }
