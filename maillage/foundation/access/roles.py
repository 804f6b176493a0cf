# ruff: noqa: E501  (a table reads better on long lines)
"""The roles as one readable table. Roles cumulate; `health` and `legal` are rights added to a role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.foundation.access.permissions import Permission as P


class Scope(StrEnum):
    """How far a role reaches."""

    ORGANISATION = "organisation"
    TERRITORY = "territory"
    NATIONAL = "national"
    INSTALLATION = "installation"


class Right(StrEnum):
    """A right added to a role, for one mandate."""

    HEALTH = "health"
    LEGAL = "legal"
    MINORS = "minors"


RIGHT_PERMISSIONS: Mapping[Right, frozenset[P]] = {
    Right.HEALTH: frozenset({P.HEALTH_OPEN}),
    Right.LEGAL: frozenset({P.RESIDENCE_OPEN}),
    Right.MINORS: frozenset({P.MINOR_OPEN}),
}


class Role(StrEnum):
    """The stable slug of a role, as stored."""

    CASEWORKER = "caseworker"
    OUTREACH_WORKER = "outreach_worker"
    RECEPTION = "reception"
    READER = "reader"
    MANAGER = "manager"
    DELEGATE = "delegate"
    SECRETARY = "secretary"
    MEMBER = "member"
    CHAIR = "chair"
    PREFECT_OFFICE = "prefect_office"
    FOREIGNERS_SERVICE = "foreigners_service"
    NATIONAL_OBSERVER = "national_observer"
    REGIME_EDITOR = "regime_editor"
    RELEASE_PROPOSER = "release_proposer"
    RELEASE_APPROVER = "release_approver"
    RESEARCHER = "researcher"
    DATA_PROTECTION = "data_protection"
    AUDITOR = "auditor"
    OPERATOR = "operator"


@dataclass(frozen=True)
class RoleSpec:
    """What people read about a role, how far it reaches and what it may do."""

    label: str | Promise
    description: str | Promise
    scope: Scope
    permissions: frozenset[P]
    passkey_compulsory: bool = False


_FILE_READING = {P.PERSON_LIST, P.APPLICATION_LIST, P.COMMISSION_SEE, P.OPENINGS_SEE, P.OUTREACH_SEE, P.CONTACTS_COUNT}
_FIELD = {P.OUTREACH_NOTE, P.OUTREACH_SEE, P.OUTREACH_OPEN, P.ROUND_INVITE}
_FILE_WORK = _FILE_READING | _FIELD | {
    P.PERSON_CREATE, P.PERSON_EDIT, P.PERSON_ASSIGN, P.IDENTITY_OPEN, P.CONTACT_OPEN, P.STORY_OPEN, P.RESIDENCE_OPEN, P.ATTACHMENTS_OPEN,
    P.APPLICATION_PREPARE, P.APPLICATION_FILE, P.PATHWAY_RECORD, P.NOTES_OPEN, P.REQUEST_NOTE, P.REQUEST_OPEN, P.MAIL_KEEP,
    P.PERSON_MERGE, P.PERSON_IMPORT, P.HER_ACCESS_OPEN, P.PERMIT_RECORD, P.CONTACT_NOTE, P.RHYTHM_RAISE, P.MESSAGE_SEND, P.APPOINTMENT_BOOK,
}  # fmt: skip
_SECRETARIAT = {
    P.APPLICATION_LIST, P.APPLICATION_RECEIVE, P.EXTRACT_OPEN, P.COMMISSION_SEE, P.COMMISSION_MANAGE, P.SESSION_CONDUCT,
    P.DELIBERATION_OPEN, P.MINUTES_READ, P.DECISION_PREPARE, P.PATHWAY_RECORD, P.PIECES_OVERLAY, P.PERMIT_RECORD,
}  # fmt: skip

ROLES: Mapping[Role, RoleSpec] = {
    Role.CASEWORKER: RoleSpec(
        _("intervenante sociale"), _("Accompagne des personnes, prépare et dépose les demandes."), Scope.ORGANISATION, frozenset(_FILE_WORK)
    ),
    Role.OUTREACH_WORKER: RoleSpec(
        _("maraudeuse, maraudeur"), _("Note les maraudes et les premiers contacts, sans ouvrir l'identité."), Scope.ORGANISATION,
        frozenset(_FIELD | {P.PERSON_LIST, P.PERSON_CREATE, P.CONTACT_OPEN, P.REQUEST_NOTE, P.REQUEST_OPEN, P.CONTACT_NOTE, P.OPENINGS_SEE}),
    ),
    Role.RECEPTION: RoleSpec(
        _("accueil"), _("Voit qui est suivie et par qui, et sait que d'autres éléments existent."), Scope.ORGANISATION,
        frozenset({P.PERSON_LIST, P.MAIL_KEEP, P.REQUEST_NOTE, P.OPENINGS_SEE, P.APPOINTMENT_BOOK}),
    ),
    Role.READER: RoleSpec(
        _("lecture"), _("Lit les dossiers de l'équipe sans rien modifier ni ouvrir ce qui est scellé."), Scope.ORGANISATION, frozenset(_FILE_READING)
    ),
    Role.MANAGER: RoleSpec(
        _("responsable"), _("Attribue les dossiers, invite les collègues, voit les listes sans ouvrir l'identité."), Scope.ORGANISATION,
        frozenset(_FILE_READING | {P.PERSON_CREATE, P.PERSON_ASSIGN, P.PERSON_ERASE, P.PERSON_IMPORT, P.ACCOUNT_INVITE, P.MANDATE_MANAGE, P.ORGANISATION_MANAGE,
                   P.OPENINGS_MANAGE, P.APPOINTMENT_BOOK, P.RHYTHM_RAISE, P.ROUND_INVITE}),
    ),
    Role.DELEGATE: RoleSpec(
        _("déléguée départementale"), _("Tient le réseau local ; voit les demandes déposées et les séances de son département."), Scope.TERRITORY,
        frozenset({P.APPLICATION_LIST, P.COMMISSION_SEE, P.ORGANISATION_MANAGE, P.ACCOUNT_INVITE, P.MANDATE_MANAGE}), passkey_compulsory=True,
    ),
    Role.SECRETARY: RoleSpec(
        _("secrétariat de la commission"), _("Reçoit les demandes, prépare, convoque et tient la séance, prépare la décision."), Scope.TERRITORY,
        frozenset(_SECRETARIAT), passkey_compulsory=True,
    ),
    Role.MEMBER: RoleSpec(
        _("membre de la commission"), _("Lit les documents de sa séance et donne un avis, par son siège."), Scope.TERRITORY,
        frozenset({P.COMMISSION_SEE, P.PAPERS_READ, P.OPINION_GIVE, P.MINUTES_READ}),
    ),
    Role.CHAIR: RoleSpec(
        _("présidence de la commission"), _("Préside : décide du mode de la séance, la clôt, a voix prépondérante."), Scope.TERRITORY,
        frozenset({P.COMMISSION_SEE, P.PAPERS_READ, P.OPINION_GIVE, P.SESSION_CONDUCT, P.DELIBERATION_OPEN, P.MINUTES_READ}), passkey_compulsory=True,
    ),
    Role.PREFECT_OFFICE: RoleSpec(
        _("cabinet du préfet"), _("Enregistre la décision signée et sa notification."), Scope.TERRITORY,
        frozenset({P.APPLICATION_LIST, P.COMMISSION_SEE, P.EXTRACT_OPEN, P.DECISION_PREPARE, P.DECISION_RECORD, P.PATHWAY_RECORD, P.PERMIT_RECORD}),
        passkey_compulsory=True,
    ),
    Role.FOREIGNERS_SERVICE: RoleSpec(
        _("service des étrangers"), _("Enregistre le titre demandé et délivré, après la décision."), Scope.TERRITORY,
        frozenset({P.COMMISSION_SEE, P.PERMIT_RECORD}),
        passkey_compulsory=True,
    ),
    Role.NATIONAL_OBSERVER: RoleSpec(
        _("observatoire national"), _("Voit des comptes publiables, jamais une personne."), Scope.NATIONAL, frozenset({P.AGGREGATE_SEE})
    ),
    Role.REGIME_EDITOR: RoleSpec(
        _("rédaction des régimes"), _("Tient à jour les régimes exceptionnels et leurs sources."), Scope.NATIONAL, frozenset({P.REGIME_EDIT})
    ),
    Role.RELEASE_PROPOSER: RoleSpec(
        _("diffusion : proposition"), _("Propose une publication de tableaux."), Scope.NATIONAL, frozenset({P.AGGREGATE_SEE, P.RELEASE_PROPOSE})
    ),
    Role.RELEASE_APPROVER: RoleSpec(
        _("diffusion : approbation"), _("Approuve ou refuse une publication proposée par quelqu'un d'autre."), Scope.NATIONAL,
        frozenset({P.AGGREGATE_SEE, P.RELEASE_APPROVE}),
    ),
    Role.RESEARCHER: RoleSpec(
        _("recherche"), _("Travaille sur des comptes publiables et sur ses propres entretiens."), Scope.NATIONAL,
        frozenset({P.AGGREGATE_SEE, P.STUDY_WORK}),
    ),
    Role.DATA_PROTECTION: RoleSpec(
        _("délégué à la protection des données"), _("Lit le journal de son organisation, sans aucun contenu."), Scope.ORGANISATION,
        frozenset({P.JOURNAL_READ, P.JOURNAL_VERIFY}),
    ),
    Role.AUDITOR: RoleSpec(
        _("audit"), _("Lit et vérifie le journal, sans aucun contenu."), Scope.NATIONAL, frozenset({P.JOURNAL_READ, P.JOURNAL_VERIFY})
    ),
    Role.OPERATOR: RoleSpec(
        _("exploitation"), _("Tient le serveur : état des clés et du journal, aucun dossier."), Scope.INSTALLATION,
        frozenset({P.KEYS_STATUS, P.JOURNAL_VERIFY}),
    ),
}  # fmt: skip
