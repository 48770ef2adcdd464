#!/usr/bin/env bash
# Takes the README's pictures of the demo anew, with Chromium (.ci/chromium installs it): docs/screenshots/*.png.
set -euo pipefail
cd "$(dirname "$0")/.."
export NOTIONSYNC_SCREENSHOTS=$PWD/docs/screenshots
mkdir -p "$NOTIONSYNC_SCREENSHOTS"
dotnet build tests/NotionSync.Browser -v q
(cd tests/NotionSync.Browser && dotnet test --no-build --filter-class '*Screenshots')
ls -l "$NOTIONSYNC_SCREENSHOTS"
