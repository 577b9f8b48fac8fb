// Shows what was pushed to this browser, and opens the page that it speaks of.
"use strict";

self.addEventListener("push", (event) => {
  const said = event.data ? event.data.json() : {};
  const shown = { body: said.body || "", tag: said.tag || "", data: { path: said.path || "/" }, lang: "vi" };
  event.waitUntil(self.registration.showNotification(said.title || "Đôn Đốc", shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const target = new URL(event.notification.data.path, self.location.origin);
  if (target.origin !== self.location.origin) return;
  event.waitUntil(
    self.clients.matchAll({ type: "window", includeUncontrolled: true }).then((windows) => {
      const open = windows.find((one) => one.url === target.href);
      return open ? open.focus() : self.clients.openWindow(target.href);
    }),
  );
});
