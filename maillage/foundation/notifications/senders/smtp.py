"""Mail, through Django's own backend: from a neutral address, with the alias for subject and for name."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address

from maillage.foundation.notifications.senders.base import NotAccepted, Outbound, Receipt


class SmtpSender:
    """Sends a mail. What the server refuses for good (5xx on the recipient) is not tried again."""

    @property
    def label(self) -> str:
        """The address that she will see."""
        return str(settings.MAILLAGE_NEUTRAL_FROM)

    def send(self, outbound: Outbound) -> Receipt:
        """Hand the mail over to the server. Raises NotAccepted."""
        sender = sanitize_address((outbound.signed, settings.MAILLAGE_NEUTRAL_FROM), "utf-8")
        # One thread for each attempt of the same message: the key is the identifier of the mail.
        headers = {"Message-ID": f"<{outbound.key}@{settings.MAILLAGE_NEUTRAL_FROM.rpartition('@')[2]}>"}
        mail = EmailMessage(subject=outbound.signed, body=outbound.text, from_email=sender, to=[outbound.to], headers=headers)
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _said in refused.recipients.values()]
            raise NotAccepted("recipient", again=any(code < 500 for code in codes)) from None
        except (OSError, smtplib.SMTPException) as problem:
            raise NotAccepted(type(problem).__name__, again=True) from None  # the problem itself may quote the address
        return Receipt()
