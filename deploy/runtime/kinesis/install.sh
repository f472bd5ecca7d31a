#!/bin/sh
# Puts the Kinesis server below target/kinesis where Node is there; else says what is left out.
set -eu
cd "$(dirname "$0")"
oldest=20
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "Node and npm are not on the PATH: there will be no Kinesis server, the Kafka path runs without it."
  exit 0
fi
major="$(node -p 'process.versions.node.split(".")[0]')"
if [ "$major" -lt "$oldest" ]; then
  echo "Node $major is older than $oldest: there will be no Kinesis server, the Kafka path runs without it."
  exit 0
fi
mkdir -p target/kinesis
if ! cmp -s package-lock.json target/kinesis/package-lock.json || [ ! -d target/kinesis/node_modules ]; then
  cp package.json package-lock.json .npmrc target/kinesis/
  (cd target/kinesis && npm ci --ignore-scripts --silent) || {
    rm -rf target/kinesis
    echo "npm could not install the Kinesis server: there will be none, the Kafka path runs without it."
    exit 0
  }
fi
cp server.cjs target/kinesis/
