#!/usr/bin/env bash
# npm's pubsubhubbub 1.0.2, the usual WebSub subscriber for Node. Given a secret, it does not send that secret to the hub but one that
# it derives from it and the feed's address, and one would expect it to check the hub's signatures with what it has sent. It checks
# them with its own secret: content that is signed as the hub was told to is answered with 202 and dropped without an event, while
# content signed with a secret that the hub never saw would be taken. The hub cannot notice. Without a secret all is well.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund pubsubhubbub@1.0.2 >/dev/null 2>&1

cat >try.js <<'JS'
const http = require("http");
const crypto = require("crypto");
const pubsubhubbub = require("pubsubhubbub");

// A hub that confirms a subscription and sends one signed notification. Says what came of it.
const run = (secret) => new Promise((resolve) => {
  const feed = "http://127.0.0.1/feed.xml";
  const subscriber = pubsubhubbub.createServer({ callbackUrl: "http://127.0.0.1:0/", secret });
  let taken = 0;
  subscriber.on("feed", () => taken++);
  const hub = http.createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part)).on("end", () => {
      response.writeHead(202).end();
      const form = new URLSearchParams(body);
      const content = "<feed/>";
      const headers = { "Content-Type": "application/atom+xml", Link: `<${feed}>; rel="self", <http://127.0.0.1/hub>; rel="hub"` };
      const told = form.get("hub.secret");
      if (told) headers["X-Hub-Signature"] = "sha256=" + crypto.createHmac("sha256", told).update(content).digest("hex");
      http.request(form.get("hub.callback"), { method: "POST", headers }, (answer) => {
        answer.resume().on("end", () => setTimeout(() => {
          hub.close();
          subscriber.server.close();
          resolve(`secret ${secret ? "given" : "none"}: told the hub ${told === secret || !told ? "the same" : "another"}, answered ${answer.statusCode}, events ${taken}`);
        }, 100));
      }).end(content);
    });
  });
  hub.listen(0, "127.0.0.1", () => subscriber.listen(0, "127.0.0.1"));
  subscriber.on("listen", () => subscriber.subscribe(feed, `http://127.0.0.1:${hub.address().port}/`,
    `http://127.0.0.1:${subscriber.server.address().port}/`));
});

(async () => {
  console.log(await run(""));
  console.log(await run("a secret of my own"));
  process.exit(0);
})();
JS
node -p "'pubsubhubbub ' + require('pubsubhubbub/package.json').version + ', Node ' + process.version"
timeout 60 node try.js | tee out
grep -qx 'secret none: told the hub the same, answered 204, events 1' out \
  && grep -qx 'secret given: told the hub another, answered 202, events 0' out || { echo "no longer as described"; exit 1; }
