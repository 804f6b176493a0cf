"""What may be refused here: what happened, why, and what to do."""
