"""SMS over HTTP: one small contract that a gateway, or ten lines in front of it, keeps.

    POST <MAILLAGE_SMS_URL>   Authorization: Bearer <MAILLAGE_SMS_TOKEN>   Idempotency-Key: <uuid>
    {"to": "+33...", "from": "<MAILLAGE_SMS_FROM>", "text": "..."}
    2xx {"id": "..."}: accepted; 4xx but 408 and 429: refused for good; anything else: later.

It answers later to /contacts/messages/retour/ : `{"id": "...", "status": "delivered" | "bounced"}`, signed by HMAC-SHA256 of the body
under MAILLAGE_SMS_SECRET, in hexadecimal, in the header X-Signature.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import re
import urllib.error
import urllib.request
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from maillage.foundation.notifications.senders.base import NotAccepted, Outbound, Receipt

TIMEOUT_SECONDS = 15
REFERENCE_LIMIT = 64
_LATER = frozenset({408, 425, 429})
_REFERENCE = re.compile(r"[A-Za-z0-9._:-]{1,64}")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A number and a text go where the settings say, nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class GatewaySender:
    """Hands a message to the gateway of the settings. Raises ImproperlyConfigured when they are not whole, or would send in clear."""

    def __init__(self) -> None:
        url = settings.MAILLAGE_SMS_URL
        if not url.startswith(("https://", "http://127.0.0.1:")):
            raise ImproperlyConfigured("MAILLAGE_SMS_URL must begin with https:// (http is for this machine alone).")
        if not settings.MAILLAGE_SMS_TOKEN or not settings.MAILLAGE_SMS_SECRET:
            raise ImproperlyConfigured("MAILLAGE_SMS_TOKEN and MAILLAGE_SMS_SECRET are both needed by the gateway.")

    @property
    def label(self) -> str:
        """The sender that she will see."""
        return str(settings.MAILLAGE_SMS_FROM)

    def send(self, outbound: Outbound) -> Receipt:
        """One attempt. Raises NotAccepted."""
        body = json.dumps({"to": international(outbound.to), "from": settings.MAILLAGE_SMS_FROM, "text": outbound.text}).encode()
        headers = {
            "Authorization": f"Bearer {settings.MAILLAGE_SMS_TOKEN}",
            "Content-Type": "application/json",
            "Idempotency-Key": str(outbound.key),
        }
        request = urllib.request.Request(settings.MAILLAGE_SMS_URL, data=body, headers=headers, method="POST")  # noqa: S310  (checked above)
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=TIMEOUT_SECONDS) as answer:
                return Receipt(reference=_reference(answer.read(4096)))
        except urllib.error.HTTPError as refused:
            refused.close()
            again = refused.code >= 500 or refused.code in _LATER
            raise NotAccepted(f"http_{refused.code}", again=again) from None
        except (OSError, ValueError, http.client.HTTPException) as problem:
            raise NotAccepted(type(problem).__name__, again=True) from None


def international(number: str) -> str:
    """ "06 12 34 56 78" as the gateway wants it: "+33612345678". A number already international keeps its country."""
    digits = "".join(sign for sign in number if sign.isdecimal())
    if number.strip().startswith("+"):
        return "+" + digits
    if digits.startswith("00"):
        return "+" + digits[2:]
    return "+33" + digits.removeprefix("0")


def _reference(answer: bytes) -> str:
    said = json.loads(answer or b"{}")
    reference = str(said.get("id", "")) if isinstance(said, dict) else ""
    return reference if _REFERENCE.fullmatch(reference) else ""


def is_signed(body: bytes, signature: str) -> bool:
    """Does this answer come from the gateway? Never without a secret."""
    secret = settings.MAILLAGE_SMS_SECRET
    if not secret:
        return False
    expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode())
