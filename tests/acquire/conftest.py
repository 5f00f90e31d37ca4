"""The local news site, for every test of fetching."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from newssite import Site


@pytest.fixture
def site():
    """A site whose address, 127.0.0.2, the tests' sources allow; 127.0.0.1 stays forbidden."""
    with Site("127.0.0.2") as running:
        yield running


@pytest.fixture
def inner_site():
    """What a hostile redirect would like to reach."""
    with Site("127.0.0.1") as running:
        running.page("/secret", "secret")
        yield running
