"""What every sender promises, and which one the settings name."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string


class Kind(StrEnum):
    """What is sent."""

    SMS = "sms"
    MAIL = "mail"


@dataclass(frozen=True)
class Outbound:
    """One message on its way. Its repr shows nothing. `key` is the same at each attempt: a sender that has it already sends nothing."""

    key: uuid.UUID
    to: str
    text: str
    signed: str

    def __repr__(self) -> str:
        return f"Outbound({self.key})"


@dataclass(frozen=True)
class Receipt:
    """It was accepted. `reference` is how the operator will speak of it; `final`: nothing more will be known."""

    reference: str = ""
    final: bool = False


class NotAccepted(Exception):
    """It was not accepted. `again`: it may be tried later; otherwise this way leads nowhere. Quotes neither number nor text."""

    def __init__(self, code: str, *, again: bool) -> None:
        super().__init__(code)
        self.code, self.again = code, again


class Sender(Protocol):
    """A way out."""

    label: str

    def send(self, outbound: Outbound) -> Receipt:
        """Hand the message over. Raises NotAccepted."""
        ...


SENDERS = {
    "console": "maillage.foundation.notifications.senders.console.ConsoleSender",
    "smtp": "maillage.foundation.notifications.senders.smtp.SmtpSender",
    "gateway": "maillage.foundation.notifications.senders.gateway.GatewaySender",
}


def sender_for(kind: Kind) -> Sender:
    """The sender of this kind. Raises ImproperlyConfigured when the settings name none that exists."""
    named = settings.MAILLAGE_SENDERS.get(kind.value, "")
    if named not in SENDERS:
        raise ImproperlyConfigured(f"MAILLAGE_SENDERS[{kind.value!r}] must be one of {', '.join(sorted(SENDERS))}.")
    made: Sender = import_string(SENDERS[named])()
    return made
