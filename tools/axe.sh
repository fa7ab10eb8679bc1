#!/usr/bin/env bash
# axe.sh FOLDER: the accessibility checker that the browser tests inject (FOLDER/axe.min.js), pinned by its content.
set -euo pipefail
version=4.14.1
sha256=e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745
folder=$1

command -v npm >/dev/null || { echo "npm absent. The accessibility tests need it: apt-get install npm" >&2; exit 2; }
mkdir -p "$folder"
archive=$folder/$(npm pack --silent --pack-destination "$folder" "axe-core@$version" 2>/dev/null | tail -n 1)
echo "$sha256  $archive" | sha256sum --check --quiet
tar -xmzf "$archive" -C "$folder" --strip-components=1 package/axe.min.js package/LICENSE
rm "$archive"
