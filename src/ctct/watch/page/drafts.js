"use strict";

// The drafts of a folder that is watched: one is shown, the others are a click away.

const here = Number(location.pathname.split("/").at(-2));
let drafts = [];

const SIGNS = { error: "✗", warning: "▲", advice: "●" };

function tallyOf(draft) {
  if (!draft.checked) return ["…", "đang kiểm tra", ""];
  const counted = ["error", "warning", "advice"].filter((one) => draft[one]);
  if (!counted.length) return ["✓", "không có lỗi", "good"];
  const said = counted.map((one) => `${draft[one]} ${NAMES[one]}`).join(", ");
  return [counted.map((one) => `${SIGNS[one]} ${draft[one]}`).join(" "), said, counted[0]];
}

function draftItem(draft) {
  const [sign, said, severity] = tallyOf(draft);
  const cut = draft.name.lastIndexOf("/") + 1;
  const name = make("span", { class: "name" }, draft.name.slice(cut));
  if (cut) name.prepend(make("small", {}, draft.name.slice(0, cut)));
  const tally = make("span", { class: `tally ${severity}`, title: said }, make("span", { "aria-hidden": "true" }, sign));
  tally.append(make("span", { class: "unseen" }, said));
  const link = make("a", { href: `../${draft.number}/`, title: draft.name }, name, " ", tally);
  if (draft.number === here) link.setAttribute("aria-current", "page");
  return make("li", {}, link);
}

async function refreshDrafts() {
  const answer = await door.ask("drafts");
  if (!answer.ok) return;
  const told = await answer.json();
  drafts = told.drafts;
  at("drafts-title").textContent = `${told.folder} (${drafts.length})`;
  unpressed("drafts", () => renew(at("drafts-list"), ...drafts.map(draftItem)));
  at("drafts").hidden = false;
  document.querySelector("#views [data-view=drafts]").hidden = false;
  document.body.classList.add("folder");
}

function goDraft(by) {
  if (!drafts.length) return;
  const now = drafts.findIndex((one) => one.number === here);
  const next = drafts[now < 0 ? 0 : (now + by + drafts.length) % drafts.length];
  if (next.number !== here) location.assign(`../${next.number}/`);
}
