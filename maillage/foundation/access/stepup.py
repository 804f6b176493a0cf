"""Step-up: a sensitive act asks again who one is, unless it was proved in the last minutes (ASVS 7.5.3)."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, overload

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.module_loading import import_string

View = Callable[..., HttpResponseBase]


@overload
def requires_fresh(view: View) -> View: ...
@overload
def requires_fresh(*, back: str | None = None) -> Callable[[View], View]: ...
def requires_fresh(view: View | None = None, *, back: str | None = None) -> View | Callable[[View], View]:
    """Send to the confirmation page unless the user confirmed who she is in the last `MAILLAGE_FRESH_SECONDS`.

    Put it under `@requires(...)`: who may not enter is refused first. A POST that comes too late is not replayed and its body
    is kept nowhere: after the confirmation the user lands on `back` (a route that takes the same arguments, by default this
    one), so guard the page that shows the form too. In the demonstration, where nobody has a password, the page says so.
    """

    def decorate(inner: View) -> View:
        @functools.wraps(inner)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if recently_verified(request):
                return inner(request, *args, **kwargs)
            match = request.resolver_match
            pk = match.kwargs if match is not None else kwargs
            landing = request.get_full_path() if back is None else reverse(back, kwargs=pk)
            return HttpResponseRedirect(f"{reverse('accounts:confirm')}?{urlencode({'next': landing})}")

        return wrapper

    return decorate if view is None else decorate(view)


def recently_verified(request: HttpRequest) -> bool:
    """Has the user of this session proved who she is in the last minutes? Told by `reference.accounts` through the settings."""
    told: bool = import_string(settings.MAILLAGE_FRESHNESS)(request)
    return told
