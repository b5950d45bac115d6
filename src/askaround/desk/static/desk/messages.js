// <message-switch data-key data-worker>: asks the browser for leave, subscribes, and sends its form with what it was given.
class MessageSwitch extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.status = this.querySelector("[role=status]");
    const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
    if (!able) return this.say("unable");
    if (Notification.permission === "denied") return this.say("denied");
    this.form.hidden = false;
    this.form.addEventListener("submit", this);
  }

  disconnectedCallback() {
    this.form.removeEventListener("submit", this);
  }

  async handleEvent(event) {
    event.preventDefault();
    if ((await Notification.requestPermission()) !== "granted") return this.say("denied");
    this.say("working");
    try {
      const given = (await this.subscribed()).toJSON();
      this.form.elements.address.value = given.endpoint;
      this.form.elements.p256dh.value = given.keys.p256dh;
      this.form.elements.auth.value = given.keys.auth;
      this.form.submit();
    } catch {
      this.say("failed");
    }
  }

  // A subscription to another key, from before the home moved, is given up first.
  async subscribed() {
    const registration = await navigator.serviceWorker.register(this.dataset.worker);
    const active = await new Promise((resolve) => {
      const worker = registration.active ?? registration.waiting ?? registration.installing;
      if (worker.state === "activated") resolve(registration);
      else worker.addEventListener("statechange", () => worker.state === "activated" && resolve(registration));
    });
    const options = { userVisibleOnly: true, applicationServerKey: this.dataset.key };
    try {
      return await active.pushManager.subscribe(options);
    } catch (error) {
      const old = await active.pushManager.getSubscription();
      if (!old) throw error;
      await old.unsubscribe();
      return active.pushManager.subscribe(options);
    }
  }

  say(name) {
    this.status.textContent = this.dataset[name];
  }
}

customElements.define("message-switch", MessageSwitch);
