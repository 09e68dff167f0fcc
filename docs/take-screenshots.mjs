// node take-screenshots.mjs URL FOLDER CHROMIUM [all]: the pictures of the README, or of each kind of page.
import { createRequire } from "node:module";
const [url, folder, executablePath, all] = process.argv.slice(2);
const key = process.env.DIBAO_PICTURES_KEY; // of a site of its own, on which it may publish
const { chromium } = createRequire(process.env.DIBAO_CHECKERS + "/")("playwright-core");

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const listed = await (await fetch(url + "/api/articles?limit=100")).json();
const path = (id) => listed.articles.find((article) => article.id === id)?.path ?? "/";
const chinese = path("2026-11-24-morning-ferry");
const english = path("2026-11-17-quiet-carriage");

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-background-networking"] });

async function take(name, address, viewport, colorScheme, { whole = false, print = false } = {}) {
  const deviceScaleFactor = viewport === PHONE ? 2 : 1;
  const httpCredentials = key && { username: "desk", password: key };
  const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor, httpCredentials });
  const page = await context.newPage();
  if (print) await page.emulateMedia({ media: "print" });
  await page.goto(url + encodeURI(address), { waitUntil: "load" });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: whole });
  if (print) await page.pdf({ path: `${folder}/${name}.pdf` });
  await context.close();
}

/** Kinds of pages that the samples do not have. */
async function others() {
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json", Prefer: "wait=20" };
  const send = (method, to, body) => fetch(url + to, { method, headers, body: body && JSON.stringify(body) });
  await send("PUT", "/api/articles/gone", { title: "停刊的专栏", permalink: "/gone.html", body: "到此为止。" });
  await send("DELETE", "/api/articles/gone");
  await send("PUT", "/api/articles/about", { title: "关于本报", layout: "page", permalink: "/about.html", body: "潮起潮落，日日有闻。" });
  await send("PUT", "/api/articles/draft", { title: "还没写完：下周的渡口", draft: true, body: "**草稿**。" });
  const preview = await (await send("POST", "/api/articles/draft/preview")).json();
  return { gone: "/gone.html", page: "/about.html", preview: new URL(preview.url).pathname, status: "/api/status", problem: "/problems/path-taken" };
}

if (all) {
  const kinds = { ...(key ? await others() : {}), author: "/author/林望舒.html", tag: "/tag/渡轮.html", docs: "/api/docs", front: "/", article: chinese, "article-en": english, category: "/category/haigang.html", tags: "/tags.html", authors: "/authors.html", archive: "/archive.html", month: "/2026/11/", "front-en": "/en/", search: "/search?q=灯", missing: "/no/such/page.html" };
  for (const [kind, address] of Object.entries(kinds)) {
    const whole = kind !== "docs"; // longer than a picture can be
    for (const colorScheme of ["light", "dark"]) {
      await take(`${kind}-desk-${colorScheme}`, address, DESK, colorScheme, { whole });
      await take(`${kind}-phone-${colorScheme}`, address, PHONE, colorScheme, { whole });
    }
    await take(`${kind}-print`, address, DESK, "light", { whole, print: true });
  }
} else {
  await take("front", "/", DESK, "light");
  await take("article-phone", chinese, PHONE, "dark");
}
await browser.close();
