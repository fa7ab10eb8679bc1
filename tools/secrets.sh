#!/usr/bin/env bash
# Writes once the graph's password for docker compose, in the two forms its readers want: Neo4j's image takes
# `neo4j/<password>`, Essaim the password alone. Compose mounts these files as they are, and both containers run as
# users of their own: so the files are readable and the folder is closed to everyone but its owner.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=.secrets
[ -s "$folder/neo4j_auth" ] && [ -s "$folder/graph_password" ] && { echo "$folder : déjà là, inchangé. Already there."; exit 0; }
umask 077
mkdir -p "$folder"
printf '*\n' >"$folder/.gitignore"
password=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
printf 'neo4j/%s' "$password" >"$folder/neo4j_auth"
printf '%s' "$password" >"$folder/graph_password"
chmod 444 "$folder/neo4j_auth" "$folder/graph_password"
echo "$folder : mot de passe écrit. Password written. → docker compose up --build"
