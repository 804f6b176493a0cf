"""The home of the State in the department: who waits, which sessions come, which decisions are awaited."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.doors.portal.blocks.caseworker import endings_block
from maillage.doors.portal.blocks.parts import SHOWN, counter_of, some
from maillage.doors.portal.links import Page, link, pile_link
from maillage.doors.portal.piles import applications, commission, records, rights, seats, waiting
from maillage.doors.portal.values import Act, Asked, Block, Empty
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Role, Scope
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission.models import Session
from maillage.pathway.commission.workflow import State as SessionState
from maillage.pathway.psp.signing import records_signed_somewhere

SOON_DAYS = 7
_ON_PAPER = _("Finir d'enregistrer la séance du %(day)s")
_PAST_ACTS = {
    SessionState.DRAFT: _("Fixer un autre jour, ou annuler la séance prévue le %(day)s"),
    SessionState.CONVENED: _("Ouvrir avec sa date, ou annuler la séance du %(day)s"),
    SessionState.OPEN: _("Clore la séance du %(day)s"),
}


def _holds(asked: Asked, permission: Permission) -> bool:
    return any(mandate.scope is Scope.TERRITORY for mandate in asked.actor.granting(permission))


def _follows_department(asked: Asked) -> bool:
    return asked.actor.has_role(Role.SECRETARY) or asked.actor.has_role(Role.DELEGATE)


def who_waits(asked: Asked) -> Block | None:
    """Filed applications without a session: since when, and why."""
    if not _follows_department(asked):
        return None
    found = waiting.FILED.find(asked).front(SHOWN)
    filed = counter_of(waiting.FILED, asked=asked, label=_filed, tone="wait", number=found.number)
    dateless = counter_of(waiting.WITHOUT_DATE, asked=asked, label=_dateless, tone="alert", icon="circle-question-mark")
    again = counter_of(waiting.PUT_OFF_AGAIN, asked=asked, label=_again, tone="alert", icon="repeat")
    plan = Act(_("Prévoir une séance"), link(Page.COMMISSION), "calendar-plus", 65)
    return Block(
        code="attente",
        title=_("Qui attend"),
        icon="hourglass",
        counters=some((filed, dateless, again)),
        lines=found.lines,
        more=Act(_("Toutes les demandes déposées"), filed.url) if filed.number > SHOWN else None,
        acts=(plan,) if dateless.number and _holds(asked, Permission.COMMISSION_MANAGE) else (),
        empty=Empty(title=waiting.FILED.empty, how=waiting.FILED.teaches, icon="hourglass"),
        pressing=(f"{dateless.number} {dateless.label}",) if dateless.number else (),
    )


def _again(number: int) -> str:
    return ngettext("demande reportée plusieurs fois", "demandes reportées plusieurs fois", number)


def _filed(number: int) -> str:
    return ngettext("demande attend une séance", "demandes attendent une séance", number)


def _dateless(number: int) -> str:
    return ngettext("demande sans date connue", "demandes sans date connue", number)


def sessions(asked: Asked) -> Block | None:
    """The sessions to come, with the countdown of the notice."""
    if not (_follows_department(asked) or _holds(asked, Permission.SESSION_CONDUCT)):
        return None
    found = commission.SESSIONS.find(asked).front(SHOWN)
    tend = (
        (
            counter_of(seats.TO_TEND, asked=asked, label=_tend, tone="wait", icon="users"),
            counter_of(records.RECORDS, asked=asked, label=_past_their_time, tone="calm", icon="archive"),
        )
        if _holds(asked, Permission.COMMISSION_MANAGE)
        else ()
    )
    home = Act(_("La commission"), link(Page.COMMISSION))
    more = Act(_("Toutes les séances"), pile_link(commission.SESSIONS.code)) if found.number > SHOWN else home
    return Block(
        code="seances",
        title=_("Les séances"),
        icon="landmark",
        counters=some(tend),
        lines=found.lines,
        more=more,
        acts=_session_acts(asked, found.rows),
        empty=Empty(title=commission.SESSIONS.empty, how=commission.SESSIONS.teaches, icon="calendar"),
    )


def _tend(number: int) -> str:
    return ngettext("siège ou mandat à regarder", "sièges ou mandats à regarder", number)


def _past_their_time(number: int) -> str:
    return ngettext("archive à proposer à l'élimination", "archives à proposer à l'élimination", number)


def _session_acts(asked: Asked, coming: Sequence[Session]) -> tuple[Act, ...]:
    if not _holds(asked, Permission.COMMISSION_MANAGE):
        return ()
    acts = []
    for session in coming:
        url, words = link(Page.SESSION, session.pk), {"day": day_words(session.held_on)}
        if session.last_day < asked.today:
            label = _ON_PAPER if session.from_paper else _PAST_ACTS[SessionState(session.state)]
            acts.append(Act(label % words, url, "gavel", 85))
        elif session.state == SessionState.DRAFT and (commission.send_before(session) - asked.today).days <= SOON_DAYS:
            if session.window_until is not None:
                last = {"day": day_words(session.window_until)}
                acts.append(Act(_("Fixer le jour de la séance prévue avant le %(day)s") % last, url, "calendar-check", 84))
            else:
                acts.append(Act(_("Convoquer la séance du %(day)s") % words, url, "mail", 84))
    return tuple(acts)


def decisions(asked: Asked) -> Block | None:
    """Decisions to prepare, to sign, to announce."""
    if not _holds(asked, Permission.DECISION_PREPARE):
        return None
    records = records_signed_somewhere(asked.actor, today=asked.today)
    prepare = counter_of(commission.TO_PREPARE, asked=asked, label=_prepare, tone="wait", icon="pen-line")
    found = commission.TO_SIGN.find(asked).front(SHOWN)
    sign = counter_of(
        commission.TO_SIGN, asked=asked, label=_sign, tone="alert" if records else "calm", icon="signature", number=found.number
    )
    tell = counter_of(applications.TO_NOTIFY, asked=asked, label=_tell, tone="wait", icon="mail")
    record = Act(_("Enregistrer une décision signée"), pile_link(commission.TO_SIGN.code), "signature", 88)
    ready = Act(_("Préparer une décision"), pile_link(commission.TO_PREPARE.code), "pen-line", 55)
    return Block(
        code="decisions",
        title=_("Les décisions"),
        icon="stamp",
        counters=some((prepare, sign, tell)),
        lines=found.lines if records else (),
        acts=((record,) if records and sign.number else ()) + ((ready,) if prepare.number else ()),
        empty=Empty(title=commission.TO_SIGN.empty, how=commission.TO_SIGN.teaches, icon="stamp"),
        pressing=(f"{sign.number} {sign.label}",) if records and sign.number else (),
    )


def _prepare(number: int) -> str:
    return ngettext("décision à préparer", "décisions à préparer", number)


def _sign(number: int) -> str:
    return ngettext("décision en attente de signature", "décisions en attente de signature", number)


def _tell(number: int) -> str:
    return ngettext("décision à notifier", "décisions à notifier", number)


def endings(asked: Asked) -> Block | None:
    """Pathways of the department that end within three months: renewals to expect."""
    if not _follows_department(asked):
        return None
    return endings_block(asked, title=_("Renouvellements à prévoir"), weight=40)


def permits(asked: Asked) -> Block | None:
    """The residence documents awaited, for the service that delivers them: numbers and days, nothing else."""
    if not _holds(asked, Permission.PERMIT_RECORD) or asked.actor.may(Permission.APPLICATION_LIST):
        return None
    found = rights.AWAITED.find(asked).front(SHOWN)
    awaited = counter_of(rights.AWAITED, asked=asked, label=_awaited, tone="wait", icon="id-card", number=found.number)
    act = Act(_("Noter une étape d'un titre"), pile_link(rights.AWAITED.code), "id-card", 80)
    return Block(
        code="titres",
        title=_("Les titres attendus"),
        icon="id-card",
        counters=some((awaited,)),
        lines=found.lines,
        acts=(act,) if awaited.number else (),
        empty=Empty(title=rights.AWAITED.empty, how=rights.AWAITED.teaches, icon="id-card"),
        pressing=(f"{awaited.number} {awaited.label}",) if awaited.number else (),
    )


def _awaited(number: int) -> str:
    return ngettext("titre de séjour attendu", "titres de séjour attendus", number)
