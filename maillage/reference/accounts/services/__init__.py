"""Every write about accounts."""

from maillage.reference.accounts.services.invitations import accept_invitation, cancel_invitation, invite_user, send_again
from maillage.reference.accounts.services.mandates import end_mandate, grant_mandate
from maillage.reference.accounts.services.sessions import end_my_other_sessions, end_my_session, sign_in_demo
from maillage.reference.accounts.services.users import change_language, create_user, disable_user

__all__ = [
    "accept_invitation",
    "cancel_invitation",
    "change_language",
    "create_user",
    "disable_user",
    "end_mandate",
    "end_my_other_sessions",
    "end_my_session",
    "grant_mandate",
    "invite_user",
    "send_again",
    "sign_in_demo",
]
