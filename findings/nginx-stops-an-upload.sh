#!/usr/bin/env bash
# nginx 1.22.1 (Debian 12) as a reverse proxy. HTTP/1.1 lets a server begin its response while the request's body is still
# arriving, and one would expect a proxy to keep sending that body. nginx stops for good as soon as it has passed on the
# response's head, whether it buffers requests or not: the server waits for the rest of the body until some time limit
# expires. Dibao's imports answer each article while the upload goes on; docs/behind-a-proxy.md therefore has nginx ask for
# all results at the end.
set -euo pipefail

work=$(mktemp -d)
pids=()
end() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap end EXIT

version=1.22.1-9+deb12u11
cd "$work"
apt-get download -q "nginx=$version" >/dev/null 2>&1
dpkg -x nginx_*.deb nginx
size=$((20 * 1024 * 1024))
head -c "$size" /dev/zero >body

# Answers at once or after the body, and records how much of the body arrived; waits at most 5 s for more.
cat >server.pl <<'PERL'
use strict; use IO::Socket::INET; use IO::Select;
my ($early, $size, $file) = @ARGV;
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => 0, Listen => 5) or die $!;
open my $port, '>', "$file.port" or die; print $port $server->sockport; close $port;
my $c = $server->accept; my ($read, $in) = (0, '');
my $answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nbegun\n";
while ($in !~ /\r\n\r\n/s) { sysread($c, $in, 4096, length $in) or die }
$in =~ /\r\n\r\n(.*)/s; $read = length $1;
if ($early) { syswrite($c, $answer); select(undef, undef, undef, 0.5) }
my $ready = IO::Select->new($c);
while ($read < $size && $ready->can_read(5)) { my $n = sysread($c, my $b, 65536) or last; $read += $n }
syswrite($c, $answer) unless $early;
open my $out, '>', $file or die; print $out $read; close $out;
PERL

# Sets got: how many bytes of an upload reach a server that answers early (1) or late (0), with request buffering on or off.
bytes() {
  local early=$1 buffering=$2 file=got-$1-$2 try port nginx_port
  perl server.pl "$early" "$size" "$file" >/dev/null 2>&1 &
  pids+=($!)
  for try in $(seq 50); do [ -s "$file.port" ] && break; sleep 0.1; done
  port=$(cat "$file.port")
  for try in $(seq 20); do
    nginx_port=$((20000 + RANDOM % 12000))
    cat >nginx.conf <<CONF
daemon off; master_process off; pid $work/nginx.pid; error_log $work/error.log;
events {}
http { access_log off; client_body_temp_path $work/b; proxy_temp_path $work/p; fastcgi_temp_path $work/f; uwsgi_temp_path $work/u;
scgi_temp_path $work/s; server { listen 127.0.0.1:$nginx_port; client_max_body_size 0;
location / { proxy_pass http://127.0.0.1:$port; proxy_http_version 1.1; proxy_request_buffering $buffering; } } }
CONF
    nginx/usr/sbin/nginx -e "$work/error.log" -c "$work/nginx.conf" >/dev/null 2>&1 &
    pids+=($!)
    sleep 0.5
    kill -0 $! 2>/dev/null && break # otherwise the port was taken
  done
  curl -s --max-time 20 -o /dev/null -H 'Expect:' -T body "http://127.0.0.1:$nginx_port/" || true
  for try in $(seq 100); do [ -s "$file" ] && break; sleep 0.1; done
  got=$(cat "$file")
}

nginx/usr/sbin/nginx -e "$work/error.log" -v
ok=0
for buffering in on off; do
  bytes 0 "$buffering" && late=$got
  bytes 1 "$buffering" && early=$got
  echo "proxy_request_buffering $buffering: of $size bytes $late reach a server that answers afterwards, $early one that answers at once"
  [ "$late" = "$size" ] && [ "$early" -lt "$size" ] || ok=1
done
[ "$ok" = 0 ] || echo "no longer as described"
exit "$ok"
