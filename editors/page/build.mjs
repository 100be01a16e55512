// Bundles the editor into one file beside the page, which ships with ctct: nothing comes from a network.
import { build } from "esbuild";

await build({
  entryPoints: ["src/main.js"], outfile: "../../src/ctct/watch/page/editor.js",
  bundle: true, minify: true, format: "iife", target: "es2022", charset: "utf8", legalComments: "eof", logLevel: "warning",
});
