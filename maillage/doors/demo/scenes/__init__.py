"""The scenes of the replay: people and their applications, the sessions of the four commissions, what follows a decision."""
