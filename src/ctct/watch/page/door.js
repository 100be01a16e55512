"use strict";

// How the page reaches what it shows. An editor that shows the page in a window of its own puts another door here, which also
// has `lead`: to the line itself, in the editor.
const door = {
  heard: null, // what is new in the last edition came with the news of it
  ask: (what) => {
    const { heard } = door;
    if (heard === null || what !== `state/${heard.since}`) return fetch(what, { cache: "no-store" });
    door.heard = null;
    return Promise.resolve({ ok: true, json: () => Promise.resolve(heard) });
  },
  draw: (image, mark) => { image.src = `page/${mark}.svg`; },
  listen: (hear, lost) => {
    const news = new EventSource("news/state");
    news.addEventListener("state", ({ data }) => { door.heard = JSON.parse(data); });
    news.onmessage = hear;
    news.onerror = lost;
    return news;
  },
};
