// The WebSocket. It reconnects by itself; whatever has no answer yet is sent again with the same id, and acts once.

const SOONEST = 400; // milliseconds
const LATEST = 5000;

export class Link {
  // `hear` gets every message but answers; `lost` is told true when the line breaks and false when it stands again.
  constructor(hear, lost) {
    this.hear = hear;
    this.lost = lost;
    this.unanswered = new Map();
    this.ready = false;
    this.wait = SOONEST;
    this.connect();
  }

  // The answer comes as a promise, however often the line breaks before it.
  ask(action) {
    const id = crypto.randomUUID();
    return new Promise((resolve) => {
      const raw = JSON.stringify({ id, ...action });
      this.unanswered.set(id, { raw, resolve });
      if (this.ready) this.socket.send(raw);
    });
  }

  connect() {
    this.socket = new WebSocket(`ws://${location.host}/live`);
    this.socket.addEventListener("message", (event) => this.received(JSON.parse(event.data)));
    this.socket.addEventListener("close", () => {
      this.ready = false;
      this.lost(true);
      setTimeout(() => this.connect(), this.wait);
      this.wait = Math.min(this.wait * 1.7, LATEST);
    });
  }

  received(message) {
    if (message.type === "answer") {
      this.unanswered.get(message.re)?.resolve(message);
      this.unanswered.delete(message.re);
      return;
    }
    if (message.type === "state") {
      this.ready = true;
      this.wait = SOONEST;
      this.lost(false);
    }
    this.hear(message);
    if (message.type === "state") this.unanswered.forEach(({ raw }) => this.socket.send(raw));
  }
}
