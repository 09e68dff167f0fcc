// node take-screenshots.mjs URL FOLDER CHROMIUM [all]: the pictures of the README, or of each kind of page.
import { createRequire } from "node:module";
const [url, folder, executablePath, all] = process.argv.slice(2);
const { chromium } = createRequire(process.env.DIBAO_CHECKERS + "/")("playwright-core");

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const listed = await (await fetch(url + "/api/articles?limit=100")).json();
const path = (id) => listed.articles.find((article) => article.id === id)?.path ?? "/";
const chinese = path("2026-11-24-morning-ferry");
const english = path("2026-11-17-quiet-carriage");

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-background-networking"] });

async function take(name, address, viewport, colorScheme, { whole = false, print = false } = {}) {
  const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: viewport === PHONE ? 2 : 1 });
  const page = await context.newPage();
  if (print) await page.emulateMedia({ media: "print" });
  await page.goto(url + encodeURI(address), { waitUntil: "load" });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: whole });
  if (print) await page.pdf({ path: `${folder}/${name}.pdf` });
  await context.close();
}

if (all) {
  const kinds = { front: "/", article: chinese, "article-en": english, category: "/category/haigang.html", tags: "/tags.html", authors: "/authors.html", archive: "/archive.html", month: "/2026/11/", "front-en": "/en/", search: "/search?q=灯", missing: "/no/such/page.html" };
  for (const [kind, address] of Object.entries(kinds)) {
    for (const colorScheme of ["light", "dark"]) {
      await take(`${kind}-desk-${colorScheme}`, address, DESK, colorScheme, { whole: true });
      await take(`${kind}-phone-${colorScheme}`, address, PHONE, colorScheme, { whole: true });
    }
    await take(`${kind}-print`, address, DESK, "light", { whole: true, print: true });
  }
} else {
  await take("front", "/", DESK, "light");
  await take("article-phone", chinese, PHONE, "dark");
}
await browser.close();
