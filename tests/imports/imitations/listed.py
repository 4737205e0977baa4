"""All imitations, in the order of their modules."""

from tests.imports.imitations import (
    bad_cells,
    bureau_ranks,
    bureau_tables,
    bureau_wholes,
    by_periods,
    critic,
    headers,
    implied,
    names,
    newcomer,
    office_tables,
    periods_down,
    record_lists,
    rows,
    several_tables,
    subjects_by_indicators,
    unasked,
)

ALL = [
    imitation
    for module in (
        subjects_by_indicators,
        rows,
        names,
        headers,
        implied,
        by_periods,
        periods_down,
        several_tables,
        record_lists,
        bad_cells,
        office_tables,
        critic,
        bureau_tables,
        bureau_ranks,
        bureau_wholes,
        unasked,
        newcomer,
    )
    for imitation in module.IMITATIONS
]
