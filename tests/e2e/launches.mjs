// Starts the program many times and says how long each start took until the page had painted:
// `node tests/e2e/launches.mjs 60`. Ends with 1 when a start failed.

import { until } from "./processes.mjs";
import { programs } from "./programs.mjs";
import { openWindow } from "./window.mjs";

const PAINTS_WITHIN = 15_000;
const launches = Number(process.argv[2] ?? 60);

/** Milliseconds until the first frame with content. */
async function launch() {
  const began = performance.now();
  const window = await openWindow({ program: programs.drivable });
  try {
    await until(
      () => window.browser.execute(() => Boolean(document.querySelector("#root")?.innerText)),
      PAINTS_WITHIN,
      "the page stays empty",
    );
    await window.browser.executeAsync((done) =>
      requestAnimationFrame(() => requestAnimationFrame(done)),
    );
    return performance.now() - began;
  } finally {
    await window.close();
  }
}

const times = [];
for (let number = 1; number <= launches; number += 1) {
  try {
    times.push(await launch());
  } catch (error) {
    console.log(`launch ${number}: ${error.message.split("\n")[0]}`);
  }
}
times.sort((one, other) => one - other);
const at = (share) =>
  Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]);
console.log(
  `${times.length} of ${launches} launches painted; ms to the first frame, driver included: ` +
    `median ${at(0.5)}, 95th ${at(0.95)}, slowest ${at(1)}`,
);
process.exitCode = times.length === launches ? 0 : 1;
