// Talks with the language server that runs beside the page's own server: what is said goes in orders, one after the other; what
// it answers comes as news. Another page that opens the draft gets a server of its own, and this one none.
import { showDiagnostics } from "./findings.js";
import { takenOver } from "./draft.js";
import { tellLanguageStatus } from "./panes.js";

let session = null;
let uri = "";
let version = 0;
let count = 0;
let sending = false;
let outbox = [];
let asked = new Map();

export const known = () => version;

function forget() {
  session = null;
  outbox = [];
  for (const answer of asked.values()) answer(null);
  asked = new Map();
}

/** Begins to listen; the server that is there then is told of the text as it stands. */
export function openLanguage(view, opened) {
  uri = opened.uri;
  tellLanguageStatus(_("đang khởi động gợi ý và kiểm tra…"));
  const source = new EventSource("lsp");
  source.addEventListener("session", ({ data }) => {
    forget();
    session = data;
    version += 1;
    const languageId = opened.markdown ? "markdown" : "yaml";
    tell("textDocument/didOpen", { textDocument: { uri, languageId, version, text: view.state.doc.toString() } });
  });
  source.addEventListener("taken", () => {
    forget();
    source.close();
    tellLanguageStatus("");
    takenOver(view);
  });
  source.onmessage = ({ data }) => {
    tellLanguageStatus("");
    hear(view, JSON.parse(data));
  };
  // The browser asks again in a few seconds, and gets another server.
  source.onerror = () => {
    forget();
    tellLanguageStatus(_("mất gợi ý và kiểm tra, đang nối lại…"));
  };
}

function hear(view, message) {
  if (message.method === "textDocument/publishDiagnostics") {
    if (message.params.uri === uri && message.params.version === version) showDiagnostics(view, message.params.diagnostics);
  } else if (message.method === undefined) {
    asked.get(message.id)?.(message.result ?? null);
    asked.delete(message.id);
  }
}

async function flush() {
  if (sending) return;
  sending = true;
  while (outbox.length && session) {
    const said = outbox;
    outbox = [];
    await fetch(`lsp/${session}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(said) })
      .catch(() => {}); // the server has gone: what it knew is told to the next one
  }
  sending = false;
}

function say(message) {
  if (!session) return;
  outbox.push({ jsonrpc: "2.0", ...message });
  flush();
}

export const tell = (method, params) => say({ method, params });

/** Asks about the draft; null is the answer of none. */
export function ask(method, params) {
  if (!session) return Promise.resolve(null);
  count += 1;
  const id = count;
  const answer = new Promise((resolve) => asked.set(id, resolve));
  say({ id, method, params: { textDocument: { uri }, ...params } });
  return answer;
}

// Positions are those of the text before, so the last change comes first.
export function tellLanguage({ changes, startState }) {
  const told = [];
  changes.iterChanges((from, to, _from, _to, inserted) =>
    told.unshift({ range: rangeOf(startState.doc, from, to), text: inserted.toString() }));
  version += 1;
  tell("textDocument/didChange", { textDocument: { uri, version }, contentChanges: told });
}

export function positionOf(doc, at) {
  const line = doc.lineAt(at);
  return { line: line.number - 1, character: at - line.from };
}

export const rangeOf = (doc, from, to) => ({ start: positionOf(doc, from), end: positionOf(doc, to) });

export function offsetOf(doc, { line, character }) {
  if (line >= doc.lines) return doc.length;
  const found = doc.line(line + 1);
  return Math.min(found.from + character, found.to);
}

/** Returns the changes that edits of the language server make of a text. */
export const changesOf = (doc, edits) =>
  edits.map(({ range, newText }) => ({ from: offsetOf(doc, range.start), to: offsetOf(doc, range.end), insert: newText }));

/** Makes the edits of an action of the language server. */
export function carryOut(view, action, event) {
  const edits = action.edit?.changes?.[uri];
  if (edits) view.dispatch({ changes: changesOf(view.state.doc, edits), userEvent: event, scrollIntoView: true });
}
