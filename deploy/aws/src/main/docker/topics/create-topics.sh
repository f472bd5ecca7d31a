#!/bin/sh
# Creates those of $TOPICS (separated by blanks) which are not there; changes none that is.
# Also needed: BOOTSTRAP_SERVERS, PARTITIONS, RETENTION_MS.
set -eu
for topic in $TOPICS; do
  "${KAFKA_TOPICS:-/opt/kafka/bin/kafka-topics.sh}" \
    --bootstrap-server "$BOOTSTRAP_SERVERS" \
    --command-config "${CLIENT_PROPERTIES:-/opt/topics/client.properties}" \
    --create --if-not-exists --topic "$topic" --partitions "$PARTITIONS" \
    --config "retention.ms=$RETENTION_MS"
done
