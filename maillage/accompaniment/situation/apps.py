from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SituationConfig(AppConfig):
    """Answers whether a pathway may be asked for, brings the tab and the panels, and says what an erasure takes."""

    name = "maillage.accompaniment.situation"
    label = "mg_situation"
    verbose_name = "situation"

    def ready(self) -> None:
        from maillage.accompaniment.people.history import reserve
        from maillage.accompaniment.people.identity_hooks import on_identity_noted
        from maillage.accompaniment.people.merging import Merging, on_merge
        from maillage.accompaniment.situation import actions
        from maillage.accompaniment.situation.erasure import erase_rows
        from maillage.accompaniment.situation.panels import show_on_file, show_on_handover, show_protection
        from maillage.accompaniment.situation.selectors import may_apply
        from maillage.accompaniment.situation.services import protect_by_birth_date
        from maillage.foundation.access.permissions import Permission
        from maillage.foundation.ui import guards, panels, tabs
        from maillage.foundation.vault import on_erasure

        on_erasure(erase_rows)
        on_merge(Merging(model="mg_situation.Section", label=_("sa situation")))
        on_merge(Merging(model="mg_situation.Protection", label=_("son parcours de protection"), asks=False, shown=False))
        on_identity_noted(protect_by_birth_date)
        guards.register("may_apply", may_apply)
        reserve(
            Permission.MINOR_OPEN,
            actions.PROTECTION_ACT,
            actions.PROTECTION_ANSWERED,
            actions.PROTECTION_LETTER,
            actions.PROTECTION_FORGOTTEN,
        )
        panels.register(panels.Panel(code="situation.protection", place="people.file", provider=show_protection, order=5))
        panels.register(panels.Panel(code="situation.file", place="people.file", provider=show_on_file, order=50))
        panels.register(panels.Panel(code="situation.handover", place="people.handover", provider=show_on_handover, order=50))
        tabs.register(
            tabs.Tab(
                code="situation.page",
                place="people.file",
                label=_("Situation"),
                url_name="situation:page",
                permission=Permission.STORY_OPEN,
                order=30,
            )
        )
