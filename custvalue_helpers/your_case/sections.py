"""The parts of a case's report by name: each takes a case and gives its readings, picture and table.

A further part is a function from an OwnCase to a Section; put it into ``SECTIONS`` under its name in ``PARTS`` in the
schema, which says which tables it needs, and report and notebook show it.
"""

from dataclasses import replace

from custvalue_helpers.kit.checks import one_of

from .contradictions import contradictions_in
from .customer_parts import buying_part, equity_part, expectations_part, groups_part, lifetime_part
from .limits import cannot_tell
from .missing import Missing
from .own_case import checked_case
from .schema import PARTS
from .section import Section
from .value_parts import perceived_value_part, value_map_part

__all__ = [
    "case_part",
]

SECTIONS = {
    "perceived value": perceived_value_part,
    "value map": value_map_part,
    "expectations and satisfaction": expectations_part,
    "lifetime value": lifetime_part,
    "buying without a contract": buying_part,
    "four groups": groups_part,
    "from a point to money": equity_part,
}
NEEDS = dict(PARTS)
FIRST = {"perceived value": "offers", "value map": "ratings", "expectations and satisfaction": "experience",
         "lifetime value": "customers", "buying without a contract": "orders"}  # fmt: skip


def case_part(case, name):
    """One part of what the course's tools say about a case.

    Parameters: ``case``, an OwnCase from load_case(); ``name``, such as 'value map' (``case.parts`` lists them).
    Returns a Section: print it for its sentences and what the data cannot tell; ``.picture`` and ``.table`` are None
    where something is missing, and the sentences say what to add, or to mend the tables of an UnreadableCase first.
    Raises TypeError or ValueError for anything but a case and a part.

    >>> from custvalue_helpers.your_case.loading import load_case, templates_folder
    >>> case_part(load_case(templates_folder()), "lifetime value").readings[0]
    '84\xa0% stay from year to year (95\xa0% interval 79 to 88, from 288 renewals).'
    """
    make = SECTIONS[one_of("name", name, list(SECTIONS))]
    title = name[0].upper() + name[1:]
    try:
        section = make(checked_case(case))
    except Missing as lack:
        return Section(title, (str(lack),), there=False)
    except (ValueError, ArithmeticError) as fault:  # a lesson's model refuses what no check above foresaw
        return Section(title, (f"These numbers cannot be worked out from the case: {fault}.",), there=False)
    limits = (*section.limits, *cannot_tell(case).get(FIRST.get(name), ()))
    return replace(section, limits=limits, warnings=contradictions_in(case, name))
