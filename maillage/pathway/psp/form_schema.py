"""The form of a first request and of a renewal: its sections, its fields, and which of them may go to the State. Data only.

Health is never a field: of care, only whether she asks for support in reaching it. A narrative of prostitution is never asked.
Source: CASF, art. R. 121-12-9, R. 121-12-11 (domains) and R. 121-12-12; circular DGCS/B2/2017/18, annexes 6 and 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.pathway.psp.models.application import Kind


class FieldKind(StrEnum):
    """How a field is typed."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    YES_NO = "yes_no"


class Source(StrEnum):
    """Where the value of a field lives: in the form, or in the file, where it is only read."""

    FORM = "form"
    IDENTITY = "identity"
    TEXT = "text"


class Domain(StrEnum):
    """The four domains of R. 121-12-11, then those that the accompaniment adds."""

    HOUSING = "housing"
    CARE = "care"
    RIGHTS = "rights"
    INTEGRATION = "integration"
    LANGUAGE = "language"
    CHILDREN = "children"
    PROCEDURES = "procedures"
    SAFETY = "safety"


DOMAINS: dict[Domain, Any] = {
    Domain.HOUSING: _("logement ou hébergement"),
    Domain.CARE: _("accès aux soins"),
    Domain.RIGHTS: _("accès aux droits"),
    Domain.INTEGRATION: _("insertion sociale et professionnelle"),
    Domain.LANGUAGE: _("apprentissage du français"),
    Domain.CHILDREN: _("enfants"),
    Domain.PROCEDURES: _("procédures"),
    Domain.SAFETY: _("sécurité"),
}
OF_THE_TEXT = (Domain.HOUSING, Domain.CARE, Domain.RIGHTS, Domain.INTEGRATION)


@dataclass(frozen=True, kw_only=True)
class FormField:
    """One field. `names_her` is left out of the members' reading copy; `to_state` False never leaves the association."""

    code: str
    label: Any
    kind: FieldKind = FieldKind.TEXT
    source: Source = Source.FORM
    help_text: Any = ""
    domain: Domain | None = None
    to_state: bool = True
    names_her: bool = False
    only: Kind | None = None
    longest: int = 2000


@dataclass(frozen=True)
class FormSection:
    """A part of the form, saved on its own."""

    code: str
    title: Any
    fields: tuple[FormField, ...]
    lead: Any = ""


def _identity(code: str, label: Any, *, kind: FieldKind = FieldKind.LINE) -> FormField:
    return FormField(code=code, label=label, kind=kind, source=Source.IDENTITY, names_her=True)


def _need(domain: Domain, label: Any, **more: Any) -> FormField:
    return FormField(code=f"need_{domain}", label=label, domain=domain, **more)


_AGES_ONLY = _("Des âges et avec qui ils vivent : jamais leurs noms, ni une adresse.")
_NO_ADDRESS = _("L'organisme qui reçoit son courrier. Jamais l'adresse d'un hébergement.")
_NO_HEALTH = _("Un oui ou un non : aucune information de santé ne part, et aucune n'est demandée ici.")

SECTIONS: tuple[FormSection, ...] = (
    FormSection(
        "etat-civil",
        _("État civil et nationalité"),
        (
            _identity("last_name", _("Nom")),
            _identity("first_name", _("Prénom")),
            _identity("birth_date", _("Date de naissance"), kind=FieldKind.DAY),
            FormField(code="birth_place", label=_("Lieu de naissance"), kind=FieldKind.LINE, names_her=True, longest=120),
            _identity("nationality", _("Nationalité")),
            FormField(code="marital_status", label=_("Situation matrimoniale"), kind=FieldKind.LINE, longest=120),
        ),
    ),
    FormSection(
        "famille",
        _("Famille et enfants"),
        (
            FormField(code="family", label=_("Famille"), help_text=_("Qui vit avec elle, qui dépend d'elle."), longest=1000),
            FormField(code="children", label=_("Enfants"), help_text=_AGES_ONLY, longest=1000),
        ),
    ),
    FormSection(
        "sejour",
        _("Séjour et procédures"),
        (
            FormField(code="residence_document", label=_("Titre ou document de séjour"), kind=FieldKind.LINE, longest=200),
            FormField(code="residence_until", label=_("Valable jusqu'au"), kind=FieldKind.DAY),
            FormField(
                code="procedures",
                label=_("Procédures en cours"),
                help_text=_("Seulement celles qu'elle veut faire connaître : ce que le dépôt révèle se discute avant."),
            ),
        ),
    ),
    FormSection(
        "logement",
        _("Logement et domiciliation"),
        (
            FormField(
                code="housing",
                label=_("Logement ou hébergement"),
                help_text=_("La nature (hôtel, foyer, chez un tiers), jamais l'adresse."),
            ),
            FormField(code="domiciliation", label=_("Domiciliation"), kind=FieldKind.LINE, help_text=_NO_ADDRESS, longest=200),
        ),
    ),
    FormSection(
        "ressources",
        _("Ressources et travail"),
        (
            FormField(code="resources", label=_("Ressources"), help_text=_("Nature et montant par mois, si elle veut bien.")),
            FormField(code="work", label=_("Travail, formation"), longest=1000),
        ),
    ),
    FormSection(
        "besoins",
        _("Besoins, domaine par domaine"),
        (
            _need(Domain.HOUSING, _("Logement ou hébergement : ce qu'il lui faut")),
            _need(
                Domain.CARE,
                _("Elle demande une aide pour accéder aux soins"),
                kind=FieldKind.YES_NO,
                help_text=_NO_HEALTH,
                longest=3,
            ),
            _need(Domain.RIGHTS, _("Droits : ce qui reste à ouvrir")),
            _need(Domain.INTEGRATION, _("Insertion sociale et professionnelle : ce qu'elle vise")),
            _need(Domain.LANGUAGE, _("Français : où elle en est, ce qu'elle demande")),
            _need(Domain.CHILDREN, _("Enfants : ce qu'il leur faut"), help_text=_AGES_ONLY),
            _need(Domain.PROCEDURES, _("Procédures : l'aide qu'elle demande")),
            _need(Domain.SAFETY, _("Sécurité : ce que le parcours doit permettre"), help_text=_("Jamais un lieu, jamais un nom.")),
        ),
        lead=_("Les quatre premiers domaines sont ceux du texte ; les autres viennent de l'accompagnement."),
    ),
    FormSection(
        "projet",
        _("Projet et engagements"),
        (
            FormField(code="project", label=_("Projet"), source=Source.TEXT, longest=8000),
            FormField(code="commitments", label=_("Engagements"), source=Source.TEXT, longest=8000),
            FormField(code="commitments_kept", label=_("Ce qui a été tenu, et ce qui ne l'a pas été"), only=Kind.RENEWAL, longest=4000),
            FormField(code="difficulties", label=_("Difficultés rencontrées"), only=Kind.RENEWAL, longest=4000),
        ),
    ),
    FormSection(
        "avis",
        _("L'avis de l'association"),
        (
            FormField(
                code="association_opinion",
                label=_("Avis motivé de l'association"),
                help_text=_("Le vôtre, avec ses raisons. Elle le lit avant qu'il parte."),
                longest=4000,
            ),
            FormField(
                code="kept_here",
                label=_("Ce qu'elle préfère garder entre elle et l'association"),
                help_text=_("Jamais transmis, quoi qu'il soit coché : pour que la suivante le sache."),
                to_state=False,
            ),
        ),
    ),
)
ACTIONS = "actions"


def sections_for(kind: str) -> tuple[FormSection, ...]:
    """The sections of the form of a first request, or of a renewal, with the fields that it asks."""
    return tuple(
        FormSection(section.code, section.title, tuple(f for f in section.fields if f.only in (None, kind)), section.lead)
        for section in SECTIONS
    )


def fields_for(kind: str) -> tuple[FormField, ...]:
    """Every field of the form, in order."""
    return tuple(field for section in sections_for(kind) for field in section.fields)


FIELDS: dict[str, FormField] = {field.code: field for section in SECTIONS for field in section.fields}
TO_STATE: tuple[str, ...] = tuple(code for code, field in FIELDS.items() if field.to_state)
