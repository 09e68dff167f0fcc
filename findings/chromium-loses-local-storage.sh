#!/usr/bin/env bash
# Chromium 156 (Debian 12). localStorage.setItem returns only when the value is stored, and one would expect it to be there after
# the browser was killed, as a file would be that a program has written. It stays in memory for seconds: after a kill one second
# later it is gone, while what IndexedDB has committed with durability "strict" is there. The page in docs/subscribing.md therefore
# keeps its place in IndexedDB.
set -euo pipefail

work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill -KILL -- "-$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
version=156.0.8078.108-1~deb12u1
apt-get download -q "chromium=$version" "chromium-common=$version" >/dev/null 2>&1
for package in *.deb; do dpkg -x "$package" .; done

cat >page.html <<'HTML'
<!doctype html>
<script type="module">
  const result = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const opening = indexedDB.open("finding");
  opening.onupgradeneeded = () => opening.result.createObjectStore("values");
  const database = await result(opening);
  const begin = (mode) => database.transaction("values", mode, { durability: "strict" });
  console.log(`found: localStorage ${localStorage.getItem("value")}, IndexedDB ${await result(begin("readonly").objectStore("values").get("value"))}`);
  localStorage.setItem("value", "kept");
  const writing = begin("readwrite");
  writing.objectStore("values").put("kept", "value");
  writing.oncomplete = () => console.log(`stored: localStorage ${localStorage.getItem("value")}`);
</script>
HTML

# Opens the page, and kills the browser one second after both values are stored. At most 30 s.
open_and_kill() {
  local try
  setsid usr/lib/chromium/chromium --headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update \
    --disable-sync --no-first-run --user-data-dir="$work/profile" --enable-logging=stderr "file://$work/page.html" >"$1" 2>&1 &
  pid=$!
  for try in $(seq 300); do grep -q 'stored: ' "$1" && break; sleep 0.1; done
  sleep 1
  kill -KILL -- "-$pid" 2>/dev/null || true
  { wait "$pid"; } 2>/dev/null || true
  pid=
}
usr/lib/chromium/chromium --version
open_and_kill first.log
open_and_kill second.log
sed -n 's/.*CONSOLE[^"]*"\(.*\)", source: .*/  \1/p' first.log second.log
grep -q 'found: localStorage null, IndexedDB kept' second.log || { echo "no longer as described"; exit 1; }
