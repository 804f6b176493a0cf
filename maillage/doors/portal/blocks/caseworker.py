"""The home of whoever prepares applications: hers first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.doors.portal.blocks.parts import SHOWN, counter_of, some, task_of, whose_code
from maillage.doors.portal.links import Page, link, pile_link
from maillage.doors.portal.piles import applications, people, rights, terms, waiting
from maillage.doors.portal.piles.applications import RUNNING, TONES
from maillage.doors.portal.values import Act, Asked, Block, Counter, Empty, Shape, Whose
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope
from maillage.pathway.psp.selectors import state_label

NEXT = 3


def _works_on_files(asked: Asked) -> bool:
    return any(mandate.scope is Scope.ORGANISATION for mandate in asked.actor.granting(Permission.APPLICATION_PREPARE))


def to_do(asked: Asked) -> Block | None:
    """What awaits her now: decisions to announce, applications to complete or to file, pieces to chase, dates unknown, long silences."""
    if not _works_on_files(asked):
        return None
    mine = replace(asked, whose=Whose.MINE)
    tell = task_of(applications.TO_NOTIFY, asked=mine, label=_decisions, verb=_("annoncer"), tone="alert", icon="mail")
    complete = task_of(applications.TO_COMPLETE, asked=mine, label=_incomplete, verb=_("compléter"), tone="alert", icon="pen-line")
    file = task_of(applications.READY_TO_FILE, asked=mine, label=_to_file, verb=_("déposer"), tone="good", icon="send")
    pieces = task_of(applications.LATE_PIECES, asked=mine, label=_late_pieces, verb=_("relancer"), tone="wait", icon="bell-ring")
    dateless = task_of(
        waiting.WITHOUT_DATE, asked=mine, label=_dateless, verb=_("demander une date"), tone="alert", icon="circle-question-mark"
    )
    again = task_of(waiting.PUT_OFF_AGAIN, asked=mine, label=_again, verb=_("en parler au secrétariat"), tone="alert", icon="repeat")
    review = task_of(terms.REVIEWS, asked=mine, label=_reviews, verb=_("préparer"), tone="wait", icon="list-checks")
    unpaid = task_of(rights.MISSED, asked=mine, label=_unpaid, verb=_("relancer la MSA"), tone="alert", icon="wallet")
    silent = task_of(people.SILENT, asked=mine, label=_silent, verb=_("prendre des nouvelles"), tone="neutral", icon="message-circle")
    return Block(
        code="a-faire",
        title=_("Ce qui m'attend"),
        icon="list-checks",
        counters=some((tell, complete, file, review, pieces, dateless, again, unpaid, silent)),
        shape=Shape.TASKS,
        acts=_acts(tell=tell, complete=complete, file=file, pieces=pieces),
        empty=Empty(title=_("Rien n'attend dans vos dossiers"), how=_("Les pièces qui tardent et les dépôts à faire viendront ici.")),
        pressing=tuple(f"{each.number} {each.label}" for each in some((tell, complete, dateless))),
    )


def _again(number: int) -> str:
    return ngettext("demande reportée plusieurs fois", "demandes reportées plusieurs fois", number)


def _decisions(number: int) -> str:
    return ngettext("décision à annoncer", "décisions à annoncer", number)


def _incomplete(number: int) -> str:
    return ngettext("demande prête, à compléter", "demandes prêtes, à compléter", number)


def _to_file(number: int) -> str:
    return ngettext("demande prête à déposer", "demandes prêtes à déposer", number)


def _late_pieces(number: int) -> str:
    return ngettext("pièce demandée depuis plus de 30 jours", "pièces demandées depuis plus de 30 jours", number)


def _dateless(number: int) -> str:
    return ngettext("demande déposée sans date de séance", "demandes déposées sans date de séance", number)


def _reviews(number: int) -> str:
    return ngettext("bilan à tenir avant le terme", "bilans à tenir avant le terme", number)


def _unpaid(number: int) -> str:
    return ngettext("versement qui n'est pas venu", "versements qui ne sont pas venus", number)


def _silent(number: int) -> str:
    return ngettext("dossier sans échange noté depuis 30 jours", "dossiers sans échange noté depuis 30 jours", number)


def _acts(*, tell: Counter, complete: Counter, file: Counter, pieces: Counter) -> tuple[Act, ...]:
    candidates = (
        (tell, ngettext("Annoncer la décision", "Annoncer %(n)d décisions", tell.number), "mail", 80),
        (file, ngettext("Déposer la demande prête", "Déposer %(n)d demandes prêtes", file.number), "send", 70),
        (complete, ngettext("Compléter la demande prête", "Compléter %(n)d demandes prêtes", complete.number), "pen-line", 60),
        (pieces, ngettext("Relancer une pièce", "Relancer %(n)d pièces", pieces.number), "bell-ring", 50),
    )
    return tuple(Act(words % {"n": each.number}, each.url, icon, weight) for each, words, icon, weight in candidates if each.number)


def endings(asked: Asked) -> Block | None:
    """Her terms and permits that end within three months, with their regimes."""
    if not _works_on_files(asked):
        return None
    return endings_block(replace(asked, whose=Whose.MINE), title=_("Ce qui arrive à échéance"))


def endings_block(asked: Asked, *, title: object, weight: int = 90) -> Block:
    """The block of terms and permits for any reader of pathways: what is near, or else what comes next."""
    every = terms.every_term(asked)
    near = [ending for ending in every if ending.alert.speaks]
    counters = [counter_of(terms.TERMS, asked=asked, label=_terms, tone="wait", number=len(near))]
    if asked.actor.may(Permission.PATHWAY_RECORD):
        permits = len(terms.permits_ending(asked))
        counters.append(counter_of(terms.PERMITS, asked=asked, label=_permits, tone="wait", icon="id-card", number=permits))
    running = counter_of(terms.PATHWAYS, asked=asked, label=_pathways, icon="route", number=len(every))
    pressed = sum(1 for ending in near if ending.presses)
    words = ngettext("%(n)d terme dépassé ou à moins d'une semaine", "%(n)d termes dépassés ou à moins d'une semaine", pressed)
    return Block(
        code="echeances",
        title=title,
        icon="calendar-clock",
        sentence=_("Aucun terme dans les trois mois ; voici les prochains.") if every and not near else "",
        counters=some((*counters, running)),
        shape=Shape.PILLS,
        lines=tuple(terms.lines_of((near or every)[: SHOWN if near else NEXT])),
        more=Act(_("Tous les termes"), counters[0].url) if len(near) > SHOWN else None,
        acts=(Act(_("Voir les termes qui pressent"), counters[0].url, "calendar-clock", weight),) if pressed else (),
        empty=Empty(title=terms.TERMS.empty, how=terms.TERMS.teaches, icon="calendar"),
        pressing=(words % {"n": pressed},) if pressed else (),
    )


def _pathways(number: int) -> str:
    return ngettext("parcours en cours", "parcours en cours", number)


def _terms(number: int) -> str:
    return ngettext("terme dans les trois mois", "termes dans les trois mois", number)


def _permits(number: int) -> str:
    return ngettext("titre de séjour qui finit", "titres de séjour qui finissent", number)


def my_applications(asked: Asked) -> Block | None:
    """Her applications by state: a number per state, each leading to its rows."""
    if not _works_on_files(asked):
        return None
    return applications_block(replace(asked, whose=Whose.MINE), title=_("Mes demandes"), opens=link(Page.OPEN_FILE))


def applications_block(asked: Asked, *, title: object, opens: str = "") -> Block:
    """Applications by state, in one query."""
    rows = applications.running(asked).rows.order_by().values("state").annotate(number=Count("pk")).order_by("state")
    by_state: Mapping[str, int] = {row["state"]: row["number"] for row in rows}
    counters = tuple(
        Counter(
            number=by_state[state],
            label=state_label(state),
            url=pile_link(applications.APPLICATIONS.code, etat=state.value, pour=whose_code(asked)),
            tone=TONES.get(state, "neutral"),
        )
        for state in RUNNING
        if by_state.get(state)
    )
    act = Act(_("Ouvrir un dossier"), opens, "user-round-plus", 10) if opens else None
    return Block(
        code="demandes",
        title=title,
        icon="folder-open",
        counters=counters,
        shape=Shape.PILLS,
        acts=(act,) if act else (),
        empty=Empty(title=applications.APPLICATIONS.empty, how=applications.APPLICATIONS.teaches, icon="folder-open", act=act),
    )
