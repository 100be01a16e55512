import assert from "node:assert/strict";
import { test } from "node:test";
import { builtIn, lackedIn } from "../src/said";
import { _, languageFor, speak } from "../src/words";

void test("the language is what is asked for, else that of the command on this machine", () => {
  assert.equal(languageFor("auto", {}), "vi");
  assert.equal(languageFor("auto", { LANG: "en_US.UTF-8" }), "en");
  assert.equal(languageFor("auto", { LANG: "C.UTF-8" }), "vi");
  assert.equal(languageFor("auto", { LC_ALL: "vi_VN.UTF-8", LANG: "en_US.UTF-8" }), "vi");
  assert.equal(languageFor("auto", { CTCT_LANG: "vi", LANG: "en_US.UTF-8" }), "vi");
  assert.equal(languageFor("en", { CTCT_LANG: "vi" }), "en");
});

void test("messages are said in either language, their places filled to the letter", () => {
  speak("en");
  assert.equal(_("đã dựng «{name}»", { name: "$&.docx" }), "built «$&.docx»");
  assert.equal(_("một câu không có trong danh mục"), "một câu không có trong danh mục");
  speak("vi");
  assert.equal(_("đã dựng «{name}»", { name: "$&.docx" }), "đã dựng «$&.docx»");
});

void test("what the command says in English is read, too", () => {
  assert.equal(builtIn("wrote q.docx\n"), "q.docx");
  assert.equal(lackedIn("Error: --co-quan is missing (the issuing body)", ["--co-quan"]), "--co-quan");
  assert.equal(lackedIn("Error: this layout has no type «thong_tu»; there are: nghi_quyet", ["--the-thuc"]), "--the-thuc");
});
