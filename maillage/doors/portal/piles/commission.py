"""Lists of the commission: sessions, papers, opinions, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.core.clock.calendar import latest_sending
from maillage.core.law import current_law
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.values import Asked, Chip, Found, Line
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope
from maillage.foundation.ui.speech import day_words, duration_words, relative_words
from maillage.pathway.commission.days import session_title
from maillage.pathway.commission.models import Convocation, Decision, DecisionSense, Item, Opinion, OutcomeCode, Recusal, Session
from maillage.pathway.commission.workflow import READING_STATES
from maillage.pathway.commission.workflow import State as SessionState
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.selectors import applications_visible_to
from maillage.pathway.psp.workflow import State

SESSION_TONES = {SessionState.DRAFT: "neutral", SessionState.CONVENED: "calm", SessionState.OPEN: "good"}
ON_PAPER = _("déjà tenue : à finir d'enregistrer")
PAST = {
    SessionState.DRAFT: _("son jour est passé sans convocation : à fixer ou à annuler"),
    SessionState.CONVENED: _("son jour est passé : à ouvrir avec sa date, ou à annuler"),
    SessionState.OPEN: _("à clore : elle est passée"),
}


def sessions(asked: Asked) -> Found:
    """Sessions neither closed nor cancelled, the nearest first: a past one that nobody closed comes first."""
    rows = Session.objects.visible_to(asked.actor, today=asked.today).live().annotate(agenda=Count("items"))
    return Found(rows.order_by("held_on", "pk"), lambda found: [_session_line(each, today=asked.today) for each in found])


def send_before(session: Session) -> date:
    """The last day to send the convocations (CRPA, art. R. 133-8, parameter `notice.days`); of a window, for its last day."""
    day = session.window_until or session.first_day
    notice = current_law().value("notice.days", on=day)
    return latest_sending(session_on=day, clear_days=notice.value).date


def _session_line(session: Any, *, today: date) -> Line:
    items = ngettext("%(n)d demande à l'ordre du jour", "%(n)d demandes à l'ordre du jour", session.agenda) % {"n": session.agenda}
    return Line(
        title=session_title(session),
        url=link(Page.SESSION, session.pk),
        detail=_("%(mode)s, %(items)s") % {"mode": session.get_mode_display(), "items": items},
        chips=(Chip(session.state_label, SESSION_TONES[SessionState(session.state)]), *_countdown(session, today=today)),
    )


def _countdown(session: Session, *, today: date) -> tuple[Chip, ...]:
    if session.last_day < today:
        return (Chip(ON_PAPER if session.from_paper else PAST[SessionState(session.state)], "alert"),)
    if session.state != SessionState.DRAFT:
        return (Chip(relative_words(session.held_on, today=today), "calm", "clock"),)
    last = send_before(session)
    if last < today:
        return (Chip(_("délai de convocation dépassé"), "alert"),)
    tone = "alert" if (last - today).days <= 2 else "wait"
    words = {"day": day_words(last), "distance": relative_words(last, today=today)}
    if session.window_until is not None:
        return (Chip(_("jour à fixer, puis à convoquer avant le %(day)s, %(distance)s") % words, tone, "calendar-check"),)
    return (Chip(_("à convoquer avant le %(day)s, %(distance)s") % words, tone, "mail"),)


def my_sessions(asked: Asked) -> Found:
    """Sessions open to my seat: their papers may be read until the day said."""
    rows = (
        Convocation.objects.visible_to(asked.actor, today=asked.today)
        .filter(reader_id=asked.actor.user_id, session__state__in=READING_STATES, reads_until__gte=asked.today)
        .select_related("session")
        .annotate(papers=Count("session__papers"))
    )
    return Found(rows.order_by("session__held_on", "pk"), lambda found: [_reading_line(each, today=asked.today) for each in found])


def _reading_line(convocation: Any, *, today: date) -> Line:
    session = convocation.session
    papers = ngettext("%(n)d document à lire", "%(n)d documents à lire", convocation.papers) % {"n": convocation.papers}
    left = relative_words(convocation.reads_until, today=today)
    return Line(
        title=_("Séance du %(day)s") % {"day": day_words(session.held_on)},
        url=link(Page.PAPERS, session.pk),
        detail=_("%(mode)s, %(papers)s") % {"mode": session.get_mode_display(), "papers": papers},
        chips=(
            Chip(session.state_label, SESSION_TONES[SessionState(session.state)]),
            Chip(_("lecture jusqu'au dernier jour, %(left)s") % {"left": left}, "wait", "clock"),
        ),
    )


def opinions_to_give(asked: Asked) -> Found:
    """Items of my open sessions on which a vote is open, where my seat has said nothing yet, and does not stand aside."""
    mine = Convocation.unscoped.filter(
        reader_id=asked.actor.user_id, session=OuterRef("session"), session__state=SessionState.OPEN, reads_until__gte=asked.today
    )
    seat = {
        "item": OuterRef("pk"),
        "seat__convocations__reader_id": asked.actor.user_id,
        "seat__convocations__session": OuterRef("session"),
    }
    rows = (
        Item.objects.visible_to(asked.actor, today=asked.today)
        .filter(Exists(mine), outcome="", counted_asked_on__isnull=False)
        .exclude(Exists(Opinion.unscoped.filter(**seat)))
        .exclude(Exists(Recusal.unscoped.filter(**seat)))
        .select_related("session")
        .annotate(
            given=Count("opinions", distinct=True),
            convened=Count("session__convocations", distinct=True),
            aside=Count("recusals", distinct=True),
        )
    )
    return Found(rows.order_by("session__held_on", "rank", "pk"), lambda found: [_opinion_line(each, today=asked.today) for each in found])


def _opinion_line(item: Any, *, today: date) -> Line:
    left = (item.session.held_on - today).days
    words = {"given": item.given, "expected": max(item.convened - item.aside, item.given), "left": duration_words(max(left, 0))}
    return Line(
        title=_("Demande n° %(number)s") % {"number": item.number},
        url=link(Page.READING_ITEM, item.pk),
        detail=_("Séance du %(day)s") % {"day": day_words(item.session.held_on)},
        chips=(Chip(_("%(given)s voix sur %(expected)s, reste %(left)s") % words, "alert" if left <= 1 else "wait", "clock"),),
    )


def to_prepare(asked: Asked) -> Found:
    """Examined, and no decision prepared yet: the oldest opinion first."""
    prepared = Decision.unscoped.filter(application=OuterRef("pk"))
    rows = applications_visible_to(asked.actor, today=asked.today, state=State.EXAMINED).exclude(Exists(prepared))
    return Found(rows.order_by("examined_on", "pk"), _prepared_lines)


def _prepared_lines(applications: Sequence[Application]) -> list[Line]:
    items = {
        item.application_id: item
        for item in Item.unscoped.filter(application__in=applications, outcome=OutcomeCode.EXAMINED).order_by("closed_on", "pk")
    }
    return [_examined_line(each, item=items.get(each.pk)) for each in applications]


def _examined_line(application: Application, *, item: Item | None) -> Line:
    words = {"association": application.organisation.name, "kind": application.get_kind_display()}
    return Line(
        title=application.number or "",
        url=link(Page.PREPARE, application.pk),
        detail=_("%(association)s, %(kind)s") % words,
        chips=(Chip(item.get_sense_display(), "calm", "gavel"),) if item is not None and item.sense else (),
        day=application.examined_on,
    )


def to_sign(asked: Asked) -> Found:
    """Decisions prepared, whose signed record is awaited, the oldest first."""
    rows = Decision.objects.visible_to(asked.actor, today=asked.today).filter(signed_on__isnull=True)
    rows = rows.select_related("application__organisation").order_by("prepared_on", "pk")
    return Found(rows, lambda found: [_decision_line(each) for each in found])


def _decision_line(decision: Decision) -> Line:
    tone = "good" if decision.sense == DecisionSense.GRANTED else "wait"
    chips = [Chip(decision.get_sense_display(), tone)]
    if decision.fragile:
        chips.append(Chip(_("motif fragile"), "alert"))
    return Line(
        title=decision.application.number or "",
        url=link(Page.DECISION, decision.pk),
        detail=decision.application.organisation.name,
        chips=tuple(chips),
        day=decision.prepared_on,
    )


SESSIONS = register(
    Pile(
        code="seances",
        title=_("Séances à venir"),
        lead=_("Avec le dernier jour pour convoquer : cinq jours francs avant la séance, sauf urgence motivée."),
        empty=_("Aucune séance n'est prévue"),
        teaches=_("Préparez une séance depuis la page de la commission : elle apparaîtra ici avec son compte à rebours."),
        permission=Permission.COMMISSION_SEE,
        find=sessions,
        scope=Scope.TERRITORY,
    )
)
MY_SESSIONS = register(
    Pile(
        code="mes-seances",
        title=_("Mes séances"),
        lead=_("Les documents se lisent ici, jusqu'au jour dit, et ne laissent rien sur l'ordinateur."),
        empty=_("Aucune séance ne vous est ouverte"),
        teaches=_("À la convocation, les documents de votre siège s'ouvrent ici, jusqu'à la clôture de la séance."),
        permission=Permission.PAPERS_READ,
        find=my_sessions,
        scope=Scope.TERRITORY,
    )
)
OPINIONS = register(
    Pile(
        code="avis",
        title=_("Votes ouverts"),
        lead=_("Une voix par demande ; elle peut changer jusqu'à la clôture du vote."),
        empty=_("Aucun vote ne vous attend"),
        teaches=_("Quand la présidence demande un vote compté, ou ouvre un vote par écrit, vos points apparaissent ici."),
        permission=Permission.OPINION_GIVE,
        find=opinions_to_give,
        scope=Scope.TERRITORY,
    )
)
TO_PREPARE = register(
    Pile(
        code="a-preparer",
        title=_("Décisions à préparer"),
        lead=_("L'avis est rendu ; la décision appartient au préfet, qui n'est pas lié par l'avis."),
        empty=_("Aucune décision à préparer"),
        teaches=_("Une demande examinée apparaît ici jusqu'à ce que l'arrêté soit préparé."),
        permission=Permission.DECISION_PREPARE,
        find=to_prepare,
        scope=Scope.TERRITORY,
    )
)
TO_SIGN = register(
    Pile(
        code="a-signer",
        title=_("Décisions préparées, signature attendue"),
        lead=_("Enregistrez la décision signée, avec sa date, son numéro, sa signataire et sa copie."),
        empty=_("Aucune décision n'attend d'être signée"),
        teaches=_("Une décision préparée par le secrétariat apparaît ici jusqu'à l'enregistrement de sa signature."),
        permission=Permission.DECISION_PREPARE,
        find=to_sign,
        scope=Scope.TERRITORY,
    )
)
