"""Every permission there is. A permission answers "may this user?"; the workflow answers "does the state allow it?"."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """One act, or one reading, that a role may be given."""

    # The person's file (association)
    PERSON_LIST = "person.list"
    PERSON_CREATE = "person.create"
    PERSON_EDIT = "person.edit"
    PERSON_ASSIGN = "person.assign"
    PERSON_ERASE = "person.erase"
    PERSON_MERGE = "person.merge"
    PERSON_IMPORT = "person.import"
    HER_ACCESS_OPEN = "her_access.open"
    MAIL_KEEP = "mail.keep"
    REQUEST_NOTE = "request.note"
    REQUEST_OPEN = "part.request.open"
    NOTES_OPEN = "part.notes.open"
    MINOR_OPEN = "part.minor.open"
    IDENTITY_OPEN = "part.identity.open"
    CONTACT_OPEN = "part.safe_contact.open"
    STORY_OPEN = "part.story.open"
    HEALTH_OPEN = "part.health.open"
    RESIDENCE_OPEN = "part.residence.open"
    ATTACHMENTS_OPEN = "part.attachments.open"
    # The application and the pathway
    APPLICATION_LIST = "application.list"
    APPLICATION_PREPARE = "application.prepare"
    APPLICATION_FILE = "application.file"
    APPLICATION_RECEIVE = "application.receive"
    PIECES_OVERLAY = "pieces.overlay"
    PERMIT_RECORD = "permit.record"
    EXTRACT_OPEN = "part.extract.open"
    PATHWAY_RECORD = "pathway.record"
    # The commission
    COMMISSION_SEE = "commission.see"
    COMMISSION_MANAGE = "commission.manage"
    SESSION_CONDUCT = "session.conduct"
    PAPERS_READ = "papers.read"
    OPINION_GIVE = "opinion.give"
    DELIBERATION_OPEN = "part.deliberation.open"
    MINUTES_READ = "part.minutes.open"
    DECISION_PREPARE = "decision.prepare"
    DECISION_RECORD = "decision.record"
    # The house
    ACCOUNT_INVITE = "account.invite"
    MANDATE_MANAGE = "mandate.manage"
    ORGANISATION_MANAGE = "organisation.manage"
    REGIME_EDIT = "regime.edit"
    AGGREGATE_SEE = "aggregate.see"
    RELEASE_PROPOSE = "release.propose"
    RELEASE_APPROVE = "release.approve"
    STUDY_WORK = "study.work"
    JOURNAL_READ = "journal.read"
    JOURNAL_VERIFY = "journal.verify"
    KEYS_STATUS = "keys.status"
