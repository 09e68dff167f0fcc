# What the benchmarks share: sourced by each of them, with its arguments. It prints the comment at the head of the script for --help.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
name=$(basename "$0")

usage() { sed -n '2,${/^#/!q;s/^# \{0,1\}//p}' "$0"; }

for argument in "$@"; do
  case $argument in -h | --help) usage; exit 0 ;; esac
done

# Prints the java command of a JDK 25 or newer.
jdk25() {
  local java major
  for java in "${JAVA_HOME:-/none}/bin/java" "$(command -v java || true)" /usr/lib/jvm/*/bin/java \
      /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java "$HOME"/.sdkman/candidates/java/*/bin/java "$HOME"/.jdks/*/bin/java; do
    [ -x "$java" ] || continue
    major=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
    if [ "${major%%.*}" -ge 25 ] 2>/dev/null; then echo "$java"; return; fi
  done
  echo "$name: no JDK 25 or newer found; install one or set JAVA_HOME." >&2
  return 1
}

# Starts a separate Dibao with an empty folder, $data, and stops it when the script ends. Its address is $url, its key $DIBAO_API_KEY.
# What makes the AOT cache is done before, so that it does not go on beside what is measured.
start_dibao() { # [OPTION OF dibao up…]
  data=$(mktemp -d "${TMPDIR:-/tmp}/dibao-bench.XXXXXX")
  export DIBAO_API_KEY="bench-$$"
  trap '"$root/dibao" stop --data "$data" >/dev/null 2>&1 || true; rm -rf "$data"' EXIT
  DIBAO_AOT=${DIBAO_AOT:-wait} "$root/dibao" up -d "$@" --port 0 --kafka-port 0 --data "$data" >&2
  url=$(sed -n 's/.*"url" *: *"\([^"]*\)".*/\1/p' "$data/run.json")
}
