"""Stories in a real browser. Sync playwright leaves an event loop behind: these tests run in their own process."""
