"""What the notebook brings to other pages: the phones on the page of my account, links and waiting sheets on the page of a round."""

from __future__ import annotations


def connect() -> None:
    """Called once, when the room is ready."""
    from django.utils.translation import gettext_lazy as _

    from maillage.accompaniment.outreach import actions_capture  # noqa: F401
    from maillage.accompaniment.outreach.panels_capture import show_phones
    from maillage.foundation.access.permissions import Permission
    from maillage.foundation.ui import gestures, panels

    panels.register(panels.Panel(code="outreach.phones", place="accounts.mine", provider=show_phones, order=50))
    gestures.register(
        gestures.Gesture(
            code="outreach.invite",
            place="outreach.round",
            label=_("Liens de bénévoles"),
            permission=Permission.ROUND_INVITE,
            url_name="outreach:invite",
            icon="link",
        )
    )
