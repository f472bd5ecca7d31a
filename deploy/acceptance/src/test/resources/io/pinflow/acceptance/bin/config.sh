# Flink's distribution is not published to Maven Central, its jars are. These scripts stand for those of its bin folder: each
# runs the same main class, on the same folders, with the JVM options of conf/config.yaml.
home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export FLINK_CONF_DIR="$home/conf" FLINK_LIB_DIR="$home/lib" FLINK_OPT_DIR="$home/opt" FLINK_PLUGINS_DIR="$home/plugins"
export MALLOC_ARENA_MAX=2
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
read -r -a opens <<<"$(sed -n 's/^ *all: //p' "$home/conf/config.yaml")"
light=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1)
sql="$home/lib/*"
for jar in "$home"/opt/flink-sql-*.jar "$home"/opt/flink-python*.jar; do
  sql="$sql:$jar"
done
mkdir -p "$home/log" "$home/run"

# Runs a server: its name, then what follows java.
launch() {
  local name="$1"
  shift
  "$java" "${opens[@]}" "-Dlog4j.configurationFile=$home/conf/log4j2.properties" -Dlog.file="$home/log/$name.log" "$@" \
    </dev/null >"$home/log/$name.out" 2>&1 &
  echo $! >"$home/run/$name.pid"
}
