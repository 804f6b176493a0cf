"""She withdraws the accord by which her application was sent: what stops, said before, then stopped.

Before the filing the application goes no further; after it the secretary is told, by a letter too; after the decision the pathway
ends, and with it what hangs on it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from maillage.accompaniment.people.models import Accord, Purpose
from maillage.accompaniment.people.withdrawal import Consequence, on_withdrawal
from maillage.foundation.access.actor import Actor
from maillage.foundation.ui import speech
from maillage.pathway.psp.carried import carried_of
from maillage.pathway.psp.leaving import proposed_by_state
from maillage.pathway.psp.models import Allowance, Application, EndOutcome, HoldReason, Pathway, Permit, Transfer, TransferState
from maillage.pathway.psp.services.leaving import hold_application, lock_to_leave, withdraw_application
from maillage.pathway.psp.services.pathway import end_pathway
from maillage.pathway.psp.workflow import OVER, PREPARED_BY_ASSOCIATION, State


def register() -> None:
    """Called once, from the `AppConfig.ready`."""
    on_withdrawal("psp", purposes=(Purpose.FILE_APPLICATION,), foresee=foresee, close=close)
    on_withdrawal("psp.transfer", purposes=(Purpose.TRANSFER,), foresee=foresee_move, close=close_move)


def foresee_move(*, accord: Accord, actor: Actor, today: date) -> list[Consequence]:
    """A relay proposed stops; one that was accepted has passed what it passed."""
    found = [Consequence(sentence=_("Le relais proposé est annulé : rien de son dossier ne passe."))] if _moves(accord).exists() else []
    if Transfer.unscoped.filter(person_id=accord.person_id, receiver_id=accord.recipient_id, accepted_on__isnull=False).exists():
        said = _("Ce qui est déjà passé est chez l'autre association : demandez-lui de l'effacer si elle le souhaite.")
        found.append(Consequence(sentence=said, severe=True))
    return found


def close_move(*, accord: Accord, actor: Actor, today: date) -> None:
    """Cancel what is proposed and not answered."""
    _moves(accord).update(state=TransferState.CANCELLED, closed_on=today, version=F("version") + 1)


def _moves(accord: Accord) -> Any:
    proposed = Transfer.unscoped.filter(person_id=accord.person_id, state=TransferState.PROPOSED)
    return proposed.filter(receiver_id=accord.recipient_id)


def foresee(*, accord: Accord, actor: Actor, today: date) -> list[Consequence]:
    """What would stop for her, in sentences: the rights and incomes first."""
    pathway = _pathway(accord)
    found = [] if pathway is None else _pathway_stops(pathway, today=today)
    for application in _applications(accord):
        found.append(_application_stops(application))
    if pathway is None and _granted_not_begun(accord):
        found.append(Consequence(sentence=_("Le parcours accordé ne commencera pas : écrivez au secrétariat, il préviendra le préfet.")))
    return found


def _pathway_stops(pathway: Pathway, *, today: date) -> list[Consequence]:
    """Source: CESEDA L.425-4 (the permit is renewed while the pathway lasts) and CASF R.121-12-13 (the allowance lasts as the pathway)."""
    if pathway.starts_on > today:
        said = _("Son parcours doit commencer le %(day)s : écrivez au secrétariat avant, puis notez-en la fin ce jour-là.")
        return [Consequence(sentence=said % {"day": speech.day_words(pathway.starts_on)}, severe=True)]
    found = [Consequence(sentence=_("Son parcours s'arrête aujourd'hui."), severe=True)]
    permit = Permit.unscoped.filter(pathway=pathway, expires_on__gt=today).order_by("-expires_on", "pk").first()
    if permit is not None and permit.expires_on is not None:
        said = _("Son titre de séjour, valable jusqu'au %(day)s, ne sera plus renouvelé à ce titre, et la préfecture peut le retirer.")
        found.append(Consequence(sentence=said % {"day": speech.day_words(permit.expires_on)}, severe=True))
    elif Permit.unscoped.filter(pathway=pathway, delivered_on__isnull=True).exists():
        found.append(Consequence(sentence=_("Le titre de séjour demandé au titre du parcours ne lui sera pas remis."), severe=True))
    if Allowance.unscoped.filter(pathway=pathway, expires_on__gt=today).exists():
        found.append(Consequence(sentence=_("L'aide financière (AFIS) s'arrête avec le parcours."), severe=True))
    found.append(Consequence(sentence=_("L'accompagnement par l'association, lui, continue tant qu'elle le souhaite.")))
    return found


def _application_stops(application: Application) -> Consequence:
    if proposed_by_state(application):
        return Consequence(sentence=_("La fin que le secrétariat propose reste devant la commission : lui seul peut la retirer."))
    kind = application.get_kind_display()
    if not _has_left(application):
        said = _(
            "La demande en préparation (%(kind)s) n'ira pas plus loin : elle est mise de côté avec ses pièces, et ne peut plus partir."
        )
        return Consequence(sentence=said % {"kind": kind})
    if application.number is None:
        said = _("La demande emportée dans un paquet est retirée : la lettre pour le secrétariat est prête sur la page de la demande.")
        return Consequence(sentence=said, severe=True)
    said = _(
        "La demande %(number)s est retirée : le secrétariat en est averti, et la lettre à lui envoyer est prête sur la page de la "
        "demande. Ce qu'il a reçu reste chez lui : c'est le dossier de l'État."
    )
    return Consequence(sentence=said % {"number": application.number}, severe=True)


def close(*, accord: Accord, actor: Actor, today: date) -> None:
    """Stop it all, in the transaction of the withdrawal. Raises what the room's services refuse."""
    applications = [each for each in _applications(accord) if not proposed_by_state(each)]
    lock_to_leave([each for each in applications if _has_left(each)])
    for application in applications:
        if _has_left(application):
            withdraw_application(actor=actor, today=today, application=application)
        elif application.state != State.HELD:
            hold_application(actor=actor, today=today, application=application, reason=HoldReason.HER_CHOICE)
    pathway = _pathway(accord)
    # A pathway that has not begun cannot end: her withdrawal is never refused for that, the sentence says what is left to do.
    if pathway is not None and pathway.starts_on <= today:
        end_pathway(actor=actor, today=today, pathway=pathway, ended_on=today, outcome=EndOutcome.WITHDRAWN)


def _has_left(application: Application) -> bool:
    """Filed, or carried to another house that has not acknowledged it yet."""
    return application.filed_on is not None or (application.state == State.READY and carried_of(application) is not None)


def _applications(accord: Accord) -> list[Application]:
    running = Application.unscoped.filter(person_id=accord.person_id).exclude(state__in=OVER).order_by("wished_on", "pk")
    if accord.recipient is None:
        return []
    territory = accord.recipient.territory_id
    return [each for each in running if each.territory_id == territory or each.state in PREPARED_BY_ASSOCIATION]


def _pathway(accord: Accord) -> Pathway | None:
    if accord.recipient is None:
        return None
    return Pathway.unscoped.filter(person_id=accord.person_id, territory_id=accord.recipient.territory_id, ended_on__isnull=True).first()


def _granted_not_begun(accord: Accord) -> bool:
    decided = Application.unscoped.filter(person_id=accord.person_id, state=State.DECIDED, granted=True, term__isnull=True)
    return decided.exists()
