"""How a message leaves the house: one protocol, several ways, chosen by the settings. A sender knows a number and a text, never whose.

`MAILLAGE_SENDERS` names one by kind: "console" (says that something would have left, shows nothing), "smtp", "gateway" (SMS over HTTP).
"""

from maillage.foundation.notifications.senders.base import Kind, NotAccepted, Outbound, Receipt, Sender, sender_for

__all__ = ["Kind", "NotAccepted", "Outbound", "Receipt", "Sender", "sender_for"]
