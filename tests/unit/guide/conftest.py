import pytest

from tests.unit.guide.guide_world import World


@pytest.fixture
def world() -> World:
    return World()
