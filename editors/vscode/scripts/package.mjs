// Packs the bundled extension into ctct.vsix in the folder above; the licence is the project's own.
import { copyFileSync, rmSync } from "node:fs";
import { createVSIX } from "@vscode/vsce";

copyFileSync("../../LICENSE", "LICENSE");
try {
  await createVSIX({ packagePath: process.argv[2] ?? "ctct.vsix", dependencies: false, allowMissingRepository: true, skipLicense: false });
} finally {
  rmSync("LICENSE");
}
