import pytest

from custvalue_helpers.kestrel import simulate_firm


@pytest.fixture(scope="session")
def case():
    """The firm of the committed files."""
    return simulate_firm()
