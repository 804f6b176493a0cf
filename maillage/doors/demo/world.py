"""The invented world of the demonstration, as data: four departments, six associations, their people. Nothing here is real."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.roles import Right, Role

START = date(2017, 1, 9)
TODAY = date(2020, 5, 19)


@dataclass(frozen=True)
class DepartmentSpec:
    """A fictional department, and which logic of the study its commission follows."""

    code: str
    name: str
    logic: str


@dataclass(frozen=True)
class OrganisationSpec:
    """An organisation, its place, and for an association its statuses and the days of its accreditation orders."""

    key: str
    name: str
    kind: str
    department: str | None
    institution: str = ""
    statuses: tuple[str, ...] = ()
    accredited: tuple[date, ...] = ()
    files_open_to: str = "team"


@dataclass(frozen=True)
class CastSpec:
    """Somebody of the cast: the roles held, and the sentence by which the entry page presents her."""

    slug: str
    name: str
    mandates: tuple[tuple[Role, str, frozenset[Right]], ...]
    presented: str | Promise = ""
    since: date = START


@dataclass(frozen=True)
class SeatSpec:
    """A seat of a commission: quality of the law's list, organisation, holder (a slug of the cast, or a name without account)."""

    quality: str
    organisation: str
    holder: str
    title: str = ""
    account: bool = field(default=False)


DEPARTMENTS = (
    DepartmentSpec("F1", "Val-d'Aubraie", "cancelled"),
    DepartmentSpec("F2", "Hautes-Combes", "remote"),
    DepartmentSpec("F3", "Rives-de-Selne", "none_planned"),
    DepartmentSpec("F4", "Plaine-de-Morvance", "rare"),
)

ORGANISATIONS = (
    OrganisationSpec("a", "Les Passerelles", "association", "F1", statuses=("day_centre", "outreach"), accredited=(date(2017, 5, 18),)),
    OrganisationSpec("b", "L'Escale du Pont", "association", "F1", statuses=("chrs_without_lodging",), accredited=(date(2018, 9, 3),)),
    OrganisationSpec("c", "Atelier des Deux Combes", "association", "F2", statuses=("caarud", "outreach"), accredited=(date(2017, 6, 1),)),
    OrganisationSpec("d", "Maison Verveine", "association", "F2", statuses=("chrs_with_lodging",), accredited=(date(2018, 1, 15),)),
    OrganisationSpec("e", "La Lanterne de Selne", "association", "F3", statuses=("day_centre",), accredited=(date(2017, 10, 2),)),
    OrganisationSpec(
        "f", "Cap Tilleul", "association", "F4", statuses=("outreach",), accredited=(date(2019, 2, 4),), files_open_to="assigned"
    ),
    OrganisationSpec("del1", "Délégation du Val-d'Aubraie", "delegation", "F1"),
    OrganisationSpec("del2", "Délégation des Hautes-Combes", "delegation", "F2"),
    OrganisationSpec("del3", "Délégation des Rives-de-Selne", "delegation", "F3"),
    OrganisationSpec("del4", "Délégation de la Plaine-de-Morvance", "delegation", "F4"),
    *(
        OrganisationSpec(f"pref{d.code[1]}", f"Préfecture {name}", "prefecture", d.code)
        for d, name in zip(
            DEPARTMENTS, ("du Val-d'Aubraie", "des Hautes-Combes", "des Rives-de-Selne", "de la Plaine-de-Morvance"), strict=True
        )
    ),
    *(
        OrganisationSpec(f"{key}{d.code[1]}", f"{title} ({d.name})", "institution", d.code, institution=institution)
        for d in DEPARTMENTS
        for key, title, institution in (
            ("court", "Tribunal judiciaire", "court"),
            ("police", "Sécurité publique", "police"),
            ("gend", "Groupement de gendarmerie", "gendarmerie"),
            ("health", "Ordre des médecins", "health"),
            ("council", "Conseil départemental", "council"),
        )
    ),
    OrganisationSpec("nat", "Observatoire national (démonstration)", "state_service", None),
)

_NONE: frozenset[Right] = frozenset()
_MINORS = frozenset({Right.MINORS})
_HEALTH_AND_MINORS = frozenset({Right.HEALTH, Right.MINORS})

CAST = (
    CastSpec(
        "alice",
        "Alice Ferrand",
        ((Role.CASEWORKER, "a", _NONE),),
        _("Elle accompagne des personnes aux Passerelles : dossiers, demandes, dépôt."),
    ),
    CastSpec("bob", "Bob Lemercier", ((Role.READER, "a", _NONE),), _("Il lit les dossiers de l'équipe, sans rien ouvrir ni modifier.")),
    CastSpec(
        "hugo", "Hugo Vasseur", ((Role.MANAGER, "a", _NONE),), _("Il dirige Les Passerelles : attribue les dossiers, invite l'équipe.")
    ),
    CastSpec(
        "iris",
        "Iris Delmas",
        ((Role.CASEWORKER, "a", _HEALTH_AND_MINORS),),
        _("Intervenante aux Passerelles, avec les droits santé et mineures."),
    ),
    CastSpec(
        "charlie",
        "Charlie Noiret",
        ((Role.CASEWORKER, "b", _NONE),),
        _("Il travaille à L'Escale du Pont : il ne voit rien des Passerelles."),
    ),
    CastSpec(
        "dana",
        "Dana Kerloc'h",
        ((Role.DELEGATE, "del1", _NONE), (Role.SECRETARY, "del1", _NONE)),
        _("Déléguée du Val-d'Aubraie : reçoit les demandes, prépare et tient la commission."),
    ),
    CastSpec(
        "eve",
        "Ève Montaigu",
        ((Role.DELEGATE, "del2", _NONE), (Role.SECRETARY, "del2", _NONE)),
        _("Déléguée des Hautes-Combes, où la commission siège à distance depuis 2017."),
    ),
    CastSpec("jean", "Jean Sauvaget", ((Role.CHAIR, "pref1", _NONE),), _("Préside la commission du Val-d'Aubraie.")),
    CastSpec("marc", "Marc Tisserand", ((Role.MEMBER, "court1", _NONE),), _("Magistrat, siège à la commission du Val-d'Aubraie.")),
    CastSpec("paul", "Paul Berthier", ((Role.PREFECT_OFFICE, "pref1", _NONE),), _("Au cabinet du préfet : enregistre la décision signée.")),
    CastSpec(
        "sonia",
        "Sonia Brancard",
        ((Role.FOREIGNERS_SERVICE, "pref1", _NONE),),
        _("Au service des étrangers : note les titres demandés et remis, par numéro, sans aucun nom."),
    ),
    CastSpec(
        "nora", "Nora Casteran", ((Role.NATIONAL_OBSERVER, "nat", _NONE),), _("Au service national : des comptes, jamais une personne.")
    ),
    CastSpec("lea", "Léa Puybaret", ((Role.RELEASE_PROPOSER, "nat", _NONE),), _("Propose les publications de tableaux.")),
    CastSpec("omar", "Omar Belkacem", ((Role.RELEASE_APPROVER, "nat", _NONE),), _("Approuve ou refuse ce qu'une autre a proposé.")),
    CastSpec("aude", "Aude Garrigue", ((Role.AUDITOR, "nat", _NONE),), _("Lit et vérifie le journal, sans aucun contenu.")),
    CastSpec("ops", "Olivier Pons", ((Role.OPERATOR, "nat", _NONE),), _("Tient le serveur : état des clés, aucun dossier.")),
    CastSpec(
        "rose", "Rose Alibert", ((Role.RECEPTION, "a", _NONE),), _("Elle tient l'accueil des Passerelles : courrier, premières demandes.")
    ),
    CastSpec(
        "zoe",
        "Zoé Carlin",
        ((Role.OUTREACH_WORKER, "a", _NONE),),
        _("Maraudeuse aux Passerelles : note ses maraudes et les premiers contacts, sans ouvrir d'identité."),
    ),
    CastSpec("clara", "Clara Estève", ((Role.CASEWORKER, "c", _MINORS),)),
    CastSpec("david", "David Roumier", ((Role.CASEWORKER, "d", _NONE),)),
    CastSpec("elsa", "Elsa Vidal", ((Role.CASEWORKER, "e", _NONE),)),
    CastSpec("fanny", "Fanny Morel", ((Role.CASEWORKER, "f", _NONE), (Role.MANAGER, "f", _NONE))),
    CastSpec("gaelle", "Gaëlle Brenac", ((Role.DELEGATE, "del3", _NONE), (Role.SECRETARY, "del3", _NONE))),
    CastSpec("hanna", "Hanna Lissac", ((Role.DELEGATE, "del4", _NONE), (Role.SECRETARY, "del4", _NONE))),
    *(
        CastSpec(f"prefet{n}", name, ((Role.CHAIR, f"pref{n}", _NONE), (Role.PREFECT_OFFICE, f"pref{n}", _NONE)))
        for n, name in ((2, "Solène Arnoux"), (3, "Bruno Chaline"), (4, "Mireille Daubry"))
    ),
)


def seats_of(code: str) -> tuple[SeatSpec, ...]:
    """The seats of one department's commission: the accredited associations sit too, and leave when they present."""
    n = code[1]
    associations = {"1": ("a", "b"), "2": ("c", "d"), "3": ("e",), "4": ("f",)}[n]
    workers = {"a": "hugo", "b": "charlie", "c": "clara", "d": "david", "e": "elsa", "f": "fanny"}
    chair = {"1": "jean", "2": "prefet2", "3": "prefet3", "4": "prefet4"}[n]
    court = ("marc", True) if n == "1" else (f"Magistrate du tribunal {n}", False)
    return (
        SeatSpec("chair", f"pref{n}", chair, "représentante du préfet" if n != "1" else "représentant du préfet", account=True),
        SeatSpec("magistrate", f"court{n}", court[0], "magistrat", account=court[1]),
        SeatSpec(
            "public_security", f"police{n}", f"Commissaire {('Hervé Lantier', 'Odile Rancourt', 'Yann Trévoux', 'Lise Corval')[int(n) - 1]}"
        ),
        SeatSpec("gendarmerie", f"gend{n}", f"Colonel {('Anne Vautrin', 'Marius Delorme', 'Ines Calvet', 'Paul Sirven')[int(n) - 1]}"),
        SeatSpec("doctor", f"health{n}", f"Docteure {('Claire Mondor', 'Ada Reinhart', 'Joëlle Fabre', 'Nadia Perrot')[int(n) - 1]}"),
        SeatSpec(
            "department", f"council{n}", f"{('Luc Ardouin', 'Sylvie Manceau', 'Rémi Tournier', 'Carole Bastide')[int(n) - 1]}", "élue"
        ),
        *(SeatSpec("associations", key, workers[key], "représentante d'association agréée", account=True) for key in associations),
    )
