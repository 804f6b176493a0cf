"""Objects of the matrix: a signed accord, a danger to read and one to tell, a signed mandate and an act in her name."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.demonstration.samples import TODAY, actor, person_a, sample, secret_paper


def stage() -> None:
    """What no file of the demonstration has: papers with a secret in their name. On the file that the matrix looks at."""
    from maillage.accompaniment.people import models, services

    alice, hugo, person = actor("alice"), actor("hugo"), person_a()
    services.give_accord(
        actor=alice, today=TODAY, person=person, purpose=models.Purpose.KEEP_MAIL, recipient_kind=models.RecipientKind.OWN, language="ro",
        proof=models.Proof.SIGNED, given_on=TODAY, upload=secret_paper("an accord signed with alice", readers={"alice", "iris"}),
    )  # fmt: skip
    asked = {
        "purpose": models.Purpose.CONTACT_PARTNER, "danger": models.Danger.VIOLENCE, "words": "Il sait où elle dort.", "days": 1,
    }  # fmt: skip
    told = services.ask_override(actor=alice, today=TODAY, person=person, recipient_kind=models.RecipientKind.POLICE, **asked)
    services.decide_override(actor=hugo, today=TODAY, override=told, confirmed=True)
    services.ask_override(actor=alice, today=TODAY, person=person, recipient_kind=models.RecipientKind.HOSPITAL, **asked)
    mandate = services.give_mandate(
        actor=alice, today=TODAY, person=person, procedures=[models.Procedure.BANK], starts_on=TODAY, last_on=date(2020, 11, 19),
        language="ro", told_on=TODAY, told_how=models.ToldHow.FACE_TO_FACE, told_words="Seulement la banque.",
        told_points=[models.TellingPoint.SCOPE, models.TellingPoint.MAY_END],
        upload=secret_paper("a mandate signed with alice", readers={"alice", "iris"}),
    )  # fmt: skip
    services.note_act(
        actor=alice, today=TODAY, mandate=mandate, procedure=models.Procedure.BANK, kind=models.ActKind.LETTER_SENT, done_on=TODAY
    )


@sample
def signed_accord_a() -> Any:
    return person_a().accords.filter(scan__isnull=False).order_by("pk").first()


@sample
def danger_a() -> Any:
    return person_a().overrides.filter(state="asked").order_by("pk").first()


@sample
def told_danger_a() -> Any:
    return person_a().overrides.filter(state="confirmed").order_by("pk").first()


@sample
def mandate_a() -> Any:
    return person_a().acting_mandates.order_by("pk").first()


@sample
def act_a() -> Any:
    return person_a().acts_in_her_name.order_by("pk").first()
