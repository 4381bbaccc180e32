// The task pane's side of the worker: asks it, waits for answers, ends it when the user stops a button.

export class Stopped extends Error {}

export class Engine {
  /** `onState` is told "starting", "ready" or "broken", with a sentence for the last. */
  constructor(onState = () => {}) {
    this.onState = onState;
    this.waiting = new Map();
    this.next = 1;
    this.begin();
  }

  begin() {
    this.state = "starting";
    this.onState(this.state);
    this.worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => this.fail(event.message || "Its program could not be loaded.");
  }

  hear({ id, ready, broken, progress, text, failed }) {
    if (ready !== undefined) {
      this.state = "ready";
      this.milliseconds = ready;
      this.onState(this.state);
      return;
    }
    if (broken !== undefined) {
      this.fail(broken);
      return;
    }
    const asked = this.waiting.get(id);
    if (progress) {
      asked?.onProgress?.(...progress);
      return;
    }
    this.waiting.delete(id);
    if (failed === undefined) {
      asked?.resolve(text);
    } else {
      asked?.reject(new Error(failed));
    }
  }

  fail(reason) {
    this.state = "broken";
    this.onState(this.state, reason);
    for (const asked of this.waiting.values()) {
      asked.reject(new Error(reason));
    }
    this.waiting.clear();
  }

  /** Return the text that Python answers. `files` are put into its file system first. */
  ask(work, text, files = [], onProgress = null) {
    if (this.state === "broken") {
      return Promise.reject(new Error("Python did not start. Open the pane again."));
    }
    return new Promise((resolve, reject) => {
      const message = { id: this.next++, work, text, files };
      this.waiting.set(message.id, { resolve, reject, onProgress, message });
      this.worker.postMessage(message);
    });
  }

  /** End whatever a button is doing and start Python anew; cells that wait for an answer still get it. */
  stop() {
    this.worker.terminate();
    const asked = [...this.waiting.values()];
    this.waiting.clear();
    this.begin();
    for (const one of asked) {
      if (one.message.work === "functions") {
        this.waiting.set(one.message.id, one);
        this.worker.postMessage(one.message);
      } else {
        one.reject(new Stopped("Stopped. Nothing was written."));
      }
    }
  }
}
