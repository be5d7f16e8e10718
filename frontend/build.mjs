// Builds what pages load into src/vandong/static/vandong/ and prints what each piece weighs on the wire.
import { copyFile, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "src", "vandong", "static", "vandong");

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: ["src/early.ts", "src/app.ts", "src/plan-review.ts", "src/css/app.css", "src/css/plan-review.css"],
  outdir: out,
  entryNames: "[name]",
  assetNames: "fonts/[name]",
  bundle: true,
  minify: true,
  format: "iife",
  // Phones of 2019 still in an officer's pocket: the code is written for today and lowered to these.
  target: ["chrome79", "firefox78", "safari14.1"],
  loader: { ".woff2": "file" },
  logLevel: "warning",
});
for (const name of ["icons.svg", "icon.svg"]) await copyFile(join(here, "src", name), join(out, name));

// A woff2 is already compressed; the rest travels gzipped.
const files = await readdir(out, { recursive: true, withFileTypes: true });
for (const file of files.filter((entry) => entry.isFile()).sort((a, b) => a.name.localeCompare(b.name))) {
  const path = join(file.parentPath, file.name);
  const bytes = await readFile(path);
  const sent = file.name.endsWith(".woff2") ? bytes.length : gzipSync(bytes).length;
  console.log(`  ${relative(out, path)}: ${(bytes.length / 1000).toFixed(1)} kB, ${(sent / 1000).toFixed(1)} kB on the wire`);
}
