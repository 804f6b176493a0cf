"""Users, mandates, invitations, sessions, second factor."""
