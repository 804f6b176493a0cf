"""The pages of a session and of a commission, as strips of tabs: each theme adds its line."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import navigation, tabs
from maillage.pathway.commission.workflow import OVER_STATES, READING_STATES, State

SESSION = "commission.session"
"""The place of the pages of a session: their object is a Session, their address takes its key."""
HOME = "commission.home"
"""The place of the pages of a department's commission: their object is a Commission, their address takes its key."""


def _is_written(actor: Actor, obj: Any) -> bool:
    return bool(obj.is_written)


def _sits(actor: Actor, session: Any) -> bool:
    """An exchange of writings has its own page; a session that is not convened yet has nothing to show."""
    return not session.is_written and session.state in (*READING_STATES, State.CLOSED)


def _is_convened(actor: Actor, session: Any) -> bool:
    return session.state != State.DRAFT


_TABS = (
    tabs.Tab(
        code="lecture",
        place=SESSION,
        label=_("Lectures et avis demandés"),
        url_name="commission:reading_progress",
        permission=Permission.SESSION_CONDUCT,
        order=40,
        shown=_is_convened,
    ),
    tabs.Tab(
        code="accueil", place=HOME, label=_("Accueil"), url_name="commission:department", permission=Permission.COMMISSION_SEE, order=10
    ),
    tabs.Tab(
        code="suites",
        place=HOME,
        label=_("Quatre dates"),
        url_name="commission:four_dates",
        permission=Permission.APPLICATION_LIST,
        order=45,
    ),
    tabs.Tab(
        code="bilan", place=HOME, label=_("État annuel"), url_name="commission:return", permission=Permission.APPLICATION_LIST, order=50
    ),
    tabs.Tab(
        code="seance", place=SESSION, label=_("Séance"), url_name="commission:session", permission=Permission.COMMISSION_SEE, order=10
    ),
    tabs.Tab(
        code="en-seance",
        place=SESSION,
        label=_("En séance"),
        url_name="commission:sitting",
        permission=Permission.COMMISSION_SEE,
        order=50,
        shown=_sits,
    ),
    tabs.Tab(
        code="convocations",
        place=SESSION,
        label=_("Convocations"),
        url_name="commission:convocations",
        permission=Permission.COMMISSION_MANAGE,
        order=20,
    ),
    tabs.Tab(
        code="ecrits",
        place=SESSION,
        label=_("Écrits"),
        url_name="commission:writing",
        permission=Permission.DELIBERATION_OPEN,
        order=55,
        shown=_is_written,
    ),
    tabs.Tab(
        code="composition", place=HOME, label=_("Sièges"), url_name="commission:composition", permission=Permission.COMMISSION_SEE, order=20
    ),
    tabs.Tab(
        code="regles", place=HOME, label=_("Règles locales"), url_name="commission:rules", permission=Permission.COMMISSION_SEE, order=30
    ),
    tabs.Tab(
        code="annee", place=HOME, label=_("Plan de l'année"), url_name="commission:year", permission=Permission.APPLICATION_LIST, order=40
    ),
    tabs.Tab(
        code="preparer",
        place=SESSION,
        label=_("Prêts à distance"),
        url_name="commission:preparing",
        permission=Permission.COMMISSION_SEE,
        order=30,
    ),
)

_RECORD_TABS = (
    tabs.Tab(
        code="proces-verbal",
        place=SESSION,
        label=_("Procès-verbal"),
        url_name="commission:minutes",
        permission=Permission.DELIBERATION_OPEN,
        order=60,
        shown=lambda actor, session: session.state == State.CLOSED,
    ),
    tabs.Tab(
        code="archives",
        place=SESSION,
        label=_("Archives"),
        url_name="commission:archives",
        permission=Permission.DELIBERATION_OPEN,
        order=70,
        shown=lambda actor, session: session.state in OVER_STATES,
    ),
)
_AUDIT = navigation.Item(
    code="commission.audit",
    label=_("Séances terminées"),
    icon="archive",
    url_name="commission:audited",
    permission=Permission.JOURNAL_READ,
    order=92,
)

_RULES = navigation.Item(
    code="commission.rules",
    label=_("Règles locales"),
    icon="scroll-text",
    url_name="commission:rules_national",
    permission=Permission.AGGREGATE_SEE,
    order=93,
)


def register() -> None:
    """Called when the application is ready."""
    for tab in (*_TABS, *_RECORD_TABS):
        tabs.register(tab)
    navigation.register(_AUDIT)
    navigation.register(_RULES)
