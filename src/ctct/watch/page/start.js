"use strict";
// Begins once all of the page is there.
const news = door.listen(refresh, () => say(_("Mất kết nối với «ctct watch»: lệnh đã dừng, hoặc đang khởi động lại.")));
news.addEventListener?.("drafts", refreshDrafts);
