"""Samples of messages and appointments."""

from __future__ import annotations

from typing import Any

from tests.demonstration.samples import association, sample


def _messages(**which: Any) -> Any:
    from maillage.accompaniment.contacts.models import Message

    return Message.unscoped.filter(organisation=association("a"), **which).order_by("send_at", "pk")


@sample
def message_waiting_a() -> Any:
    return _messages(state="waiting").first()


@sample
def message_arrived_a() -> Any:
    return _messages(state="delivered").first()


@sample
def message_lost_a() -> Any:
    return _messages(state="bounced", handled_on__isnull=True).first()


@sample
def appointment_a() -> Any:
    from maillage.accompaniment.openings.models import Appointment

    rows = Appointment.unscoped.booked().filter(organisation=association("a"), day__gt="2020-05-19", reminder__isnull=True)
    return rows.order_by("day", "starts", "pk").first()


@sample
def dead_feed() -> Any:
    return {"token": "une-adresse-qui-ne-sert-plus"}
