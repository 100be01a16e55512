// The editor beside the pages of `ctct watch --edit`.
import { afterNews, begin, save } from "./draft.js";
import { openLanguage } from "./language.js";
import { arrange, equip, lead } from "./panes.js";
import { makeView } from "./view.js";

async function start() {
  const opened = await (await fetch("draft", { cache: "no-store" })).json();
  const place = arrange(opened);
  if (opened.wrong) return;
  const view = makeView(place, opened);
  equip(view);
  begin(view, opened);
  openLanguage(view, opened);
  door.lead = (name, line) => lead(view, name, line);
  // The page says which edition it shows; with each there may be another text on the disk.
  new MutationObserver(() => afterNews(view)).observe(document.body, { attributes: true, attributeFilter: ["data-number"] });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s" || event.defaultPrevented) return;
    event.preventDefault();
    save(view);
  });
  view.focus();
}

start();
