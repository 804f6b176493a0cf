"""Lists of people's files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models import KeyWorker, Person
from maillage.accompaniment.people.selectors import people_visible_to, rules_of_many
from maillage.accompaniment.people.selectors.contact import day_sentence
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.values import Asked, Chip, Found, Line, Whose
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope

LONG_SILENCE = timedelta(days=30)


def _people(asked: Asked) -> Any:
    return people_visible_to(asked.actor, today=asked.today, mine=asked.whose is Whose.MINE)


def _lines(people: Sequence[Person]) -> list[Line]:
    return [
        Line(title=person.reference, person=person, url=link(Page.PERSON, person.pk), detail=person.reference, day=person.last_contact_on)
        for person in people
    ]


def open_files(asked: Asked) -> Found:
    """Every open file, last contact first."""
    return Found(_people(asked), _lines)


def silent(asked: Asked) -> Found:
    """Open files where no exchange was noted for thirty days, the longest silence first."""
    rows = _people(asked).filter(last_contact_on__lte=asked.today - LONG_SILENCE).order_by("last_contact_on", "reference")
    return Found(rows, lambda people: _to_call(people, today=asked.today), names_of=_lines)


def _to_call(people: Sequence[Person], *, today: date) -> list[Line]:
    """A list of people to call says first what the day allows for each, read without opening anything."""
    rules = rules_of_many(people)
    return [
        replace(line, detail=day_sentence(rules.get(person.pk), today=today)) for line, person in zip(_lines(people), people, strict=True)
    ]


def without_key_worker(asked: Asked) -> Found:
    """Open files that nobody follows today, the oldest first."""
    today = asked.today
    following = KeyWorker.unscoped.present(today=today).inside().filter(person=OuterRef("pk"), user__is_active=True)
    rows = people_visible_to(asked.actor, today=today).filter(~Exists(following)).order_by("opened_on", "reference")
    return Found(rows, lambda people: [_unfollowed(person) for person in people])


def _unfollowed(person: Person) -> Line:
    return Line(
        title=person.reference,
        person=person,
        url=link(Page.PERSON, person.pk),
        detail=_("dossier ouvert"),
        chips=(Chip(_("sans référente"), "alert", "user-round-x"),),
        day=person.opened_on,
    )


OPEN_FILES = register(
    Pile(
        code="dossiers",
        title=_("Dossiers ouverts"),
        lead=_("Le dernier échange d'abord."),
        empty=_("Aucun dossier ouvert"),
        teaches=_("Un dossier s'ouvre avec deux champs : un pseudonyme, et un moyen sûr de joindre la personne."),
        permission=Permission.PERSON_LIST,
        find=open_files,
        scope=Scope.ORGANISATION,
        owned=True,
    )
)
SILENT = register(
    Pile(
        code="sans-echange",
        title=_("Sans échange noté depuis 30 jours"),
        lead=_("Le silence le plus long d'abord. Chaque ligne dit ce que ses consignes permettent aujourd'hui."),
        empty=_("Personne n'est resté longtemps sans nouvelles"),
        teaches=_("Un dossier apparaît ici quand aucun échange n'y est noté pendant trente jours."),
        permission=Permission.PERSON_EDIT,
        find=silent,
        scope=Scope.ORGANISATION,
        owned=True,
    )
)
WITHOUT_KEY_WORKER = register(
    Pile(
        code="sans-referente",
        title=_("Dossiers sans référente"),
        lead=_("Personne ne les suit aujourd'hui : désignez une référente."),
        empty=_("Chaque dossier a sa référente"),
        teaches=_("Un dossier apparaît ici quand sa référente part ou quand son suivi prend fin."),
        permission=Permission.PERSON_ASSIGN,
        find=without_key_worker,
        scope=Scope.ORGANISATION,
    )
)
