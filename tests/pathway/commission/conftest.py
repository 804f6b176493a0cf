"""The commission of X, ready."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pathway.commission.world import World, file_for, make_world


@pytest.fixture
def world(dana: Any, jean: Any, marc: Any, paul: Any, alice: Any, territory_x: Any, association_a: Any, association_b: Any) -> World:
    return make_world(
        dana=dana,
        jean=jean,
        marc=marc,
        paul=paul,
        alice=alice,
        territory_x=territory_x,
        association_a=association_a,
        association_b=association_b,
    )


@pytest.fixture
def filed(world: World) -> Any:
    """An application filed by association A."""
    return file_for(world.alice)
