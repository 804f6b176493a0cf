"""This room's part of the hand-over of a file, and what the closing of a file would stop here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Value
from django.utils.translation import gettext as _

from maillage.accompaniment.people.closing import Stop
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import speech
from maillage.foundation.ui.panels import Shown
from maillage.pathway.psp import selectors
from maillage.pathway.psp.models import Application, Pathway
from maillage.pathway.psp.selectors.checklist import missing_pieces
from maillage.pathway.psp.sessions import planned_sessions
from maillage.pathway.psp.workflow import PREPARED_BY_ASSOCIATION, State

BEFORE_THE_DECISION = (State.FILED, State.SCHEDULED, State.EXAMINED)


def show_hand_over(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """Her running application with what misses and the next sitting, her pathway with its next term. Nothing to say: no part."""
    if not actor.may(Permission.APPLICATION_LIST, on=obj):
        return None
    running = [_application(each, today=today) for each in _running(obj, actor=actor, today=today)]
    pathway = _pathway(obj, actor=actor, today=today)
    journey = selectors.journey_of(pathway, today=today) if pathway is not None else None
    if not running and journey is None:
        return None
    return Shown(template="psp/panels/hand_over.html", data={"running": running, "journey": journey})


def _running(person: Person, *, actor: Actor, today: date) -> list[Application]:
    applications = Application.objects.visible_to(actor, today=today).filter(person=person)
    waiting = applications.waiting() | applications.filter(state=State.DECIDED, notified_on__isnull=True)
    return list(waiting.select_related("organisation", "person").order_by("-wished_on", "pk"))


def _pathway(person: Person, *, actor: Actor, today: date) -> Pathway | None:
    pathway: Pathway | None = Pathway.objects.visible_to(actor, today=today).filter(person=person, ended_on__isnull=True).first()
    return pathway


def _application(application: Application, *, today: date) -> dict[str, Any]:
    in_preparation = application.state in PREPARED_BY_ASSOCIATION
    sittings = planned_sessions(territory_id=application.territory_id, today=today) if application.decided_on is None else None
    return {
        "kind": application.get_kind_display(),
        "state": selectors.state_label(application.state),
        "missing": missing_pieces(application, today=today) if in_preparation else [],
        "sitting": min(sittings, default=None) if sittings is not None else None,
        "asked": application.decided_on is None,
        "to_tell": application.state == State.DECIDED,
    }


def foresee_closing(*, person: Person, actor: Actor, today: date) -> list[Stop]:
    """A file with something running before the State is not closed: each thing has its own end, which says more than a closing."""
    stops = []
    if Pathway.unscoped.filter(person=person, ended_on__isnull=True).exists():
        stops.append(Stop(sentence=_("Un parcours est en cours : notez d'abord sa fin, avec son issue."), blocks=True))
    for application in Application.unscoped.filter(person=person).order_by("-wished_on", "pk"):
        stop = _stop(application)
        if stop is not None:
            stops.append(stop)
    return stops


def _stop(application: Application) -> Stop | None:
    if application.state == State.HELD:
        return Stop(sentence=_("Une demande n'est pas présentée pour le moment : elle restera ainsi tant que le dossier est fermé."))
    if application.state in PREPARED_BY_ASSOCIATION:
        how = _("Une demande est en préparation : dites d'abord qu'elle n'est pas présentée, ou que la personne la retire.")
        return Stop(sentence=how, blocks=True)
    if application.state in BEFORE_THE_DECISION:
        filed = speech.day_words(application.filed_on) if application.filed_on is not None else ""
        how = _("Une demande déposée le %(day)s attend une décision : elle va à son terme, ou la personne la retire.") % {"day": filed}
        return Stop(sentence=how, blocks=True)
    if application.state == State.DECIDED and application.notified_on is None:
        return Stop(sentence=_("Une décision ne lui a pas encore été annoncée : annoncez-la d'abord."), blocks=True)
    return None


def objects_of(person: Person) -> list[Any]:
    """Her applications and her pathways: their history is part of that of her file."""
    found: list[Any] = []
    pathways = Pathway.unscoped.filter(person=person).order_by().values_list("pk", Value("pathway"))
    for pk, kind in Application.unscoped.filter(person=person).order_by().values_list("pk", Value("application")).union(pathways):
        found.append(Pathway(pk=pk) if kind == "pathway" else Application(pk=pk))
    return sorted(found, key=lambda each: (each._meta.label, each.pk))
