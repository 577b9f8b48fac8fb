// The panel that turns push messages on and off for this browser.
"use strict";

(() => {
  const panel = document.getElementById("push");
  if (!panel || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const state = document.getElementById("push-state");
  const turnOn = document.getElementById("push-turn-on");
  const turnOff = document.getElementById("push-turn-off");
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };

  const bytesOf = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const textOf = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  // Without the release in its address: a worker of another release takes the place of this one and keeps the subscription.
  const registered = async () => navigator.serviceWorker.register(panel.dataset.worker.split("?")[0]);
  const subscribed = async () => (await registered()).pushManager.getSubscription();

  async function known(endpoint) {
    const answer = await fetch(panel.dataset.url, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).items.find((one) => one.endpoint === endpoint);
  }

  async function show() {
    const own = await subscribed();
    const isOn = Boolean(own && (await known(own.endpoint)));
    state.textContent =
      Notification.permission === "denied" ? panel.dataset.denied : isOn ? panel.dataset.on : panel.dataset.off;
    turnOn.hidden = isOn || Notification.permission === "denied";
    turnOff.hidden = !isOn;
    panel.hidden = false;
  }

  async function begin() {
    if ((await Notification.requestPermission()) !== "granted") return;
    const worker = await registered();
    const options = { userVisibleOnly: true, applicationServerKey: bytesOf(panel.dataset.key) };
    const own = (await worker.pushManager.getSubscription()) || (await worker.pushManager.subscribe(options));
    const body = JSON.stringify({
      endpoint: own.endpoint,
      public_key: textOf(own.getKey("p256dh")),
      auth: textOf(own.getKey("auth")),
    });
    const answer = await fetch(panel.dataset.url, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(String(answer.status));
  }

  async function end() {
    const own = await subscribed();
    if (!own) return;
    const found = await known(own.endpoint);
    if (found) {
      const answer = await fetch(`${panel.dataset.url}/${found.id}`, { method: "DELETE", headers });
      if (!answer.ok) throw new Error(String(answer.status));
    }
    await own.unsubscribe();
  }

  const run = (act) => async () => {
    turnOn.disabled = turnOff.disabled = true;
    try {
      await act();
      await show();
    } catch {
      state.textContent = panel.dataset.failed;
      panel.hidden = false;
    } finally {
      turnOn.disabled = turnOff.disabled = false;
    }
  };
  turnOn.addEventListener("click", run(begin));
  turnOff.addEventListener("click", run(end));
  run(async () => undefined)();
})();
