// Bundles the editor into one file beside the page, which ships with ctct: nothing comes from a network. The licences of what is in
// it stand at its end.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { build } from "esbuild";

const outfile = "../../src/ctct/watch/page/editor.js";
const { metafile } = await build({
  entryPoints: ["src/main.js"], outfile, metafile: true,
  bundle: true, minify: true, format: "iife", target: "es2022", charset: "utf8", legalComments: "none", logLevel: "warning",
});
const packages = new Set(Object.keys(metafile.inputs).map((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(Boolean));
const named = new Map(); // the names of the packages by their licences
for (const folder of [...packages].sort()) {
  const file = `${folder}/LICENSE`;
  if (!existsSync(file)) throw new Error(`${folder} has no licence`);
  const text = readFileSync(file, "utf8").trim();
  named.set(text, [...(named.get(text) ?? []), folder.replace("node_modules/", "")]);
}
appendFileSync(outfile, [...named].map(([text, names]) => `\n/*!\n${names.join(", ")}\n\n${text}\n*/\n`).join(""));
