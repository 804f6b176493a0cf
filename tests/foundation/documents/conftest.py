"""A file of association A, on which documents hang."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import TODAY


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Any) -> None:
    """Each test has its own folder of keys and of erasures."""
    settings.MAILLAGE_VAR, settings.MAILLAGE_KEYS = tmp_path, str(tmp_path / "keys")


def _person(organisation: Any, *, reference: str) -> Any:
    from maillage.accompaniment.people.models import Channel, Person

    return Person.unscoped.create(
        organisation=organisation,
        territory=organisation.territory,
        reference=reference,
        channel=Channel.NONE_KNOWN,
        opened_on=TODAY,
        last_contact_on=TODAY,
    )


@pytest.fixture
def lune(association_a: Any) -> Any:
    """A file of association A."""
    return _person(association_a, reference="A-0001")


@pytest.fixture
def soleil(association_a: Any) -> Any:
    """Another file of association A."""
    return _person(association_a, reference="A-0002")
