"""What upper floors know of accords, dangers and mandates: episodes without anybody."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from maillage.accompaniment.people import services
from maillage.accompaniment.people.facts import episodes
from maillage.accompaniment.people.models import Danger, Procedure, Purpose, RecipientKind, TellingPoint, ToldHow
from tests.accompaniment.making import give_accord, make_person
from tests.cast import TODAY, actor_of

pytestmark = pytest.mark.django_db


def test_accords_dangers_and_mandates_are_episodes(alice: Any, hugo: Any, delegation_x: Any) -> None:
    person, actor = make_person(alice), actor_of(alice)
    services.withdraw_accord(actor=actor, today=TODAY, accord=give_accord(alice, person, delegation_x))
    asked = services.ask_override(
        actor=actor, today=TODAY, person=person, purpose=Purpose.CONTACT_PARTNER, recipient_kind=RecipientKind.POLICE,
        danger=Danger.LIFE, words="vite", days=1,
    )  # fmt: skip
    services.decide_override(actor=actor_of(hugo), today=TODAY, override=asked, confirmed=True)
    services.give_mandate(
        actor=actor, today=TODAY, person=person, procedures=[Procedure.BANK], starts_on=TODAY, last_on=date(2020, 8, 19), language="fr",
        told_on=TODAY, told_how=ToldHow.FACE_TO_FACE, told_points=[TellingPoint.SCOPE, TellingPoint.MAY_END],
    )  # fmt: skip

    found = {(each.kind, each.cause, each.territory, each.starts, each.ends) for each in episodes() if each.kind != "follow_up"}

    assert found == {
        ("file_open", "", "F1", TODAY, None),
        ("accord", "file_application", "F1", TODAY, TODAY),
        ("danger", "life", "F1", TODAY, None),
        ("mandate", "", "F1", TODAY, date(2020, 8, 19)),
    }
