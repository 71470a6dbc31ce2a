"""The understanding of the shipped policy, without the rest of the product."""

from __future__ import annotations

import pytest

from nlu import Understanding, load_understanding
from policy_engine import Policy


@pytest.fixture(scope="session")
def understanding(policy: Policy) -> Understanding:
    return load_understanding(policy)
