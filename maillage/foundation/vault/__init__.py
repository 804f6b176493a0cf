"""Encryption: the only importer of cryptography.

A room declares `SealedField(part=Part.X)` on a row that hangs on a `SealedSubject`, writes it with `seal`, reads it with
`open_part`. The keys, their rotation and their destruction are here and nowhere else (docs/reference/crypto.md).
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maillage.foundation.vault.boxes import Pair, lock_with_words, mark_of, new_pair, open_box, seal_to, unlock_with_words
    from maillage.foundation.vault.crypto import NotAuthentic
    from maillage.foundation.vault.erasure import erase_subject, on_erasure, rehome_subject, replay_erasures
    from maillage.foundation.vault.errors import ReasonRefused, SealBroken, SealedFieldMisuse, SealErased, VaultUnusable
    from maillage.foundation.vault.evidence import Evidence, evidence_of, fingerprints_of
    from maillage.foundation.vault.fields import SealedField
    from maillage.foundation.vault.intake_keys import IntakePublic, forget_old_intake_keys, intake_key, open_intake, renew_intake_key
    from maillage.foundation.vault.keyring import SubjectRef
    from maillage.foundation.vault.opening import Opened, open_part, open_parts, open_shared_part, open_shared_parts
    from maillage.foundation.vault.parts import LABELS, PERMISSIONS, REASONS, Part, Reason, reason_choices
    from maillage.foundation.vault.rehanging import rehang_rows
    from maillage.foundation.vault.scanning import Scan, Wanted, id_of
    from maillage.foundation.vault.sealed import Sealed
    from maillage.foundation.vault.sealing import seal
    from maillage.foundation.vault.signatures import new_signing_pair, sign, signed_by
    from maillage.foundation.vault.startup import assert_ready
    from maillage.foundation.vault.streams import decrypt_stream, decrypt_whole, encrypt_stream
    from maillage.foundation.vault.subjects import HangsOnSubject, SealedSubject
    from maillage.foundation.vault.system import open_system, seal_system

# Found on first use: a package named in INSTALLED_APPS may not import its models while applications load.
_PLACES = {
    "Part": "parts",
    "Reason": "parts",
    "REASONS": "parts",
    "LABELS": "parts",
    "PERMISSIONS": "parts",
    "reason_choices": "parts",
    "Sealed": "sealed",
    "SealedField": "fields",
    "SealedSubject": "subjects",
    "HangsOnSubject": "subjects",
    "SubjectRef": "keyring",
    "seal": "sealing",
    "Opened": "opening",
    "open_part": "opening",
    "open_parts": "opening",
    "open_shared_part": "opening",
    "open_shared_parts": "opening",
    "encrypt_stream": "streams",
    "decrypt_stream": "streams",
    "decrypt_whole": "streams",
    "erase_subject": "erasure",
    "rehome_subject": "erasure",
    "on_erasure": "erasure",
    "Evidence": "evidence",
    "evidence_of": "evidence",
    "fingerprints_of": "evidence",
    "rehang_rows": "rehanging",
    "Scan": "scanning",
    "Wanted": "scanning",
    "id_of": "scanning",
    "replay_erasures": "erasure",
    "Pair": "boxes",
    "new_pair": "boxes",
    "seal_to": "boxes",
    "open_box": "boxes",
    "lock_with_words": "boxes",
    "unlock_with_words": "boxes",
    "mark_of": "boxes",
    "NotAuthentic": "crypto",
    "seal_system": "system",
    "open_system": "system",
    "IntakePublic": "intake_keys",
    "intake_key": "intake_keys",
    "open_intake": "intake_keys",
    "renew_intake_key": "intake_keys",
    "forget_old_intake_keys": "intake_keys",
    "new_signing_pair": "signatures",
    "sign": "signatures",
    "signed_by": "signatures",
    "assert_ready": "startup",
    "SealBroken": "errors",
    "SealErased": "errors",
    "ReasonRefused": "errors",
    "SealedFieldMisuse": "errors",
    "VaultUnusable": "errors",
}

__all__ = [
    "LABELS",
    "PERMISSIONS",
    "REASONS",
    "Evidence",
    "HangsOnSubject",
    "IntakePublic",
    "NotAuthentic",
    "Opened",
    "Pair",
    "Part",
    "Reason",
    "ReasonRefused",
    "Scan",
    "SealBroken",
    "SealErased",
    "Sealed",
    "SealedField",
    "SealedFieldMisuse",
    "SealedSubject",
    "SubjectRef",
    "VaultUnusable",
    "Wanted",
    "assert_ready",
    "decrypt_stream",
    "decrypt_whole",
    "encrypt_stream",
    "erase_subject",
    "evidence_of",
    "fingerprints_of",
    "forget_old_intake_keys",
    "id_of",
    "intake_key",
    "lock_with_words",
    "mark_of",
    "new_pair",
    "new_signing_pair",
    "on_erasure",
    "open_box",
    "open_intake",
    "open_part",
    "open_parts",
    "open_shared_part",
    "open_shared_parts",
    "open_system",
    "reason_choices",
    "rehang_rows",
    "rehome_subject",
    "renew_intake_key",
    "replay_erasures",
    "seal",
    "seal_system",
    "seal_to",
    "sign",
    "signed_by",
    "unlock_with_words",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
