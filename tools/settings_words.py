"""What each `MAILLAGE_*` environment variable or setting does; the reference fails when one is missing here."""

WORDS: dict[str, str] = {
    "MAILLAGE_ACCEPT_SQLITE": "`1` accepts that several associations share one SQLite database, which has no second wall between them.",
    "MAILLAGE_ADDRESS": "address of the home page, said at the foot of mails; nothing is said when it is empty",
    "MAILLAGE_DATABASE": "`postgresql://user:password@host:port/name`; without it, the SQLite file of `MAILLAGE_VAR`",
    "MAILLAGE_DEMO": "`1` makes a demonstration: development settings, keys made on first use, nobody has a password. Never on real data",
    "MAILLAGE_FROM": "sender of mails (default `maillage@localhost`)",
    "MAILLAGE_HOSTS": "host names that the site answers to, separated by commas (default `127.0.0.1,localhost`)",
    "MAILLAGE_KEYS": "folder of the key files (default `keys/` under `MAILLAGE_VAR`); on a real installation, apart from the data",
    "MAILLAGE_NEUTRAL_FROM": "address from which what is written to her is mailed; it names nobody (default `bonjour@localhost`)",
    "MAILLAGE_PROXIES": "how many reverse proxies stand in front (default `1`): the throttles count the visitor's address, not the proxy's",
    "MAILLAGE_SENDER_MAIL": "how mail to her leaves: `console` (nothing leaves, the default) or `smtp`",
    "MAILLAGE_SENDER_SMS": "how SMS leave: `console` (nothing leaves, the default) or `gateway`",
    "MAILLAGE_SMS_FROM": "number or name that she sees as sender of an SMS",
    "MAILLAGE_SMS_SECRET": "secret under which the SMS gateway signs what it says later",
    "MAILLAGE_SMS_TOKEN": "secret by which Maillage is known to the SMS gateway",
    "MAILLAGE_SMS_URL": "where SMS are handed over, in https",
    "MAILLAGE_SMTP": "host that takes the mails, on port 25 (default `localhost`)",
    "MAILLAGE_SNAPSHOTS": "folder where built demonstrations are kept, one per state of the code (default `demo/` under `MAILLAGE_VAR`)",
    "MAILLAGE_TLS_ELSEWHERE": "`1` when whatever stands in front already sends http to https: Maillage then redirects nobody itself",
    "MAILLAGE_URL": "what links in mails begin with (default `http://127.0.0.1:8000`)",
    "MAILLAGE_VAR": "state of the installation: database, documents, heads and checkpoints of the journal, log (default `var/`)",
}
