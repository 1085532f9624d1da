// How long the page takes from an input to the last frame it causes, measured inside the page: the driver's
// own time does not count.

import { until as waitUntil } from "./processes.mjs";

/**
 * Does something once and returns milliseconds from the input event to the frame after the last change of
 * the page that followed it, `null` if nothing changed. With `first` it returns both `first`, to the frame
 * that shows what this selector names, and `last`.
 *
 * @param {"keydown" | "mousedown" | "click"} event what the page hears first of `act`
 * @param {{ first?: string, until?: string, besides?: string, quiet?: number, most?: number }} options `until`: what must be
 *   there before the page has settled, as a selector; `besides`: what does not count, as a selector; `quiet`:
 *   after how long without a change it has settled
 */
export async function timed(
  screen,
  event,
  act,
  { first = null, until = first ?? "body", besides = null, quiet = 400, most = 60_000 } = {},
) {
  await screen.browser.execute(arm, event, besides, first);
  await act();
  let settled;
  await waitUntil(
    async () => {
      settled = await screen.browser.execute(look, until, quiet);
      return settled;
    },
    most,
    `the page does not settle, or shows no ${until}`,
  );
  return first ? settled : settled.last;
}

/** Runs in the page. */
function arm(event, besides, first) {
  const watch = { at: null, first: null, last: null, unpainted: 0 };
  window.stopwatch = watch;
  addEventListener(
    event,
    ({ timeStamp }) => {
      watch.at ??= timeStamp;
    },
    { capture: true, once: true },
  );
  const counts = ({ target }) => {
    const element = target instanceof Element ? target : target.parentElement;
    return !besides || !element?.closest(besides);
  };
  watch.observer = new MutationObserver((changes) => {
    if (watch.at === null || !changes.some(counts)) return;
    watch.unpainted += 1;
    const isFirst = first && watch.first === null && document.querySelector(first) !== null;
    // After the frame that shows the change: a task queued in a frame's callback runs once it is painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        watch.last = performance.now();
        watch.unpainted -= 1;
        if (isFirst) watch.first ??= watch.last;
        port1.close();
      };
      port2.postMessage(null);
    });
  });
  watch.observer.observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
}

/** Runs in the page: nothing until it has settled. */
function look(until, quiet) {
  const { stopwatch: watch } = window;
  // What is there and not painted yet would be told by the frame before it.
  if (watch.unpainted > 0) return null;
  const since = watch.last ?? watch.at;
  // A first change may be long in coming; what follows it is not.
  const enough = watch.last === null ? 4 * quiet : quiet;
  if (since === null || performance.now() - since < enough || !document.querySelector(until)) {
    return null;
  }
  watch.observer.disconnect();
  const fromInput = (time) => (time === null ? null : time - watch.at);
  return { first: fromInput(watch.first), last: fromInput(watch.last) };
}

/** Records frames while `act` runs: how many, which took longer than 25 ms, and what was under way then. */
export async function frames(screen, act) {
  await screen.browser.execute(() => {
    const record = { times: [], calls: [], on: true, fetch: window.fetch };
    window.frameRecord = record;
    // Commands go by `fetch`, but WebKit keeps no resource timings of a scheme of our own.
    window.fetch = async (resource, ...rest) => {
      const call = { name: String(resource).split("/").at(-1), began: performance.now(), ended: Infinity };
      record.calls.push(call);
      try {
        return await record.fetch.call(window, resource, ...rest);
      } finally {
        call.ended = performance.now();
      }
    };
    const frame = (time) => {
      record.times.push(time);
      if (record.on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await act();
  return screen.browser.execute(() => {
    const { frameRecord: record } = window;
    record.on = false;
    window.fetch = record.fetch;
    const dropped = [];
    for (let at = 1; at < record.times.length; at += 1) {
      const [began, ended] = [record.times[at - 1], record.times[at]];
      if (ended - began <= 25) continue;
      const underWay = record.calls
        .filter((call) => call.began < ended && call.ended > began)
        .map((call) => call.name);
      dropped.push({
        ms: Math.round(ended - began),
        underWay: [...new Set(underWay)],
      });
    }
    return { frames: record.times.length, dropped };
  });
}
