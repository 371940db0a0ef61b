"""Kestrel Coffee, the firm of the course: simulated, so that the truth is known."""

from .parameters import Firm
from .score import adjusted_rand_index, score_against_truth
from .simulate import Case, Truth, simulate_case

__all__ = ["Case", "Firm", "Truth", "adjusted_rand_index", "score_against_truth", "simulate_case"]
