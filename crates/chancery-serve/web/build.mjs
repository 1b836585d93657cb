// Builds the one script of the pages from src/ into dist/, which is part of the repository so that cargo needs no Node.
// With --check nothing is written, and the exit status says whether dist/ is what src/ builds.
import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const to = new URL("dist/chancery.js", import.meta.url);
const built = await build({
  absWorkingDir: new URL(".", import.meta.url).pathname,
  entryPoints: ["src/main.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  banner: {
    js: "// Built by web/build.mjs from web/src with Observable Plot, D3 and TopoJSON (ISC) and Natural Earth outlines (public domain).",
  },
  write: false,
});
const script = Buffer.from(built.outputFiles[0].contents);
if (process.argv.includes("--check")) {
  const kept = await readFile(to);
  if (!kept.equals(script)) {
    console.error("web/dist/chancery.js is not what web/src builds: run `npm ci && npm run build` in crates/chancery-serve/web");
    process.exit(1);
  }
} else {
  await writeFile(to, script);
  console.log(`dist/chancery.js: ${script.length} bytes`);
}
