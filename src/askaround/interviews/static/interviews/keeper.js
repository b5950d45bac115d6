// <talk-keeper data-worker data-page>: has the page of a talk put by, so that it opens without a network, and says whether it does.

const CANNOT = "This browser cannot open the talk without a network: open it before, and leave it open.";

class TalkKeeper extends HTMLElement {
  async connectedCallback() {
    // Plain http from another machine: there is no service worker. The talk still works while its tab lives.
    if (!navigator.serviceWorker) return this.say(CANNOT);
    try {
      await navigator.serviceWorker.register(this.dataset.worker, { scope: "/interviews/" });
      const { active } = await navigator.serviceWorker.ready;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => this.say(data ? "It opens without a network." : CANNOT);
      active.postMessage({ keep: this.dataset.page }, [port2]);
    } catch {
      this.say(CANNOT);
    }
  }

  say(words) {
    this.textContent = words;
  }
}

customElements.define("talk-keeper", TalkKeeper);
