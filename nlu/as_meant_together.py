"""What a message says of its numbers and claims taken together: one step for each way of speaking
in which the parts mean something else than each would alone. Each step is explained where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .all_but import all_but
from .anothers_figures import anothers_figures
from .beside_a_question import beside_a_question
from .borne_by_others import borne_by_others
from .called_in_full import called_in_full
from .denied_of_oneself import denied_of_oneself
from .halves import halves
from .instead_of import instead_of
from .kept_apart import kept_apart
from .kinds_of_cost import kinds_of_cost
from .last_years_only import last_years_only
from .lists_denied import lists_denied
from .none_begun import none_begun
from .not_all_of_it import not_all_of_it
from .not_by_oneself import not_by_oneself
from .not_counted import not_counted
from .not_ones_own import not_built
from .number_features import NumberReading
from .one_place import aimed_at, how_many_again, without_echoes
from .part_in_doubt import part_in_doubt
from .part_taken_off import part_taken_off
from .parts_after import parts_after
from .per_area import per_area
from .planned_figures import planned_figures
from .run_until_then import of_the_one_that_runs
from .said_in_doubt import said_in_doubt
from .same_in_yuan import same_in_yuan
from .so_far import so_far
from .statements import Statement
from .told_in_lists import told_in_lists
from .told_in_parts import summed
from .which_number import which_number
from .which_year import of_its_year
from .would_reach import would_reach
from .year_by_year import year_by_year

Step = Callable[[NumberReading, Sequence[Statement]], Sequence[Statement]]

_STEPS: Sequence[Step] = (
    anothers_figures, planned_figures, not_by_oneself, lists_denied, halves, parts_after,
    kinds_of_cost, summed, told_in_lists, of_its_year, year_by_year, called_in_full,
    instead_of, so_far, not_built, borne_by_others, not_all_of_it, part_in_doubt, part_taken_off,
    not_counted, same_in_yuan, which_number, beside_a_question, of_the_one_that_runs, kept_apart,
    aimed_at, without_echoes, how_many_again, none_begun, denied_of_oneself, per_area, all_but,
    said_in_doubt, last_years_only, would_reach,
)  # fmt: skip
"""In this order: later ones see what earlier ones made of it."""


def as_meant_together(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements of a message as they are meant beside each other."""
    for step in _STEPS:
        said = step(reading, said)
    return tuple(said)
