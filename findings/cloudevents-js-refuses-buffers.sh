#!/usr/bin/env bash
# CloudEvents SDK for JavaScript 10.0.0. The SDK's Kafka binding is written for Node, whose Kafka clients give
# headers and values as Buffers; one would expect Kafka.toEvent to take a record as kafkajs gives it. It throws "contentType.startsWith
# is not a function"; with the headers made strings it works, and the value may stay a Buffer. docs/subscribing.md says so.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null 2>&1
npm install --silent cloudevents@10.0.0 >/dev/null 2>&1
npm ls --depth=0 | grep cloudevents@

cat >finding.mjs <<'JS'
import { Kafka } from "cloudevents";

const text = { ce_id: "1", ce_source: "/source", ce_specversion: "1.0", ce_type: "a.type", "content-type": "application/json" };
const buffers = Object.fromEntries(Object.entries(text).map(([name, value]) => [name, Buffer.from(value)]));

function attempt(what, headers) {
  try {
    const event = Kafka.toEvent({ headers, value: Buffer.from('{"n":7}') });
    console.log(`${what}: event ${event.id}, data ${JSON.stringify(event.data)}`);
    return event.id === "1" && event.data.n === 7;
  } catch (error) {
    console.log(`${what}: ${error}`);
    return false;
  }
}

const asKafkajs = attempt("headers as Buffers", buffers);
const asText = attempt("headers as strings", text);
if (asKafkajs || !asText) {
  console.log("no longer as described");
  process.exit(1);
}
JS
node finding.mjs
