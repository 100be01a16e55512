// Bundles the extension into one file, and each of its tests into another.
import { build } from "esbuild";
import { readdirSync } from "node:fs";

const options = {
  bundle: true, platform: "node", target: "node20", format: "cjs", logLevel: "warning",
  loader: { ".js": "js", ".door": "text" },
};
await build({ ...options, entryPoints: ["src/extension.ts"], outfile: "dist/extension.js", external: ["vscode"], minify: true });
const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts")).map((name) => `test/${name}`);
await build({ ...options, entryPoints: tests, outdir: "out/test" });
