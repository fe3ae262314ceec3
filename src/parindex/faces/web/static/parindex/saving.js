// Saving in the background: one request at a time, retried until the server has answered. What is not
// yet saved is kept in this browser too, so that a crash loses nothing.
const QUIET = 900, FIRST_RETRY = 2000, LONGEST_RETRY = 30000, TOO_LONG = 20000;

export class Saver {
  // tell(event, leaf, data): "typing", "saving", "saved", "lost", "refused", "overtaken", "locked", "expired"
  constructor(tell) {
    this.tell = tell;
    this.waiting = new Map();
    this.seen = new Map();
    this.busy = false;
    this.timer = 0;
    this.pause = FIRST_RETRY;
    addEventListener("online", () => { this.pause = FIRST_RETRY; this.now(); });
    addEventListener("pagehide", () => this.last());
  }

  keep(leaf, item) {
    const typed = { ...item, stopped: false };
    this.waiting.set(leaf, typed);
    remember(typed);
    this.tell("typing", leaf);
    this.soon(QUIET);
  }

  saw(leaf, number) { this.seen.set(leaf, number); }

  drop(leaf) {
    const item = this.waiting.get(leaf);
    if (item) forget(item.draft);
    this.waiting.delete(leaf);
  }

  soon(wait) { clearTimeout(this.timer); this.timer = setTimeout(() => this.now(), wait); }

  async now() {
    clearTimeout(this.timer);
    if (this.busy) return;
    const next = [...this.waiting].find(([, item]) => !item.stopped);
    if (!next) return;
    this.busy = true;
    await this.send(...next);
    this.busy = false;
    if ([...this.waiting.values()].some((item) => !item.stopped)) this.soon(this.pause > FIRST_RETRY ? this.pause : 0);
  }

  async send(leaf, item) {
    this.tell("saving", leaf);
    let answer, data;
    try {
      answer = await fetch(item.url, { method: "POST", body: this.body(leaf, item), signal: AbortSignal.timeout(TOO_LONG) });
      data = answer.redirected ? null : await answer.json().catch(() => null);
    } catch { answer = null; }
    if (!answer || answer.status >= 500) return this.lost(leaf);
    this.pause = FIRST_RETRY;
    if (answer.ok && data) return this.saved(leaf, item, data);
    if (this.waiting.get(leaf) === item) item.stopped = true;
    const what = { 409: "overtaken", 422: "refused", 400: "refused", 423: "locked" }[answer.status] || "expired";
    this.tell(what, leaf, data);
  }

  body(leaf, item) {
    const body = new URLSearchParams(item.body);
    body.set("seen", this.seen.get(leaf) ?? item.seen);
    return body;
  }

  saved(leaf, item, data) {
    this.seen.set(leaf, String(data.number));
    if (this.waiting.get(leaf) === item) { this.waiting.delete(leaf); forget(item.draft); }
    this.tell(this.waiting.size ? "typing" : "saved", leaf, data);
    this.tell("stands", leaf, data);
  }

  lost(leaf) {
    this.tell("lost", leaf);
    this.pause = Math.min(this.pause * 2, LONGEST_RETRY);
    this.soon(this.pause);
  }

  // The page goes away: what is waiting is sent once more without waiting for the answer.
  last() {
    for (const [leaf, item] of this.waiting) if (!item.stopped) fetch(item.url, { method: "POST", body: this.body(leaf, item), keepalive: true }).catch(() => {});
  }
}

export function remembered(draft) {
  try { return JSON.parse(localStorage.getItem(draft)); } catch { return null; }
}

export function forget(draft) {
  try { localStorage.removeItem(draft); } catch { /* a browser that keeps nothing */ }
}

function remember(item) {
  try { localStorage.setItem(item.draft, JSON.stringify({ body: item.body, at: Date.now() })); } catch { /* full, or not allowed */ }
}
