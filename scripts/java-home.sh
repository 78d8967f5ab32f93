# Sourced by the other scripts: finds a JDK 21 or newer and says how to start nodes with it.
# Sets JAVA_HOME, JAVA_VERSION_MAJOR and the arrays JVM_FLAGS and NODE_FLAGS; make_archive and
# archive_flag say how its classes are loaded.

java_major() { # home → 25; nothing when there is no javac
  [ -x "$1/bin/javac" ] || return 0
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

find_java_home() {
  local candidate major best="" best_major=0 on_path
  # what somebody chose comes first, if it is new enough
  for candidate in "${JAVA_HOME:-}"; do
    major=$(java_major "$candidate")
    if [ "${major:-0}" -ge 21 ]; then JAVA_VERSION_MAJOR=$major; return 0; fi
  done
  on_path=$(command -v javac || true)
  for candidate in ${on_path:+"$(dirname "$(dirname "$(readlink -f "$on_path")")")"} /usr/lib/jvm/*; do
    [ -L "$candidate" ] && continue
    major=$(java_major "$candidate")
    if [ "${major:-0}" -ge 21 ] && [ "$major" -gt "$best_major" ]; then best=$candidate; best_major=$major; fi
  done
  [ -n "$best" ] || return 1
  JAVA_HOME=$best
  JAVA_VERSION_MAJOR=$best_major
}

if ! find_java_home; then
  echo "No JDK 21 or newer found in JAVA_HOME, on PATH or under /usr/lib/jvm. Install one:" >&2
  echo "  Debian 13, Ubuntu 24.04 or newer: apt-get install openjdk-21-jdk-headless" >&2
  echo "  elsewhere: https://adoptium.net" >&2
  exit 1
fi
export JAVA_HOME

# Maven's own libraries use what newer Javas warn of.
[ "$JAVA_VERSION_MAJOR" -ge 24 ] && MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
export MAVEN_OPTS="${MAVEN_OPTS:-}"

# What Hazelcast asks of the JVM; the jar's manifest says the rest.
# Names of nodes and databases change their addresses: they are looked up again after five seconds.
JVM_FLAGS=(--enable-native-access=ALL-UNNAMED -Dsun.net.inetaddr.ttl=5)
[ "$JAVA_VERSION_MAJOR" -ge 24 ] && JVM_FLAGS+=(--sun-misc-unsafe-memory-access=allow)
# A node that ran out of memory is worse than a dead one: the others take over from the dead.
JVM_FLAGS+=(-XX:+ExitOnOutOfMemoryError)

# How nodes are started, unless BAKERY_JAVA_OPTS names a collector of its own: the parallel one leaves
# more of the processors to the work than the concurrent one that Java takes by itself.
NODE_FLAGS=("${JVM_FLAGS[@]}" "-Xmx${BAKERY_HEAP:-512m}" -Xlog:disable)
case "${BAKERY_JAVA_OPTS:-}" in *-XX:+Use*GC*) ;; *) NODE_FLAGS+=(-XX:+UseParallelGC) ;; esac

# A node starts with a third less processor time when its classes come out of an archive: loaded and
# linked, from Java 25 on with a profile of what is hot. It holds only for the very jar (its time is
# compared) and this Java; without it, or with a wrong one, everything is just slower.
archive_of() { # jar → its archive
  if [ "$JAVA_VERSION_MAJOR" -ge 25 ]; then echo "${1%.jar}-$JAVA_VERSION_MAJOR.aot"
  else echo "${1%.jar}-$JAVA_VERSION_MAJOR.jsa"; fi
}

archive_flag() { # jar → the option that loads from it
  if [ "$JAVA_VERSION_MAJOR" -ge 25 ]; then echo "-XX:AOTCache=$(archive_of "$1")"
  else echo "-XX:SharedArchiveFile=$(archive_of "$1")"; fi
}

archived() { # jar; whether its archive is newer
  [ "$(archive_of "$1")" -nt "$1" ]
}

make_archive() { # jar; a bakery of its own bakes a few orders and is watched
  local archive option
  archive=$(archive_of "$1")
  ! archived "$1" || return 0
  if [ "$JAVA_VERSION_MAJOR" -ge 25 ]; then option=-XX:AOTCacheOutput; else option=-XX:ArchiveClassesAtExit; fi
  echo "Watching a first bakery, so that later ones start sooner (once, half a minute) ..." >&2
  rm -f "$archive"
  env -u BAKERY_DB "$JAVA_HOME/bin/java" "${NODE_FLAGS[@]}" \
    "$option=$archive" -jar "$1" cost --orders 20 > /dev/null 2>&1 || true
}
