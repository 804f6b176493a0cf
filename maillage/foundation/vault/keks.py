"""The master keys: files `kek-1`, `kek-2` ... beside the database, never in it. The highest number wraps; all unwrap."""

from __future__ import annotations

import re

from django.conf import settings
from django.db import connection

from maillage.foundation.kernel.keyfiles import KeyFileProblem, create_key, folder, read_key
from maillage.foundation.vault.errors import VaultUnusable

_NAME = re.compile(r"kek-([1-9][0-9]*)")


def kek_numbers() -> list[int]:
    """The numbers of the master keys present, ascending."""
    try:
        names = [path.name for path in folder().iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(int(match[1]) for match in map(_NAME.fullmatch, names) if match)


def read_kek(number: int) -> bytes:
    """One master key. Raises VaultUnusable, with a sentence, when its file is missing, too open or not 32 bytes."""
    try:
        return read_key(f"kek-{number}")
    except (KeyFileProblem, OSError) as problem:
        raise VaultUnusable(str(problem)) from None


def current_kek() -> int:
    """The number of the master key that wraps. Made on first use in development, never where keys already exist."""
    numbers = kek_numbers()
    if numbers:
        return numbers[-1]
    if not settings.MAILLAGE_CREATE_KEYS or organisation_keys_exist():
        raise VaultUnusable(f"The key file kek-1 is missing from {folder()}: without it nothing sealed can be read.")
    return create_kek(1)


def organisation_keys_exist() -> bool:
    """Does the database hold keys? A database not yet migrated holds none."""
    from maillage.foundation.vault.models import OrganisationKey

    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    return OrganisationKey._meta.db_table in tables and OrganisationKey.objects.exists()


def create_kek(number: int) -> int:
    """Make the file of a new master key; two processes that race share the winner's."""
    try:
        create_key(f"kek-{number}")
    except FileExistsError:
        pass
    except OSError as problem:
        raise VaultUnusable(f"The key file kek-{number} cannot be written in {folder()} ({problem.strerror}).") from None
    return number
