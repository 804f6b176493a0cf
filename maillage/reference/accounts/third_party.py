"""The addresses that allauth serves: only those needed, each with who may enter. Sign-up, e-mail management and the rest of
its pages have no route here.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, path, re_path

from maillage.reference.accounts.views import own

urlpatterns: list[URLPattern] = [
    path("compte/connexion/", account.login, name="account_login"),
    path("compte/connexion/second-facteur/", mfa.authenticate, name="mfa_authenticate"),
    path("compte/connexion/cle/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("compte/deconnexion/", account.logout, name="account_logout"),
    path("compte/ferme/", account.account_inactive, name="account_inactive"),
    path("compte/mot-de-passe/", own.change_password, name="account_change_password"),
    path("compte/mot-de-passe/oublie/", account.password_reset, name="account_reset_password"),
    path("compte/mot-de-passe/oublie/envoye/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^compte/mot-de-passe/oublie/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("compte/mot-de-passe/oublie/fait/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("compte/verifier/", account.reauthenticate, name="account_reauthenticate"),
    path("compte/verifier/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("compte/verifier/cle/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("compte/second-facteur/", mfa.index, name="mfa_index"),
    path("compte/second-facteur/application/", totp.activate_totp, name="mfa_activate_totp"),
    path("compte/second-facteur/application/retirer/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("compte/second-facteur/secours/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("compte/second-facteur/secours/nouveaux/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("compte/second-facteur/cles/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("compte/second-facteur/cles/ajouter/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("compte/second-facteur/cles/<int:pk>/nom/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("compte/second-facteur/cles/<int:pk>/retirer/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]

ENTRANCE = "signing in comes before any role"
OWN = "everybody manages her own ways of signing in"
PUBLIC_ROUTES = frozenset(
    {
        "account_login",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
)
