"""Kestrel Coffee, the firm of the course: simulated, so that the truth is known."""

from .parameters import Firm
from .score import adjusted_rand_index, score_against_truth
from .simulate import SimulatedFirm, Truth, simulate_case

__all__ = ["Firm", "SimulatedFirm", "Truth", "adjusted_rand_index", "score_against_truth", "simulate_case"]
