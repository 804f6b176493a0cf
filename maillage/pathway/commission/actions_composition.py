"""What the journal says of who sits: codes and dates, never what an interest is about."""

from django.utils.translation import gettext_lazy as _

from maillage.foundation.journal import action
from maillage.pathway.commission.models.codes_composition import InterestTie, ReadyCheck

ORDER_CHANGED = action(
    "commission.order_changed",
    _("%(actor)s a noté l'arrêté de composition et la date limite de dépôt : %(days)s jours avant la séance."),
)
MANDATE_SET = action("commission.mandate_set", _("%(actor)s a noté le terme d'un mandat : %(until)s."))
INTEREST_DECLARED = action(
    "commission.interest_declared",
    _("Un intérêt est déclaré, depuis le %(starts_on)s (%(tie)s)."),
    words={"tie": lambda code: dict(InterestTie.choices).get(code, code)},
)
INTEREST_ENDED = action("commission.interest_ended", _("Un intérêt déclaré prend fin le %(ends_on)s."))
READY = action(
    "commission.ready",
    _("%(actor)s a noté qu'un membre est prêt à distance (%(code)s, le %(done_on)s)."),
    words={"code": lambda code: dict(ReadyCheck.choices).get(code, code)},
)
NOT_READY = action(
    "commission.not_ready",
    _("%(actor)s a retiré une vérification d'un membre (%(code)s)."),
    words={"code": lambda code: dict(ReadyCheck.choices).get(code, code)},
)
RULE_ENDED = action("commission.rule_ended", _("%(actor)s a noté la fin d'une règle locale, le %(ends_on)s."))
PRESIDING = action("commission.presiding", _("%(actor)s a noté qui préside la séance du %(held_on)s."))
