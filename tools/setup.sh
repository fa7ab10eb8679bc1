#!/usr/bin/env bash
# setup.sh VENV CONSTRAINTS…: the virtual environment, its packages at their hashed versions, then Essaim itself.
# Hashes and editable installs do not mix in one pip call, hence two; the second fetches nothing, because the
# build backend is among the constraints.
set -euo pipefail
venv=$1
shift

if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
  python=$("$(dirname "$0")/find_python.sh") || {
    echo "Il faut Python 3.11 à 3.14 avec venv. Python 3.11 to 3.14 with venv is needed:" >&2
    echo "    apt-get install python3-venv        (ou, or: make PYTHON=/chemin/vers/python3.12 …)" >&2
    exit 2
  }
  echo "→ $("$python" --version) dans $venv" >&2
  "$python" -m venv --clear "$venv"
fi

echo "→ Paquets de $* : une à deux minutes la première fois. Packages: a minute or two the first time." >&2
export PIP_DISABLE_PIP_VERSION_CHECK=1
"$venv/bin/python" -m pip install --quiet --no-deps --require-hashes "${@/#/--requirement=}"
"$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation --editable .
"$venv/bin/python" -m pip check
