"""Pages about accounts: one's own, the team's, and the way in."""
