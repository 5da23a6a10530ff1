// Judges web pages by axe-core in Chromium: node axe.mjs CHROMIUM PAGE...
// Prints what is wrong with each page, as one JSON object: {page: [complaint, ...]}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../validators/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [executablePath, ...paths] = process.argv.slice(2);
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"];

// By day (by every rule), by night, on paper, and in the narrowest window that WCAG knows (1.4.10).
const NARROWEST = 320;
const LOOKS = [
  { width: 1280, colorScheme: "light", media: "screen" },
  { width: 1280, colorScheme: "dark", media: "screen", rules: ["color-contrast"] },
  { width: 1280, colorScheme: "light", media: "print", rules: ["color-contrast"] },
  { width: NARROWEST, colorScheme: "light", media: "screen", rules: ["scrollable-region-focusable", "target-size"] },
];

async function judge(page, path) {
  const complaints = [];
  const hear = (message) => complaints.push(`console: ${message.text()}`);
  page.on("console", hear);
  await page.goto(pathToFileURL(path).href);
  await page.evaluate(axe);
  for (const { width, colorScheme, media, rules } of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, media });
    await page.evaluate(unfold, width > NARROWEST);
    const look = `${media}, ${colorScheme}, ${width} px`;
    complaints.push(...told(await page.evaluate(run, rules)).map((complaint) => `${look}: ${complaint}`));
  }
  const needed = await page.evaluate(() => document.documentElement.scrollWidth);
  if (needed > NARROWEST) complaints.push(`reflow: the page is ${needed} px wide`);
  page.off("console", hear);
  return complaints;
}

// What axe leaves to us: the head of a column that is empty is still its head, as in a form to be filled in.
const DECIDED = ["th-has-data-cells"];

// What axe holds against a page, and what it cannot decide: nothing else is to be left open.
function told({ violations, incomplete }) {
  const open = incomplete.filter((rule) => !DECIDED.includes(rule.id));
  return [...violations, ...open].flatMap(({ id, nodes }) =>
    nodes.map((node) => {
      const messages = [...node.any, ...node.all, ...node.none].map((check) => check.message);
      return `${id}: ${node.target.join(" ")}: ${messages.join("; ")}`;
    }),
  );
}

// A table that scrolls hides some of its text, and a shadow tells that it goes on there. axe can judge neither:
// so the whole table is shown, before the colour of the shadow where it is deepest.
function unfold(wide) {
  for (const frame of document.querySelectorAll(".table")) {
    frame.style.overflow = wide ? "visible" : "";
    frame.style.background = wide ? "var(--rule)" : "";
  }
}

// The rules are all that axe has, best practices, level AAA and experiments among them, but for one:
// contrast of 7 : 1 is not asked of text, only 4.5 : 1.
function run(names) {
  const all = axe.getRules().map((rule) => rule.ruleId);
  const rules = names ?? all.filter((name) => name !== "color-contrast-enhanced");
  const enabled = Object.fromEntries(rules.map((name) => [name, { enabled: true }]));
  return axe.run(document, { runOnly: rules, rules: enabled, resultTypes: ["violations", "incomplete"] });
}

const browser = await chromium.launch({ executablePath, args: quiet });
const found = {};
try {
  const waiting = [...paths];
  const work = async () => {
    const page = await (await browser.newContext()).newPage();
    for (let path = waiting.shift(); path; path = waiting.shift()) found[path] = await judge(page, path);
  };
  await Promise.all([work(), work()]);
} finally {
  await browser.close();
}
console.log(JSON.stringify(found));
