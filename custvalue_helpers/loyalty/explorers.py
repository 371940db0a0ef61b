"""The explorers of lesson 7."""

from custvalue_helpers.loyalty.buying_explorers import still_there
from custvalue_helpers.loyalty.keeping_explorers import retention_shape, score_waves
from custvalue_helpers.loyalty.value_explorers import acquisition_payback, tenth_box_free, three_conventions

EXPLORERS = (
    score_waves,
    retention_shape,
    three_conventions,
    acquisition_payback,
    still_there,
    tenth_box_free,
)
