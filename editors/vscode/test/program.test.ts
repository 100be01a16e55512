import assert from "node:assert/strict";
import { test } from "node:test";
import { candidates, findProgram } from "../src/program";

const linux = { setting: "", folders: ["/kho"], searchPath: "/usr/bin:bin:/opt/ctct", platform: "linux" as const };

void test("the .venv of the folder comes before the PATH; an entry that is not absolute is passed over", () => {
  assert.deepEqual(candidates(linux), ["/kho/.venv/bin/ctct", "/usr/bin/ctct", "/opt/ctct/ctct"]);
});

void test("on Windows it is an .exe under Scripts", () => {
  const windows = { setting: "", folders: ["C:\\Kho văn bản"], searchPath: "C:\\Python312\\Scripts;D:\\x", platform: "win32" as const };
  assert.deepEqual(candidates(windows), ["C:\\Kho văn bản\\.venv\\Scripts\\ctct.exe", "C:\\Python312\\Scripts\\ctct.exe", "D:\\x\\ctct.exe"]);
});

void test("what the setting says is the only place", () => {
  assert.deepEqual(candidates({ ...linux, setting: "${workspaceFolder}/cong-cu/ctct" }), ["/kho/cong-cu/ctct"]);
  assert.equal(findProgram({ ...linux, setting: "/khong/co" }), undefined);
});

void test("the first that is there is taken", () => {
  assert.equal(findProgram(linux, (file) => file.startsWith("/usr")), "/usr/bin/ctct");
});
