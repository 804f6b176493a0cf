"""One way to write an e-mail address."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from maillage.reference.accounts.errors import AddressUnfit


def normalise_email(email: str) -> str:
    """Lower case, no spaces around, plain ASCII: two addresses that look the same are the same. Raises AddressUnfit."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise AddressUnfit from None
    if not address.isascii():
        raise AddressUnfit
    return address
