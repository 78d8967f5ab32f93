# Sourced by scripts that run the bakery's tests as programs, after java-home.sh: builds them, and
# keeps what was built as it is for one run. Takes $project.

class_path=$project/whole-bakery/target/class-path.txt
stamp=$project/whole-bakery/target/chaos.built
jar=$project/node/target/bakery.jar

build() {
  exec 9>"${TMPDIR:-/tmp}/bakery-build-$(id -u).lock"
  flock 9
  if [ ! -f "$stamp" ] || [ -n "$(find pom.xml cluster.xml ./*/pom.xml ./*/src -newer "$stamp" -type f -print -quit)" ]; then
    scripts/needs maven
    echo "Building the bakery and its tests ..." >&2
    local began; began=$(mktemp)
    MAVEN_OPTS="-XX:TieredStopAtLevel=1 $MAVEN_OPTS" mvn -B -q -pl whole-bakery -am package -DskipTests >&2
    mv "$began" "$stamp"
  fi
  # a machine of two processors breaks down under restarts alone otherwise
  make_archive "$jar"
  exec 9>&-
}

# A copy of what was compiled: nodes start again and again, and all must be of one make even if
# somebody builds meanwhile.
freeze_classes() { # folder → the class path
  local part n=0 path=$1/test-classes
  mkdir -p "$1"
  cp -R whole-bakery/target/test-classes "$path"
  cp -p "${jar%.jar}"[.-]* "$1/"
  while read -r part; do
    case "$part" in
      "$project"/*)
        n=$((n + 1))
        mkdir -p "$1/$n"
        cp -Rp "$part" "$1/$n/"
        part=$1/$n/$(basename "$part")
        ;;
    esac
    path=$path:$part
  done < <(tr ':' '\n' < "$class_path"; echo)
  echo "$path"
}
