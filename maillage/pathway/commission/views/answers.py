"""What the pages of a session share."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.foundation.ui.answers import FormPage
from maillage.pathway.commission.models import Session
from maillage.pathway.commission.selectors import state_now
from maillage.pathway.commission.workflow import State


def session_form_page(session: Session, **words: Any) -> FormPage:
    """A form about a session, with the way back to it."""
    return FormPage(back_url=reverse("commission:session", args=[session.pk]), back_label=_("Séance"), **words)


def back_to_session(session: Session) -> HttpResponse:
    """The page of the session."""
    return redirect("commission:session", pk=session.pk)


def already(session: Session, state: State) -> bool:
    """Was it done already, by a first click? Then the second one is answered as the first."""
    return state_now(session) == state
