#!/bin/sh
# Put a backup back in an EMPTY state folder. Archives already decrypted (age -d -i KEY -o X.tar X.tar.age).
#
#   MAILLAGE_VAR=/var/lib/maillage deploy/restore.sh DATA.tar KEYRING.tar [LEDGER.jsonl]
#
# LEDGER is var/erasures/ledger.jsonl of the lost installation, kept apart: who was erased since the backup. Then, before opening:
#   maillage keys replay && maillage keys selftest && maillage journal verify
set -eu
umask 077
var=${MAILLAGE_VAR:?set MAILLAGE_VAR to the state folder to fill}
data=${1:?usage: restore.sh DATA.tar KEYRING.tar [LEDGER.jsonl]}
keyring=${2:?usage: restore.sh DATA.tar KEYRING.tar [LEDGER.jsonl]}
ledger=${3:-}
[ ! -e "$var/maillage.sqlite3" ] || { echo "$var already holds a database: restore in an empty folder." >&2; exit 2; }
mkdir -p "$var"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tar -C "$var" -xf "$data"
tar -C "$work" -xf "$keyring"
sqlite3 "$var/maillage.sqlite3" <<SQL
PRAGMA foreign_keys=OFF;
ATTACH '$work/keyring.sqlite3' AS keyring;
BEGIN IMMEDIATE;
INSERT INTO main.mg_vault_organisationkey SELECT * FROM keyring.mg_vault_organisationkey;
INSERT INTO main.mg_vault_subjectkey SELECT * FROM keyring.mg_vault_subjectkey;
COMMIT;
SQL
if [ -n "$ledger" ]; then
    mkdir -p "$var/erasures"
    cp "$ledger" "$var/erasures/ledger.jsonl"
fi
echo "Restored in $var. Before opening: maillage keys replay && maillage keys selftest && maillage journal verify"
