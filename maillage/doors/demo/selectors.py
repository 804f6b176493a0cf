"""What the door of the demonstration shows: the cast by side, and the four departments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.doors.demo.world import CAST, DEPARTMENTS, ORGANISATIONS, CastSpec, DepartmentSpec
from maillage.foundation.access.roles import ROLES, Scope
from maillage.reference.accounts.models import User

DOMAIN = "demonstration.test"

LOGICS: Mapping[str, tuple[Any, Any]] = {
    "cancelled": (
        _("séance annulée, puis hybride"),
        _("La séance de mars est annulée. À la mi-mai elle se tient à moitié à distance : quatre demandes restent sans examen ni date."),
    ),
    "remote": (
        _("à distance depuis 2017"),
        _("Une règle locale datée permet la visioconférence et l'écrit : les demandes prêtes passent, même au printemps 2020."),
    ),
    "none_planned": (
        _("aucune séance prévue"),
        _("Rien n'est convoqué : les demandes déposées attendent, et l'attente se compte."),
    ),
    "rare": (
        _("une séance par an"),
        _("La commission se réunit rarement : chaque terme demande de s'y prendre très tôt."),
    ),
}

# As the README tells it; quoted words are those of the buttons.
TOUR = (
    (
        "alice",
        _("Alice ouvre un dossier : « Personnes », « Nouveau dossier », puis « Commencer une demande d'engagement ». L'attente se compte."),
    ),
    ("alice", _("Alice dépose une demande prête : « Relire, puis déposer » montre, ligne par ligne, tout ce que la préfecture verra.")),
    (
        "dana",
        _(
            "Dana ouvre la séance du jour : « Commission », le mardi 19 mai, « Ouvrir la séance ». « En séance », elle note qui est là : "
            "le quorum est dit, et redit à chaque arrivée et à chaque départ."
        ),
    ),
    (
        "marc",
        _(
            "Marc, sur un autre écran : « Suivre la séance ». Des numéros tirés pour elle, aucun nom ; il lit, ou dit "
            "« Je ne dois pas délibérer sur ce point »."
        ),
    ),
    ("dana", _("Dana appelle le premier point, note l'audition de l'association, puis l'avis favorable : il est constaté par consensus.")),
    (
        "dana",
        _(
            "Pour le second, « La présidence demande un vote compté » : Marc vote de son écran, Dana note les autres voix, "
            "« Clore le vote et compter ». Il n'en reste que des totaux."
        ),
    ),
    (
        "dana",
        _(
            "« Clore la séance » : les copies de lecture et leur clé sont détruites, la page de Marc le dit. "
            "« Établir le procès-verbal » : un texte que les membres corrigent, avec les numéros de séance seulement."
        ),
    ),
    ("paul", _("Paul enregistre la décision signée, avec sa date, son numéro et sa copie, et la confie à l'association.")),
    ("alice", _("Alice voit le terme, le titre, et les régimes exceptionnels expliqués ligne à ligne.")),
    ("aude", _("Aude vérifie le journal : chaque acte y est, sans aucun contenu.")),
    ("charlie", _("Charlie, de l'association voisine, ne trouve rien : même les adresses lui répondent « cette page n'existe pas ».")),
)


@dataclass(frozen=True)
class Character:
    """Somebody whom one may be."""

    slug: str
    name: str
    first_name: str
    roles: str
    organisation: str
    presented: Any
    exists: bool


@dataclass(frozen=True)
class Side:
    """A part of the cast."""

    code: str
    title: Any
    icon: str
    characters: tuple[Character, ...]


@dataclass(frozen=True)
class Department:
    """A fictional department, its logic, and those of its people who are not in the main cast."""

    name: str
    logic: Any
    sentence: Any
    characters: tuple[Character, ...]


def address_of(slug: str) -> str:
    """The address of a character's account."""
    return f"{slug}@{DOMAIN}"


def user_of(slug: str) -> User | None:
    """The account of a character, if the demonstration has it."""
    return User.objects.filter(email=address_of(slug), is_active=True).first() if slug in {cast.slug for cast in CAST} else None


def cast_by_side() -> tuple[Side, ...]:
    """The main cast: the associations, the State in the department, the country."""
    there = _emails()
    main = [cast for cast in CAST if cast.presented]
    groups: dict[Scope, list[CastSpec]] = {}
    for cast in main:
        scope = ROLES[cast.mandates[0][0]].scope
        groups.setdefault(Scope.NATIONAL if scope is Scope.INSTALLATION else scope, []).append(cast)
    titles = (
        (Scope.ORGANISATION, "associations", _("Dans les associations"), "heart-handshake"),
        (Scope.TERRITORY, "etat", _("Du côté de l'État, dans le département"), "landmark"),
        (Scope.NATIONAL, "pays", _("Pour tout le pays, sans aucun dossier"), "chart-column"),
    )
    return tuple(Side(code, title, icon, _characters(groups.get(scope, ()), there)) for scope, code, title, icon in titles)


def departments() -> tuple[Department, ...]:
    """The four departments and their logic, with the people of the others."""
    there = _emails()
    return tuple(_department(spec, there) for spec in DEPARTMENTS)


def _department(spec: DepartmentSpec, there: set[str]) -> Department:
    places = {organisation.key: organisation.department for organisation in ORGANISATIONS}
    others = [cast for cast in CAST if not cast.presented and places[cast.mandates[0][1]] == spec.code]
    logic, sentence = LOGICS[spec.logic]
    return Department(name=spec.name, logic=logic, sentence=sentence, characters=_characters(others, there))


def _characters(specs: Iterable[CastSpec], there: set[str]) -> tuple[Character, ...]:
    return tuple(_character(spec, there) for spec in specs)


def _character(spec: CastSpec, there: set[str]) -> Character:
    organisation = next(each for each in ORGANISATIONS if each.key == spec.mandates[0][1])
    return Character(
        slug=spec.slug,
        name=spec.name,
        first_name=spec.name.split()[0],
        roles=", ".join(str(ROLES[role].label) for role, _key, _rights in spec.mandates),
        organisation=organisation.name,
        presented=spec.presented,
        exists=address_of(spec.slug) in there,
    )


def _emails() -> set[str]:
    return set(User.objects.filter(email__in=[address_of(cast.slug) for cast in CAST], is_active=True).values_list("email", flat=True))
