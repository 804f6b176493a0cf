"""What surrounds every page, computed only when a page asks for it (fragments ask for nothing)."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import navigation, places

THEME_COOKIE = "mg_theme"
THEMES = ("light", "dark")
BAR_ITEMS = 4  # on a phone four places fit, the rest is under "Menu"


def night_page(request: HttpRequest) -> None:
    """Said by a view used outside at night: its page is dark unless the reader chose otherwise."""
    request.for_the_night = True  # type: ignore[attr-defined]


class Layout:
    """The rail, the top bar, the demonstration banner and the preferences of one request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.actor: Any = getattr(request, "actor", None)

    @property
    def signed_in(self) -> bool:
        """Is there somebody?"""
        return self.actor is not None and self.actor.is_known

    @cached_property
    def links(self) -> tuple[navigation.Link, ...]:
        """The items of the rail."""
        match = self.request.resolver_match
        return navigation.links_for(self.actor, view_name=match.view_name if match else "")

    @property
    def bar_links(self) -> tuple[navigation.Link, ...]:
        """The items of the bottom bar on a phone."""
        return self.links[:BAR_ITEMS]

    @cached_property
    def place(self) -> places.Place:
        """My organisation and territory."""
        return places.place_of(self.actor)

    @property
    def theme(self) -> str:
        """What the reader chose; else light, or dark where the page is made for the night (`night_page`)."""
        chosen = self.request.COOKIES.get(THEME_COOKIE, "")
        return chosen if chosen in THEMES else THEMES[bool(getattr(self.request, "for_the_night", False))]

    @property
    def other_theme(self) -> str:
        """What the switch proposes."""
        return next(theme for theme in THEMES if theme != self.theme)

    @property
    def demonstration(self) -> bool:
        """Are people and organisations invented here?"""
        return bool(settings.MAILLAGE_DEMO)

    @property
    def demo_url(self) -> str:
        """Where one changes role; empty when there is no such page."""
        return address("demo:entry")

    @property
    def search_url(self) -> str:
        """Where the search box posts; empty when this role finds nobody."""
        return address("people:search") if self.signed_in and self.actor.may(Permission.PERSON_LIST) else ""

    @property
    def home_url(self) -> str:
        """Where the mark leads."""
        return address("portal:home") or "/"

    @property
    def sign_out_url(self) -> str:
        """Where signing out posts."""
        return address("account_logout")


def address(name: str) -> str:
    """The address of a route, or nothing when it does not exist."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
