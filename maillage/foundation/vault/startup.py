"""No key, or another's key: the installation refuses to start, in one sentence, and touches nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks

from maillage.foundation.kernel.keyfiles import folder
from maillage.foundation.vault import crypto
from maillage.foundation.vault.errors import VaultUnusable
from maillage.foundation.vault.keks import current_kek, kek_numbers, organisation_keys_exist, read_kek
from maillage.foundation.vault.keyring import CANARY, canary_aad, canary_key, unwrap_organisation
from maillage.foundation.vault.models import OrganisationKey


def assert_ready() -> None:
    """Called before migrating, serving and working. Raises VaultUnusable with the sentence to print; writes no row.

    On an empty or not yet migrated database it asks for the master key only (in development it makes it).
    """
    read_kek(current_kek())
    if not organisation_keys_exist():
        return
    for row in OrganisationKey.objects.order_by("organisation_id", "number"):
        if not canary_opens(row):
            raise VaultUnusable(
                f"The master key kek-{row.kek} in {folder()} is not the one of this database: nothing was touched. "
                "Put the right file back, then start again."
            )


def canary_opens(row: OrganisationKey) -> bool:
    """Does the key of an organisation unwrap, and its canary open? Raises VaultUnusable when the master key is missing."""
    try:
        key = canary_key(unwrap_organisation(row))
        aad = canary_aad(row.organisation_id, row.number)
        return crypto.decrypt(bytes(row.canary), key=key, key_id=row.key_id, aad=aad) == CANARY
    except crypto.NotAuthentic:
        return False


def check_master_key(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """System check: outside development a readable master key is there before anything starts."""
    if settings.MAILLAGE_CREATE_KEYS and not kek_numbers():
        return []
    try:
        for number in kek_numbers() or [1]:
            read_kek(number)
    except VaultUnusable as problem:
        return [checks.Error(str(problem), hint="Create the installation's own keys first (docs/how-to/install.md).", id="mg_vault.E001")]
    return []


def connect() -> None:
    """Register the check."""
    checks.register(check_master_key)
