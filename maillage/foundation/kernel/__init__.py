"""What the foundation itself stands on: errors with a sentence, time at the edge, idempotency, triggers, files of keys."""
