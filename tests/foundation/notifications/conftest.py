"""Topics for the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from maillage.foundation.notifications import topics
from maillage.foundation.notifications.topics import Topic, topic


@pytest.fixture
def told() -> Iterator[Topic]:
    """A topic with a count and a day."""
    before = dict(topics._topics)
    yield topic(
        "essai.attente", label="Attente", subject="%(count)s demandes attendent", sentence="Avant le %(day)s, elles vous attendent."
    )
    topics._topics.clear()
    topics._topics.update(before)


@pytest.fixture
def urgent() -> Iterator[Topic]:
    """An urgent topic."""
    before = dict(topics._topics)
    yield topic("essai.urgence", label="Urgence", subject="Urgence", sentence="Un délai se termine.", urgent=True)
    topics._topics.clear()
    topics._topics.update(before)
