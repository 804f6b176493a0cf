"""What is noted of health, of her life and of a minor never reaches the State, by any column that it opens."""

from __future__ import annotations

from typing import Any

import pytest

from maillage.accompaniment.situation.models import ProtectionAct, Section
from maillage.accompaniment.situation.sections import SECTIONS
from maillage.foundation.access.roles import ROLES, Role, Scope
from maillage.foundation.vault import PERMISSIONS, Part, Reason, open_part
from maillage.pathway.psp.extracts import LABELS
from maillage.pathway.psp.models import Extract
from tests.accompaniment.making import make_person
from tests.accompaniment.situation.making import note
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_application

CANARY = "zqcanari"


def test_no_role_of_the_state_opens_health_story_residence_or_a_minor() -> None:
    apart = {PERMISSIONS[part] for part in (Part.HEALTH, Part.STORY, Part.RESIDENCE, Part.MINOR)}

    opening = [role for role, spec in ROLES.items() if spec.scope is not Scope.ORGANISATION and spec.permissions & apart]

    assert opening == []


def test_no_role_at_all_opens_health_or_a_minor_without_its_own_right() -> None:
    apart = {PERMISSIONS[Part.HEALTH], PERMISSIONS[Part.MINOR]}

    assert [role for role in Role if ROLES[role].permissions & apart] == []


def test_no_field_of_the_extract_is_about_health_or_a_narrative() -> None:
    never = {spec.code for spec in SECTIONS if not spec.prefills}

    assert {code for code in LABELS if code in never or code.startswith(tuple(never))} == set()


def test_nobody_of_the_state_sees_a_row(alice: Any, iris: Any, dana: Any, paul: Any) -> None:
    application = make_application(alice, state="ready")
    note(iris, application.person, "health", words="x")

    seen = [model.objects.visible_to(actor_of(user), today=TODAY).exists() for model in (Section, ProtectionAct) for user in (dana, paul)]

    assert seen == [False] * 4


@pytest.mark.parametrize("section", ["health", "own_words"])
def test_filed_the_extract_holds_nothing_of_it(alice: Any, iris: Any, dana: Any, section: str) -> None:
    person = make_person(iris)
    answers = {"words": CANARY} if section == "health" else {"agreed": True, "duration": CANARY}
    note(iris, person, section, **answers)

    application = make_application(iris, state="filed", person=person, dana=dana)

    extract = Extract.unscoped.get(application=application)
    opened = open_part(actor=actor_of(dana), subject=extract, part=Part.EXTRACT, reason=Reason.INSTRUCTION, today=TODAY)
    assert CANARY not in opened.read(extract, "content")
