from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommissionConfig(AppConfig):
    """Declares the guards of the database, the place in the rail, and what the application page offers."""

    name = "maillage.pathway.commission"
    label = "mg_commission"
    verbose_name = "commission"

    def ready(self) -> None:
        from maillage.foundation.access.permissions import Permission
        from maillage.foundation.kernel import triggers
        from maillage.foundation.ui import gestures, guards, navigation, panels
        from maillage.pathway.commission import actions, actions_composition, notices, offers, offers_after, paper, screens  # noqa: F401
        from maillage.pathway.commission.models.codes import ItemSense
        from maillage.pathway.commission.models.guards import triggers_of_commission
        from maillage.pathway.commission.services.leaving import give_decision, leave_commission, lock_commission
        from maillage.pathway.commission.services.reading import renew_paper
        from maillage.pathway.psp.leaving import on_completed, on_leaving, on_locking, on_notified
        from maillage.pathway.psp.opinions import register_opinions
        from maillage.pathway.psp.sessions import register_sessions

        for trigger in triggers_of_commission():
            triggers.register(trigger)
        navigation.register(
            navigation.Item(
                code="commission",
                label=_("Commission"),
                icon="landmark",
                url_name="commission:home",
                permission=Permission.COMMISSION_SEE,
                order=40,
            )
        )
        screens.register()
        panels.register(panels.Panel(code="commission.sessions", place="psp.application", provider=offers.sessions_panel, order=60))
        panels.register(panels.Panel(code="commission.decision", place="psp.application", provider=offers_after.decision_panel, order=55))
        register_sessions(offers.planned_days, filing_days=offers.filing_days)
        register_opinions(offers.opinion_of, words=dict(ItemSense.choices))
        on_locking(lock_commission)
        on_leaving(leave_commission)
        on_notified(give_decision)
        on_completed(renew_paper)
        guards.register("paper_step", paper.may_step_on_paper)
        guards.register("plain_notification", offers_after.may_note_plainly)
        for gesture in offers.GESTURES:
            gestures.register(gesture)
