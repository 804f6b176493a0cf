"""Can she be told before a moment, by some way of her rule that reaches her where she is?"""

from __future__ import annotations

from datetime import datetime

from maillage.core.safe_contact import Channel, Rule, may_contact

# Spoken words when she comes tell nobody who stands before a closed door.
REACHING = tuple(channel for channel in Channel if channel is not Channel.KEY_WORKER)


def can_be_told(rule: Rule | None, *, now: datetime, before: datetime) -> bool:
    """Is one way open now, or will it be before that moment?"""
    verdicts = (may_contact(rule, channel=channel, at=now) for channel in REACHING)
    return any(verdict.allowed or (verdict.next_at is not None and verdict.next_at < before) for verdict in verdicts)
