# What the benchmarks share that compare a gateway with nginx by means of wrk: sourced by them after common.sh. They set work, seconds and connections.
PATH=$PATH:/usr/sbin

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

field() { sed -n "s/.*\"$1\" *: *\"\{0,1\}\([^\",}]*\).*/\1/p" "$work/data/run.json"; }

start_on_one_core() {
  DIBAO_AOT=wait taskset -c 0 "$root/dibao" up -d --port 0 --kafka-port 0 --data "$work/data" >&2
  dibao=$(field url)
  dibao_pids=$(field pid)
}

# One run: requests a second, microseconds of the servers' processor time for each, the share of its core that wrk needed.
run() { # PIDS URL [wrk options]
  local pids=$1 url=$2 out before after
  shift 2
  before=$(ticks $pids)
  TIMEFORMAT='%R %U %S'
  out=$({ time taskset -c 1 wrk -t1 -c"$connections" -d"${seconds}s" "$@" "$url" 2>&1; } 2>&1)
  after=$(ticks $pids)
  if grep -q 'Non-2xx or 3xx\|Socket errors' <<<"$out"; then echo "pages: $url: $out" >&2; return 1; fi
  awk -v ticks=$((after - before)) -v hz="$(getconf CLK_TCK)" '
    /requests in/ { requests = $1 } /Requests\/sec/ { rate = $2 } /^[0-9.]+ [0-9.]+ [0-9.]+$/ { load = ($2 + $3) / $1 }
    END { printf "%.0f %.1f %.2f\n", rate, ticks / hz * 1e6 / requests, load }' <<<"$out"
}

ticks() { # PIDS: processor time of these processes and their children, in ticks
  local pid all=0 sum
  for pid in "$@" $(for pid in "$@"; do pgrep -P "$pid" || true; done); do
    sum=$(awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$pid/stat" 2>/dev/null || echo 0)
    all=$((all + sum))
  done
  echo "$all"
}

# The median of a column over the runs in which wrk was not the limit; over all, marked, if it always was.
median() { # FILE COLUMN
  awk -v c="$2" '$3 <= 0.9 { print $c; ok++ } END { exit !ok }' "$1" >"$work/column" || awk -v c="$2" '{ print $c }' "$1" >"$work/column"
  sort -n "$work/column" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
limit() { awk '$3 <= 0.9 { ok = 1 } END { print ok ? "" : "*" }' "$1"; }
