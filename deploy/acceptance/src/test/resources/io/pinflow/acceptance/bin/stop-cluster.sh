#!/usr/bin/env bash
set -euo pipefail
. "$(dirname "$0")/config.sh"
for file in "$home"/run/*.pid; do
  pid="$(cat "$file")"
  kill "$pid" 2>/dev/null || true
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
  done
  rm "$file"
done
