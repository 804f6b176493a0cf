"""A topic is a fixed text: no personal data can enter it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from maillage.foundation.notifications import topics
from maillage.foundation.notifications.topics import topic

DAY = date(2020, 5, 19)


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """What a test declares dies with it."""
    before = dict(topics._topics)
    yield
    topics._topics.clear()
    topics._topics.update(before)


def _declare(code: str = "essai.nouvelle", sentence: str = "Une séance est convoquée.", **more: object) -> topics.Topic:
    return topic(code, label="Essai", subject="Séance", sentence=sentence, **more)  # type: ignore[arg-type]


def test_a_topic_may_say_a_count_and_a_day():
    told = _declare(sentence="%(count)s demandes vous attendent avant le %(day)s.")

    assert told.say(count=3, day=DAY) == "3 demandes vous attendent avant le 19 mai 2020."


@pytest.mark.parametrize(
    "sentence", ["%(name)s vous attend", "%(actor)s a écrit", "%s attend", "100 % fait", "%(count)d demandes", "%(link)s"]
)
def test_a_topic_may_say_nothing_else(sentence):
    with pytest.raises(ValueError, match="a count and a day, nothing else"):
        _declare(sentence=sentence)


def test_a_topic_does_not_speak_without_its_facts():
    told = _declare(sentence="%(count)s demandes.")

    with pytest.raises(ValueError, match="needs: count"):
        told.say()


def test_a_topic_is_declared_once():
    _declare()

    with pytest.raises(ValueError, match="twice"):
        _declare()


@pytest.mark.parametrize("code", ["Essai.nouvelle", "essai", "essai nouvelle", "é.a", "a." + "b" * 60])
def test_a_code_is_dotted_and_short(code):
    with pytest.raises(ValueError, match="dotted code"):
        _declare(code)


def test_a_topic_that_no_longer_exists_is_not_found():
    assert topics.find("essai.disparu") is None
