from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KeptMailConfig(AppConfig):
    """Puts the mail in the rail, on the file, and in what is said before an accord is withdrawn or a file closed."""

    name = "maillage.accompaniment.kept_mail"
    label = "mg_kept_mail"
    verbose_name = "courrier gardé"

    def ready(self) -> None:
        from maillage.accompaniment.kept_mail import actions  # noqa: F401
        from maillage.accompaniment.kept_mail.erasure import erase_rows
        from maillage.accompaniment.kept_mail.panels import (
            close_nothing,
            foresee_closing,
            foresee_withdrawal,
            show_on_file,
            show_on_handover,
        )
        from maillage.accompaniment.people.closing import on_closing
        from maillage.accompaniment.people.merging import Merging, on_merge
        from maillage.accompaniment.people.models import Purpose
        from maillage.accompaniment.people.withdrawal import on_withdrawal
        from maillage.foundation.access.permissions import Permission
        from maillage.foundation.ui import navigation, panels, tabs
        from maillage.foundation.vault import on_erasure

        on_erasure(erase_rows)
        on_merge(Merging(model="mg_kept_mail.KeptMail", label=_("son courrier")))
        on_withdrawal("kept_mail", purposes=(Purpose.KEEP_MAIL,), foresee=foresee_withdrawal, close=close_nothing)
        on_closing("kept_mail", foresee=foresee_closing)
        mail = Permission.MAIL_KEEP
        navigation.register(
            navigation.Item(code="kept_mail", label=_("Courrier"), icon="mailbox", url_name="kept_mail:list", permission=mail, order=25)
        )
        tabs.register(
            tabs.Tab(
                code="kept_mail.person", place="people.file", label=_("Courrier"), url_name="kept_mail:person", permission=mail, order=70
            )
        )
        panels.register(panels.Panel(code="kept_mail.file", place="people.file", provider=show_on_file, order=60))
        panels.register(panels.Panel(code="kept_mail.handover", place="people.handover", provider=show_on_handover, order=60))
