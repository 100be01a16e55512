"use strict";
// Begins once all of the page is there.
const tellLost = () => say(_("Mất kết nối với «ctct watch»: lệnh đã dừng, hoặc đang khởi động lại."));

// What could not be asked for is asked for again: there may be no more news of it.
const follow = () => refresh().catch((fault) => {
  if (!(fault instanceof TypeError)) throw fault;
  tellLost();
  setTimeout(follow, 1000);
});

const news = door.listen(follow, tellLost);
news.addEventListener?.("drafts", refreshDrafts);
