#!/bin/sh
# One backup of an SQLite installation, in two archives that must not live as long as each other:
#   data-*.tar     everything but the wrapped keys: keep it long (90 days at most, the ledger of erasures remembers 91)
#   keyring-*.tar  the wrapped keys alone: keep it 7 days, so that whoever was erased is unreadable in every backup 8 days later
# The key files of MAILLAGE_KEYS are in neither: they are copied once, by hand, to their custodians (docs/how-to/install.md).
#
#   MAILLAGE_VAR=/var/lib/maillage deploy/backup.sh /srv/backup [age1...]
#
# With an age recipient (a public key), both archives are encrypted: this server can write backups that it cannot read.
set -eu
umask 077
var=${MAILLAGE_VAR:?set MAILLAGE_VAR to the state folder of the installation}
target=${1:?usage: backup.sh FOLDER [AGE-RECIPIENT]}
recipient=${2:-}
stamp=$(date -u +%Y%m%dT%H%M%SZ)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$target" "$work/data" "$work/keyring"

# The journal's heads first, the database after: heads that are a little behind are repaired, heads ahead would mean a cut trail.
[ ! -d "$var/journal" ] || cp -a "$var/journal" "$work/data/journal"
sqlite3 "$var/maillage.sqlite3" ".timeout 20000" ".backup '$work/data/maillage.sqlite3'"
[ ! -d "$var/media" ] || cp -a "$var/media" "$work/data/media"

# Take the wrapped keys out of the copy; VACUUM, or their bytes would stay in its free pages.
sqlite3 "$work/data/maillage.sqlite3" >/dev/null <<SQL
PRAGMA journal_mode=DELETE;
PRAGMA foreign_keys=OFF;
ATTACH '$work/keyring/keyring.sqlite3' AS keyring;
CREATE TABLE keyring.mg_vault_organisationkey AS SELECT * FROM main.mg_vault_organisationkey;
CREATE TABLE keyring.mg_vault_subjectkey AS SELECT * FROM main.mg_vault_subjectkey;
DELETE FROM main.mg_vault_subjectkey;
DELETE FROM main.mg_vault_organisationkey;
DETACH keyring;
VACUUM;
SQL
test "$(sqlite3 "$work/data/maillage.sqlite3" 'PRAGMA integrity_check')" = ok

for part in data keyring; do
    tar -C "$work/$part" -cf "$work/$part.tar" .
    if [ -n "$recipient" ]; then
        age -r "$recipient" -o "$target/$part-$stamp.tar.age" "$work/$part.tar"
    else
        cp "$work/$part.tar" "$target/$part-$stamp.tar"
    fi
done
find "$target" -name 'keyring-*' -mtime +6 -delete
find "$target" -name 'data-*' -mtime +89 -delete
ls "$target/data-$stamp".tar* "$target/keyring-$stamp".tar*
