"""Kestrel Coffee, the firm of the course: simulated, so that the truth is known."""

from custvalue_helpers.kestrel.parameters import Firm
from custvalue_helpers.kestrel.score import adjusted_rand_index, score_against_truth
from custvalue_helpers.kestrel.simulate import Case, Truth, simulate_case

__all__ = ["Case", "Firm", "Truth", "adjusted_rand_index", "score_against_truth", "simulate_case"]
