import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import path from "node:path";
import { embedded, scriptsOf } from "../src/previewPage";

const PAGE = path.join(__dirname, "../../../../src/ctct/watch/page");
const page = readFileSync(path.join(PAGE, "index.html"), "utf8");

void test("the words and the door come first among the scripts of the page", () => {
  assert.deepEqual(scriptsOf(page), ["words.js", "door.js", "page.js", "source.js", "copies.js", "view.js", "drafts.js", "start.js"]);
});

void test("a page without a door is told from one with", () => {
  assert.deepEqual(scriptsOf(page.replace("door.js", "cua.js")), []);
});

void test("the page needs nothing from anywhere, and runs only its own scripts", () => {
  const scripts = new Map([["page.js", "const a = '</script>' + '$&';"], ["copies.js", "const b = 1;"]]);
  const made = embedded({ page, style: "body { color: red; }", scripts, door: "const door = 1;", nonce: "abc" });
  assert.ok(!/(?:src|href)="(?!document|viec|y-kien)[^"]*"/.test(made), "nothing is fetched");
  assert.match(made, /default-src 'none'; img-src blob:; style-src 'nonce-abc'; script-src 'nonce-abc'/);
  assert.equal([...made.matchAll(/<script nonce="abc">/g)].length, scriptsOf(page).length);
  assert.ok(made.includes("const a = '<\\/script>' + '$&';"), "texts are put in to the letter");
  assert.ok(made.indexOf("const door") < made.indexOf("const a"));
});
