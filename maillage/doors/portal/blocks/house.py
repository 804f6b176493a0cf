"""The homes without any file: the journal, the keys, and those whose figures are not published yet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.doors.portal.blocks.parts import some
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.values import Act, Asked, Block, Chip, Counter, Empty, Line
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Role
from maillage.foundation.journal import entries_visible_to
from maillage.foundation.kernel import triggers
from maillage.foundation.vault.errors import VaultUnusable
from maillage.foundation.vault.keks import kek_numbers, read_kek

WILL_SHOW = {
    Role.NATIONAL_OBSERVER: _("l'accès, les délais et les refus par territoire, quand un tableau aura été approuvé pour publication."),
    Role.RELEASE_PROPOSER: _("les tableaux à proposer, avec ce qu'un curieux pourrait en déduire, avant toute publication."),
    Role.RELEASE_APPROVER: _("les tableaux proposés par quelqu'un d'autre, à approuver ou à refuser."),
    Role.RESEARCHER: _("les comptes publiés et vos propres entretiens."),
    Role.REGIME_EDITOR: _("les régimes exceptionnels à relire, avec leurs sources."),
}
NATIONAL = (Role.NATIONAL_OBSERVER, Role.RELEASE_PROPOSER, Role.RELEASE_APPROVER, Role.RESEARCHER)


def trail(asked: Asked) -> Block | None:
    """The journal: how many acts, its guards, and the page that reads it."""
    if not asked.actor.may(Permission.JOURNAL_READ):
        return None
    written = entries_visible_to(asked.actor, today=asked.today).count()
    page = link(Page.JOURNAL)
    number = Counter(number=written, label=ngettext("acte inscrit", "actes inscrits", written), url=page, icon="scroll-text")
    act = Act(_("Lire le journal"), page, "scroll-text", 60) if page else None
    return Block(
        code="journal",
        title=_("Le journal"),
        icon="scroll-text",
        sentence=_("Chaque acte, chaque lecture d'une partie fermée s'y inscrit. Pour tout vérifier : « maillage journal verify »."),
        counters=some((number,)),
        lines=(_guards(),),
        acts=(act,) if act else (),
    )


def keys(asked: Asked) -> Block | None:
    """The keys and the guards of the journal, for whoever holds the server. No file, no name."""
    if not asked.actor.may(Permission.KEYS_STATUS):
        return None
    held, word, tone = _master_keys()
    line = Line(title=_("Clés maîtresses"), detail=held, chips=(Chip(word, tone),))
    return Block(
        code="cles",
        title=_("L'état de la maison"),
        icon="key-round",
        sentence=_("Aucun dossier ne s'ouvre d'ici. Pour tout vérifier : « maillage keys selftest », puis « maillage journal verify »."),
        lines=(line,) if asked.actor.may(Permission.JOURNAL_READ) else (line, _guards()),
        pressing=() if tone == "good" else (_("une clé maîtresse ne se lit pas"),),
    )


def _master_keys() -> tuple[str, object, str]:
    numbers = kek_numbers()
    held = ngettext("%(n)d clé présente", "%(n)d clés présentes", len(numbers)) % {"n": len(numbers)}
    try:
        for number in numbers:
            read_kek(number)
    except VaultUnusable:
        return held, _("une clé ne se lit pas"), "alert"
    return (held, _("lisibles"), "good") if numbers else (held, _("aucune clé"), "alert")


def _guards() -> Line:
    lost = triggers.missing()
    chip = Chip(_("manquants : arrêtez tout et vérifiez"), "alert") if lost else Chip(_("en place"), "good")
    return Line(title=_("Verrous du journal et des avis"), detail=_("ce que la base refuse d'elle-même"), chips=(chip,))


def later(asked: Asked) -> Block | None:
    """The roles whose rooms are not built yet: nothing is published, and that is said."""
    roles = [role for role in WILL_SHOW if asked.actor.has_role(role)]
    if not roles:
        return None
    what = " ".join(str(WILL_SHOW[role]) for role in roles)
    national = any(role in NATIONAL for role in roles)
    return Block(
        code="a-venir",
        title=_("Les chiffres publiés") if national else _("Ce qui viendra ici"),
        icon="chart-column" if national else "hourglass",
        empty=Empty(
            title=_("Aucun chiffre n'est encore publié"),
            how=_("Vous verrez ici : %(what)s Aucun dossier ne s'ouvrira jamais depuis ce rôle.") % {"what": what},
            icon="chart-column",
        )
        if national
        else Empty(title=_("Rien à faire ici pour l'instant"), how=_("Vous verrez ici : %(what)s") % {"what": what}, icon="hourglass"),
    )
