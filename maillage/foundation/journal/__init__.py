"""Audit: the only writer of the trail, hash-chained, append-only.

Rooms declare what they say in their `actions.py` (`action`), and say it in the transaction of the act (`record`).
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maillage.foundation.journal.checkpoints import Signer, register_signer
    from maillage.foundation.journal.heads import hold_heads
    from maillage.foundation.journal.registry import Action, action
    from maillage.foundation.journal.requests import current_request_id
    from maillage.foundation.journal.selectors import entries_on, entries_visible_to, history_of
    from maillage.foundation.journal.sentences import Sentence, register_name_resolver, say
    from maillage.foundation.journal.verification import Unusable, Verdict, verify
    from maillage.foundation.journal.writing import FROM_SUBJECT, Saying, record, record_many

# Found on first use: a package named in INSTALLED_APPS may not import its models while applications load.
_PLACES = {
    "Action": "registry",
    "action": "registry",
    "record": "writing",
    "record_many": "writing",
    "Saying": "writing",
    "FROM_SUBJECT": "writing",
    "history_of": "selectors",
    "entries_on": "selectors",
    "entries_visible_to": "selectors",
    "say": "sentences",
    "Sentence": "sentences",
    "register_name_resolver": "sentences",
    "current_request_id": "requests",
    "Signer": "checkpoints",
    "register_signer": "checkpoints",
    "hold_heads": "heads",
    "verify": "verification",
    "Verdict": "verification",
    "Unusable": "verification",
}

__all__ = [
    "FROM_SUBJECT",
    "Action",
    "Saying",
    "Sentence",
    "Signer",
    "Unusable",
    "Verdict",
    "action",
    "current_request_id",
    "entries_on",
    "entries_visible_to",
    "history_of",
    "hold_heads",
    "record",
    "record_many",
    "register_name_resolver",
    "register_signer",
    "say",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
