#!/usr/bin/env bash
set -euo pipefail
. "$(dirname "$0")/config.sh"
exec "$java" "${opens[@]}" "${light[@]}" -Xmx512m -Dlog.file="$home/log/sql-client.log" \
  "-Dlog4j.configurationFile=$home/conf/log4j2.properties" -cp "$sql" \
  org.apache.flink.table.client.SqlClient "$@"
