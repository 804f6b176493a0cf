"""A key makes an act happen once, whoever clicks twice."""

from __future__ import annotations

import threading
import uuid
from typing import Any

import pytest
from django.db import transaction

from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.kernel.models import DoneOnce

# The rows made by the services under test: any model with a UUID key does.
MADE = "tests.made"
ALICE, CHARLIE = Actor(user_id=uuid.UUID(int=1)), Actor(user_id=uuid.UUID(int=2))


@idempotent(DoneOnce)
@transaction.atomic
def make_row(*, actor: Actor) -> DoneOnce:
    return DoneOnce.objects.create(key=uuid.uuid4(), act=MADE)


@idempotent(lambda: DoneOnce)
@transaction.atomic
def make_row_or_fail(*, actor: Actor, fail: bool) -> DoneOnce:
    row = DoneOnce.objects.create(key=uuid.uuid4(), act=MADE)
    if fail:
        raise RuntimeError
    return row


def made() -> int:
    return DoneOnce.objects.filter(act=MADE).count()


@pytest.mark.django_db
def test_the_same_key_answers_the_row_first_made() -> None:
    key = uuid.uuid4()

    first, second = make_row(actor=ALICE, key=key), make_row(actor=ALICE, key=str(key))

    assert (second.pk, made()) == (first.pk, 1)


@pytest.mark.django_db
def test_another_key_is_another_act() -> None:
    make_row(actor=ALICE, key=uuid.uuid4())
    make_row(actor=ALICE, key=uuid.uuid4())

    assert made() == 2


@pytest.mark.django_db
def test_without_a_key_the_service_runs_plainly() -> None:
    make_row(actor=ALICE)
    make_row(actor=ALICE, key=None)

    assert made() == 2


@pytest.mark.django_db
def test_the_key_of_somebody_else_is_never_answered() -> None:
    key = uuid.uuid4()

    hers, his = make_row(actor=ALICE, key=key), make_row(actor=CHARLIE, key=key)

    assert hers.pk != his.pk


@pytest.mark.django_db
def test_the_same_key_for_another_service_is_another_act() -> None:
    key = uuid.uuid4()

    one, other = make_row(actor=ALICE, key=key), make_row_or_fail(actor=ALICE, key=key, fail=False)

    assert one.pk != other.pk


@pytest.mark.django_db
def test_an_act_that_failed_may_be_tried_again_with_its_key() -> None:
    key = uuid.uuid4()
    with pytest.raises(RuntimeError):
        make_row_or_fail(actor=ALICE, key=key, fail=True)

    make_row_or_fail(actor=ALICE, key=key, fail=False)

    assert made() == 1


@pytest.mark.django_db
def test_a_key_whose_act_was_undone_is_answered_like_what_does_not_exist() -> None:
    key = uuid.uuid4()
    make_row(actor=ALICE, key=key).delete()

    with pytest.raises(OutOfScope):
        make_row(actor=ALICE, key=key)


@pytest.mark.django_db
def test_a_key_is_a_uuid() -> None:
    with pytest.raises(ValueError, match="badly formed"):
        make_row(actor=ALICE, key="not a key")


@pytest.mark.db_truth
def test_twenty_clicks_at_once_do_the_act_once(shared: Any) -> None:
    key, answers = uuid.uuid4(), []

    def click() -> None:
        with shared():
            try:
                answers.append(make_row(actor=ALICE, key=key).pk)
            except BaseException as failure:
                answers.append(failure)

    clicks = [threading.Thread(target=click) for _ in range(20)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()

    with shared():
        assert (len(answers), len(set(answers)), made()) == (20, 1, 1)
