"use strict";

// The draft's text beside the pages, and the way from a line of it to an editor.

let shown = null; // the place in the draft that the source pane shows: {file, line}
let turns = 0; // how many times the source pane was asked to show something, or nothing

async function showSource(file, line) {
  const turn = ++turns;
  const answer = await door.ask(`text/${file}/${line}`);
  if (turn !== turns) return; // meanwhile another line was asked for, or none
  if (!answer.ok) return hideSource();
  const { first, lines } = await answer.json();
  if (turn !== turns) return;
  shown = { file, line };
  const notes = new Map();
  for (const one of state.findings) if (one.file === file) notes.set(one.line, [...(notes.get(one.line) || []), one]);
  at("lines").replaceChildren(...lines.map((text, index) => {
    const number = first + index;
    const row = make("li", number === line ? { class: "here", "aria-current": "location" } : {}, make("span", {}, String(number)), make("code", {}, text));
    for (const one of notes.get(number) || []) row.append(make("div", { class: `note ${one.severity}` }, one.message));
    return row;
  }));
  at("source-title").textContent = _("{file}, dòng {line}", { file: state.files[file], line });
  at("edit").hidden = !state.editor;
  at("source").hidden = false;
  document.body.classList.add("reading");
  document.querySelector("#lines .here")?.scrollIntoView({ block: "center" });
}

function hideSource() {
  turns += 1;
  shown = null;
  at("source").hidden = true;
  document.body.classList.remove("reading");
}

async function edit() {
  const order = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(shown) };
  const answer = await fetch("open", order);
  const wrong = answer.ok ? (await answer.json()).wrong : _("không mở được trình soạn thảo");
  if (wrong) say(wrong);
}

async function open(file, line) {
  if (door.lead) return door.lead(state.files[file], line);
  await showSource(file, line);
  if (state.editor && shown) await edit();
}

at("close").addEventListener("click", hideSource);
at("edit").addEventListener("click", edit);
