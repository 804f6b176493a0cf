"""What this room shows on the person's file: her applications, her pathway, and the next act."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from maillage.accompaniment.people.models import Person
from maillage.core.phrase import phrase
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import guards, speech
from maillage.foundation.ui.panels import NextAct, Shown
from maillage.pathway.psp import selectors
from maillage.pathway.psp.carried import carried_of
from maillage.pathway.psp.models import Application, Kind, Pathway
from maillage.pathway.psp.selectors import Journey
from maillage.pathway.psp.workflow import OVER, State


def show_on_file(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """Her applications and her pathway, for whoever may list applications."""
    if not actor.may(Permission.APPLICATION_LIST, on=obj):
        return None
    applications = list(
        Application.objects.visible_to(actor, today=today)
        .filter(person=obj)
        .select_related("organisation", "person")
        .order_by("-wished_on", "pk")
    )
    pathway = Pathway.objects.visible_to(actor, today=today).filter(person=obj, ended_on__isnull=True).first()
    journey = selectors.journey_of(pathway, today=today) if pathway is not None else None
    running = next((each for each in applications if each.state not in OVER), None)
    return Shown(
        template="psp/panels/file.html",
        data={
            # The page says at its top whose file it is: its lines do not open her name again.
            "rows": selectors.rows_of(applications, actor=actor, today=today, labels={obj.pk: ""}),
            "journey": journey,
            "may_prepare": actor.may(Permission.APPLICATION_PREPARE, on=obj),
            "may_take_over": running is None and actor.may(Permission.PATHWAY_RECORD, on=obj),
            "person": obj,
        },
        sentence=_sentence(running, journey=journey, today=today),
        act=_act(obj, running=running, latest=applications[0] if applications else None, journey=journey, actor=actor, today=today),
    )


def _sentence(running: Application | None, *, journey: Journey | None, today: date) -> str:
    said = []
    if journey is not None:
        period = _("En parcours, période %(number)d sur 4, jusqu'au %(last)s.")
        said.append(period % {"number": len(journey.terms), "last": speech.day_words(journey.current.last)})
    if running is not None:
        where = phrase("{kind} : {state}.", kind=capfirst(running.get_kind_display()), state=selectors.state_label(running.state))
        said.append(speech.say(where))
    return " ".join(said)


def _act(
    person: Person, *, running: Application | None, latest: Application | None, journey: Journey | None, actor: Actor, today: date
) -> NextAct | None:
    if running is not None:
        return _continue(running, actor=actor)
    if not actor.may(Permission.APPLICATION_PREPARE, on=person):
        return None
    begun = journey is not None
    if latest is not None and latest.granted and latest.kind != Kind.END and not begun and not hasattr(latest, "term"):
        return NextAct(label=_("Commencer le parcours"), url=reverse("psp:begin", args=[latest.pk]), icon="flag")
    if journey is not None and not journey.meter.renewals_left:
        return None
    label = _("Préparer le renouvellement") if begun else _("Commencer une demande d'engagement")
    kind = Kind.RENEWAL if begun else Kind.FIRST
    why_not = guards.ask("may_apply", person=person, today=today).reason
    return NextAct(label=label, url=f"{reverse('psp:new', args=[person.pk])}?nature={kind.value}", icon="file-plus", reason=why_not)


def _continue(application: Application, *, actor: Actor) -> NextAct:
    url = reverse("psp:application", args=[application.pk])
    if not actor.may(Permission.APPLICATION_PREPARE, on=application):
        return NextAct(label=_("Voir la demande"), url=url, icon="file-text")
    if application.state == State.READY and carried_of(application) is None:
        return NextAct(label=_("Déposer la demande"), url=reverse("psp:file", args=[application.pk]), icon="send")
    labels = {State.WISH: _("Commencer la préparation"), State.PREPARING: _("Continuer la demande"), State.HELD: _("Reprendre la demande")}
    return NextAct(label=labels.get(State(application.state), _("Voir la demande")), url=url, icon="file-text")
