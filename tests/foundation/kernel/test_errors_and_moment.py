"""Refusals speak; time is read at the edge."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from maillage.foundation.kernel.errors import Denied, OutOfScope, Refused, Stale
from maillage.foundation.kernel.models import BusinessDay
from maillage.foundation.kernel.moment import read_moment


def test_a_refusal_says_its_sentence_with_its_facts() -> None:
    refusal = Refused("L'ordre du jour du %(day)s est clos.", day="19 mai")

    assert str(refusal) == refusal.sentence == "L'ordre du jour du 19 mai est clos."


def test_a_refusal_without_facts_may_hold_a_percent_sign() -> None:
    assert Refused("Plus de 50 % des voix.").sentence == "Plus de 50 % des voix."


@pytest.mark.parametrize(("kind", "status"), [(Refused, 422), (Denied, 403), (OutOfScope, 404)])
def test_each_refusal_has_its_answer(kind: type[Refused], status: int) -> None:
    assert kind().status == status


def test_a_stale_edit_keeps_both_values() -> None:
    stale = Stale(current={"name": "B"}, submitted={"name": "C"}, version=4)

    assert (stale.status, stale.current, stale.submitted, stale.version) == (409, {"name": "B"}, {"name": "C"}, 4)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2020, 12, 31, 23, 30, tzinfo=UTC), date(2021, 1, 1)),
        (datetime(2020, 6, 30, 21, 59, tzinfo=UTC), date(2020, 6, 30)),
        (datetime(2020, 6, 30, 22, 0, tzinfo=UTC), date(2020, 7, 1)),
    ],
)
def test_the_business_day_is_the_civil_day_in_paris(instant: datetime, day: date, clock: Any) -> None:
    clock.move_to(instant)

    assert read_moment().today == day


@pytest.mark.django_db
def test_in_the_demonstration_the_day_is_one_dated_row(settings: Any, now: datetime) -> None:
    settings.MAILLAGE_DEMO = True
    BusinessDay.objects.create(day=date(2017, 3, 1))

    moment = read_moment()

    assert (moment.today, moment.now) == (date(2017, 3, 1), now)


@pytest.mark.django_db
def test_a_demonstration_without_its_row_lives_today(settings: Any) -> None:
    settings.MAILLAGE_DEMO = True

    assert read_moment().today == date(2020, 5, 19)


@pytest.mark.django_db
@pytest.mark.db_truth
def test_there_is_one_business_day() -> None:
    from django.db import IntegrityError, transaction

    BusinessDay.objects.create(day=date(2020, 5, 19))

    with pytest.raises(IntegrityError), transaction.atomic():
        BusinessDay.objects.create(only=False, day=date(2020, 5, 20))
