"""Where the lines of the home lead: the names of the pages of the lower rooms, in one place."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse


class Page(StrEnum):
    """A page of another room, by the name of its route."""

    PERSON = "people:file"
    PEOPLE = "people:list"
    OPEN_FILE = "people:new"
    OFFERS = "people:offers"
    DANGER = "people:override"
    MAIL = "kept_mail:person"
    OPENINGS = "openings:list"
    CHANGE = "openings:change"
    TELL = "openings:tell"
    TELLINGS = "openings:tellings"
    DECIDE = "openings:decide"
    NOTE_MAIL = "kept_mail:note"
    CALLS = "contacts:calls"
    SILENCES = "contacts:silences"
    LOST_MESSAGE = "contacts:handle_message"
    SITUATION = "situation:page"
    PROTECTION = "situation:protection"
    ALERT = "outreach:alert"
    ROUND = "outreach:round"
    ROUNDS = "outreach:rounds"
    FILL_ROUND = "outreach:fill_round"
    NOTE_ROUND = "outreach:note_round"
    REQUEST = "intake:request"
    NOTE_REQUEST = "intake:note"
    APPLICATION = "psp:application"
    APPLICATIONS = "psp:list"
    PATHWAY = "psp:pathway"
    PERMIT = "psp:permit_edit"
    SESSION = "commission:session"
    PAPERS = "commission:reading"
    READING_ITEM = "commission:reading_item"
    COMMISSION = "commission:home"
    ARCHIVES = "commission:archives"
    SEATS = "commission:composition"
    PREPARE = "commission:prepare"
    DECISION = "commission:decision"
    ORGANISATION = "organisations:show"
    TEAM = "team:list"
    NEWS = "notifications:list"
    JOURNAL = "journal:entries"


def link(page: Page, pk: Any = None) -> str:
    """The address of a page; empty while its room does not have it: the line is then shown without a link."""
    try:
        return reverse(page, kwargs={"pk": pk} if pk is not None else None)
    except NoReverseMatch:
        return ""


def pile_link(code: str, **filters: str) -> str:
    """The address of a list of the home, its filters kept by codes."""
    asked = {name: value for name, value in filters.items() if value}
    return reverse("portal:pile", kwargs={"code": code}) + (f"?{urlencode(asked)}" if asked else "")
