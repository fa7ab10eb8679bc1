#!/usr/bin/env bash
# Prints the newest Python that Essaim supports and that can make a virtual environment; PYTHON narrows the choice.
# A name found on PATH is not enough: Debian's python3 comes without ensurepip, version managers leave dead shims.
set -euo pipefail
for candidate in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3}; do
  if "$candidate" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
    command -v "$candidate"
    exit 0
  fi
done
exit 1
