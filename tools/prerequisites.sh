#!/usr/bin/env bash
# Lists the Debian packages this machine lacks, one a line: package, tab, what goes without it. Installs nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

has() { command -v "$1" >/dev/null 2>&1; }
lack() { printf '%s\t%s\n' "$1" "$2"; }

.venv/bin/python -m pip --version >/dev/null 2>&1 || tools/find_python.sh >/dev/null || lack python3-venv 'Essaim'
has java || lack default-jre-headless 'tests Neo4j'
has mvn || lack maven 'tests Neo4j'
[ -n "${CHROMIUM:-}" ] || has chromium || has chromium-browser || has google-chrome || lack chromium 'tests navigateur'
has npm || [ -e .cache/npm/axe-core/axe.min.js ] || lack npm 'tests accessibilité (make axe)'
# Without any font the browser draws accents, and all else, as empty boxes.
[ -d /usr/share/fonts/truetype ] || lack fonts-dejavu-core 'tests navigateur'
