import assert from "node:assert/strict";
import { test } from "node:test";
import { builtIn, lackedIn } from "../src/said";
import { addressIn, isAllowed } from "../src/watchServer";

void test("the address is found once all of it is said", () => {
  assert.equal(addressIn("xem trước «q.yaml»: http://127.0.0.1:41"), undefined);
  assert.equal(addressIn("xem trước «q.yaml»: http://127.0.0.1:4123/aB-_9/\n(dừng: Ctrl-C)"), "http://127.0.0.1:4123/aB-_9/");
  assert.equal(addressIn("http://example.com:80/x/"), undefined);
});

void test("the page may look, and order nothing", () => {
  for (const what of ["state", "copies", "text/0/12", "page/0a1f.svg", "page.js"]) assert.ok(isAllowed(what), what);
  for (const what of ["open", "take", "copy/x.docx", "document/pdf", "news", "page/../state", "text/-1/2", "http://x/", "/etc", "state?x"]) {
    assert.ok(!isAllowed(what), what);
  }
});

void test("a build says what it wrote", () => {
  assert.equal(builtIn("đã ghi q.docx\n"), "q.docx");
  assert.equal(builtIn("1 cảnh báo\r\nđã ghi «C:\\Văn bản\\q.docx»\r\n"), "C:\\Văn bản\\q.docx");
  assert.equal(builtIn("q.yaml:1:1: lỗi\n"), undefined);
});

void test("what a new draft lacks is asked for, each once", () => {
  assert.equal(lackedIn("Error: thiếu --co-quan (cơ quan ban hành)", ["--co-quan", "--the-thuc"]), "--co-quan");
  assert.equal(lackedIn("Error: thể thức này không có tên loại «thong_tu»; có: nghi_quyet", ["--the-thuc"]), "--the-thuc");
  assert.equal(lackedIn("Error: thiếu --co-quan (cơ quan ban hành)", ["--the-thuc"]), undefined);
});
