"""The file of a person: pseudonym, safe channel, identity apart, accord, key worker."""
