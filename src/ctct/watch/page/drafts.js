"use strict";

// The drafts of a folder that is watched: one is shown, the others are a click away.

const here = Number(location.pathname.split("/").at(-2));
let drafts = [];
let listed = -1; // the list that is shown
let listing = false;
let listAgain = false;

const SIGNS = { error: "✗", warning: "▲", advice: "●" };

function tallyOf(draft) {
  if (!draft.checked) return ["…", _("đang kiểm tra"), ""];
  const counted = ["error", "warning", "advice"].filter((one) => draft[one]);
  if (!counted.length) return ["✓", _("không có lỗi"), "good"];
  const said = counted.map((one) => _("{count} {severity}", { count: draft[one], severity: NAMES[one] })).join(", ");
  return [counted.map((one) => `${SIGNS[one]} ${draft[one]}`).join(" "), said, counted[0]];
}

function draftItem(draft) {
  const [sign, said, severity] = tallyOf(draft);
  const cut = draft.name.lastIndexOf("/") + 1;
  const name = make("span", { class: "name" }, draft.name.slice(cut));
  if (cut) name.prepend(make("small", {}, draft.name.slice(0, cut)));
  const tally = make("span", { class: `tally ${severity}`, title: said }, make("span", { "aria-hidden": "true" }, sign));
  tally.append(make("span", { class: "unseen" }, said));
  const copies = draft.copies ? [make("span", { class: "tally", title: _("{count} bản sửa gửi về", { count: draft.copies }) }, `✎ ${draft.copies}`), " "] : [];
  const link = make("a", { href: `../${draft.number}/`, title: draft.name }, name, " ", ...copies, tally);
  if (draft.number === here) link.setAttribute("aria-current", "page");
  return make("li", {}, link);
}

// Of thousands of drafts only those are told, and made anew, of which something else is said.
async function learnDrafts() {
  const answer = await door.ask(listed < 0 ? "drafts" : `drafts/${listed}`);
  if (!answer.ok) return;
  const told = await answer.json();
  const news = new Map(told.drafts.map((one) => [one.number, one]));
  drafts = told.whole ? told.drafts : drafts.map((one) => news.get(one.number) ?? one);
  listed = told.edition;
  at("drafts-title").textContent = `${told.folder} (${drafts.length})`;
  unpressed("drafts", showDrafts);
}

function showDrafts() {
  const list = at("drafts-list");
  const known = new Map([...list.children].map((item) => [item.number, item]));
  const items = drafts.map((draft) => {
    const said = JSON.stringify(draft);
    const item = known.get(draft.number);
    if (item?.said === said) return item;
    return Object.assign(draftItem(draft), { said, number: draft.number, name: plain(draft.name) });
  });
  const isFirst = !list.children.length;
  if (items.length !== list.children.length || items.some((item, index) => item.number !== list.children[index].number)) renew(list, ...items);
  else items.forEach((item, index) => { if (item !== list.children[index]) exchange(list.children[index], item); });
  seek();
  at("drafts").hidden = false;
  document.querySelector("#views [data-view=drafts]").hidden = false;
  document.body.classList.add("folder");
  if (isFirst) list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

function exchange(old, item) {
  const hadFocus = old.contains(document.activeElement);
  old.replaceWith(item);
  if (hadFocus) item.firstChild.focus({ preventScroll: true });
}

async function refreshDrafts() {
  if (listing) { listAgain = true; return; }
  listing = true;
  try {
    do {
      listAgain = false;
      await learnDrafts();
    } while (listAgain);
  } finally {
    listing = false;
  }
}

// What is sought is found with and without accents.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll(/[đĐ]/g, "d").toLowerCase();

function seek() {
  const words = plain(at("drafts-find").value).split(/\s+/);
  for (const item of at("drafts-list").children) item.hidden = !words.every((word) => item.name.includes(word));
}

// Whoever goes from one draft found to the next has not sought in vain.
at("drafts-find").value = kept.read("find", "");
at("drafts-find").addEventListener("input", () => {
  kept.write("find", at("drafts-find").value);
  seek();
});

function goDraft(by) {
  const found = [...at("drafts-list").children].filter((item) => !item.hidden || item.number === here).map((item) => item.number);
  if (!found.length) return;
  const now = found.indexOf(here);
  const next = found[now < 0 ? 0 : (now + by + found.length) % found.length];
  if (next !== here) location.assign(`../${next}/`);
}
