// Walks through the site in a real browser, as its readers would: from a search to a dossier, an engagement and the words
// of a report. Every page must be free of errors of the console, ask nothing of any other machine, be found without
// serious faults by axe, and have marks in its plots. Usage:
//   node walk.mjs PROGRAM [--db FILE] [--shots FOLDER]
// PROGRAM is `chancery`; without --db it serves its examples. CHROMIUM names the browser, else /usr/bin/chromium.
import { spawn } from "node:child_process";
import { mkdtemp, mkdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [program, ...options] = process.argv.slice(2);
const option = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : null);
const [db, shots] = [option("--db"), option("--shots")];
if (!program) {
  console.error("usage: node walk.mjs PROGRAM [--db FILE] [--shots FOLDER]");
  process.exit(2);
}

const served = db ? ["serve", "--db", db] : ["demo"];
const server = spawn(program, [...served, "--listen", "127.0.0.1:0", "--reader", "rules", "--rate", "0"], { stdio: ["ignore", "inherit", "pipe"] });
const base = await new Promise((found, failed) => {
  let told = "";
  server.stderr.on("data", (bytes) => {
    told += bytes;
    const address = told.match(/http:\/\/[^ ]+:\d+/);
    if (address) found(address[0]);
  });
  server.on("exit", () => failed(new Error(`the server ended: ${told}`)));
});

const profile = await mkdtemp(join(tmpdir(), "chancery-walk-"));
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const faults = [];
let context;
try {
  context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`${page.url()}: console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) faults.push(`${page.url()}: asks ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.url()}: status ${response.status()}`);
  });

  const check = async (name, plots = []) => {
    await page.waitForLoadState("networkidle");
    for (const plot of plots) {
      const marks = await page.locator(`figure[data-plot=${plot}] .plot svg :is(rect, circle, path, line)`).count();
      if (marks < 1) faults.push(`${name}: the plot ${plot} has no marks`);
    }
    if (await page.locator(".plot .problem").count()) faults.push(`${name}: a plot failed: ${await page.locator(".plot .problem").first().textContent()}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 1) faults.push(`${name}: ${wide} pixels wider than the window`);
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme });
      // axe is put in by the debugger, which the page's policy does not hold for.
      const found = await page.evaluate(`(() => { ${axe}; return axe.run(document, { resultTypes: ["violations"] }); })()`);
      for (const fault of found.violations.filter((v) => ["serious", "critical"].includes(v.impact)))
        faults.push(`${name} (${scheme}): ${fault.id}: ${fault.help}: ${fault.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
    }
    if (shots) await page.screenshot({ path: join(shots, `${name}-dark.png`) });
    await page.emulateMedia({ colorScheme: "light" });
    if (shots) await page.screenshot({ path: join(shots, `${name}.png`) });
    console.log(`  ${name}: ${new URL(page.url()).pathname}`);
  };
  const follow = async (locator) => {
    const address = await locator.first().getAttribute("href");
    await locator.first().click();
    await page.waitForURL((url) => url.href.includes(address.split("#")[0].split("?")[0]));
  };
  if (shots) await mkdir(shots, { recursive: true });

  // The first page, and from there by keyboard to a search.
  const start = performance.now();
  await page.goto(base);
  console.log(`  first page after ${Math.round(performance.now() - start)} ms`);
  await check("front", ["map", "pairs"]);
  const [party] = (await (await fetch(`${base}/pairs.json?limit=1`)).json()).rows.map((row) => row.party);
  await page.keyboard.press("/");
  await page.keyboard.type(party);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=*");
  await check("search");

  // From the search to a party, to a dossier, to an engagement, to the words of a report.
  await follow(page.locator("#named ul a"));
  await check("party", ["pairs"]);
  await follow(page.locator("#pairs ul.inline a"));
  await check("dossier", ["curve", "timeline"]);
  await follow(page.locator("#timeline ul.rows .title > a:first-child"));
  await check("engagement");
  const words = await page.locator("#told mark").first().textContent();
  await follow(page.locator("#told a.source"));
  await check("report");
  const shown = await page.locator(".text .k-at").allTextContents();
  if (shown.join("").trim() !== words.trim()) faults.push(`the report shows “${shown.join("")}” and not “${words}”`);
  if (!(await page.locator(".text .k-at").first().isVisible())) faults.push("the words are not in sight");

  // Pointer and keyboard tell what words are; a layer can be put out.
  await page.locator(".text .k-event").first().hover();
  if (!(await page.locator(".tip").isVisible())) faults.push("no tip under the pointer");
  await page.locator(".text a.s").first().focus();
  if (!(await page.locator(".tip").innerText()).includes("found by")) faults.push("no tip at the focus");
  const ground = () => page.locator(".text a.k-event").first().evaluate((e) => getComputedStyle(e).backgroundColor);
  const before = await ground();
  await page.locator("#layer-event").uncheck();
  if ((await ground()) === before) faults.push("a layer that is put out still shows");

  // The rest of the pages.
  await page.goto(`${base}/statements`);
  await page.locator("details.narrow summary").click();
  await page.locator("#p-q").fill("the");
  await page.locator("details.narrow button").click();
  await page.waitForURL("**/statements?*");
  await check("statements");
  for (const [name, path, plots] of [
    ["agreements", "/agreements", []],
    ["network", "/network", ["network"]],
    ["engagements", "/engagements?facets=type,status,party", []],
    ["people", "/people", []],
    ["pairs", "/pairs", []],
    ["sources", "/sources", []],
    ["api", "/api", []],
  ]) {
    await page.goto(base + path);
    await check(name, plots);
  }
  await page.goto(`${base}/people`);
  await follow(page.locator("ul.rows .title a"));
  await check("person");

  // A phone, and a browser that runs no scripts.
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ["/", "/engagements", "/network", `/parties/${party}`]) {
    await page.goto(base + path);
    await check(`phone${path === "/" ? "" : `-${path.split("/")[1]}`}`);
  }
} catch (error) {
  faults.push(String(error.stack ?? error));
} finally {
  await context?.close();
  server.removeAllListeners("exit");
  server.kill("SIGTERM");
  await rm(profile, { recursive: true, force: true });
}
for (const fault of faults) console.error(`FAULT ${fault}`);
process.exit(faults.length ? 1 : 0);
