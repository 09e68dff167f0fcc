// node axe.mjs URL PAGES.TSV CHROMIUM [pages of each kind, 2]: runs axe-core on pages of each kind, light and dark, phone and desktop.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const [url, list, chromium, most = "2"] = process.argv.slice(2);
const require = createRequire(process.env.DIBAO_CHECKERS + "/");
const { chromium: browsers } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const kinds = new Map();
for (const line of readFileSync(list, "utf8").trim().split("\n")) {
  const [kind, path] = line.split("\t");
  const paths = kinds.get(kind) ?? kinds.set(kind, []).get(kind);
  if (paths.length < Number(most)) paths.push(path);
}
const browser = await browsers.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let violations = 0, pages = 0;
for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [{ width: 390, height: 800 }, { width: 1280, height: 900 }]) {
    // The checker itself is injected; the page's policy would refuse it, and rightly.
    const context = await browser.newContext({ colorScheme, viewport, bypassCSP: true });
    const page = await context.newPage();
    for (const path of [...kinds.values()].flat()) {
      await page.goto(url + path, { waitUntil: "load" });
      await page.evaluate(axe);
      const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }));
      pages++;
      for (const violation of result.violations) {
        violations++;
        console.log(`FINDING ${path} ${colorScheme} ${viewport.width}px ${violation.id}: ${violation.help}: ${violation.nodes[0].html.slice(0, 160)}`);
      }
    }
    await context.close();
  }
}
await browser.close();
console.log(`axe-core looked at ${pages} pages: ${violations} violations`);
process.exit(violations === 0 ? 0 : 1);
