#!/usr/bin/env bash
set -euo pipefail
. "$(dirname "$0")/config.sh"
launch jobmanager "${light[@]}" -Xmx640m -cp "$home/lib/*" \
  org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint --configDir "$home/conf"
parameters="$("$java" "${light[@]}" -Xmx128m -cp "$home/lib/*" org.apache.flink.runtime.util.bash.BashJavaUtils \
  GET_TM_RESOURCE_PARAMS --configDir "$home/conf" | sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p')"
read -r -a flags <<<"$(sed -n 1p <<<"$parameters")"
read -r -a options <<<"$(sed -n 2p <<<"$parameters")"
launch taskmanager -XX:+UseSerialGC "${flags[@]}" -cp "$home/lib/*" \
  org.apache.flink.runtime.taskexecutor.TaskManagerRunner --configDir "$home/conf" "${options[@]}"
