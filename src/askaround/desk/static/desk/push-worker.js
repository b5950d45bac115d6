// Shows the messages that Askaround sends to this browser, and opens the page that each is about.

self.addEventListener("push", (event) => {
  const told = event.data?.json() ?? {};
  const { title = "Askaround", body = "Something is due.", tag, url = "/" } = told;
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: { url } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data?.url ?? "/", self.location.origin);
  if (address.origin === self.location.origin) event.waitUntil(self.clients.openWindow(address.href));
});
