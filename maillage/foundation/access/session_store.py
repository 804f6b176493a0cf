"""Sessions in the database (replaced by the hashed store)."""

from django.contrib.sessions.backends.signed_cookies import SessionStore as SessionStore
