// Runs the end-to-end tests: `node tests/e2e/run.mjs [--times N] [WORDS…]`, the words being parts of the
// names of tests. Ends with 1 when one failed; the last line counts.

import { readdir } from "node:fs/promises";
import path from "node:path";
import { Desk, tests } from "./harness.mjs";
import { artefacts } from "./programs.mjs";

const args = process.argv.slice(2);
const times = args[0] === "--times" ? Number(args.splice(0, 2)[1]) : 1;

for (const file of (await readdir(import.meta.dirname)).sort()) {
  if (file.endsWith(".test.mjs")) await import(path.join(import.meta.dirname, file));
}
const chosen = tests.filter(({ name }) => args.every((word) => name.includes(word)));

/** A test that hangs fails; a whole story of a debug build on a busy machine takes a third of it. */
const ENDS_WITHIN = 300_000;

function inTime(work) {
  let timer;
  const late = new Promise((_, reject) => {
    const reason = new Error(`the test does not end within ${ENDS_WITHIN / 1000} s`);
    timer = setTimeout(() => reject(reason), ENDS_WITHIN);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Runs a test; returns whether it passed. */
async function run({ name, body }) {
  const began = performance.now();
  const desk = await Desk.of(name);
  let failure;
  try {
    await inTime(body(desk));
  } catch (error) {
    failure = error;
    await desk.keepFailure();
  }
  try {
    await desk.end();
  } catch (error) {
    failure ??= error;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${failure ? "FAILED" : "ok"}  ${name} (${seconds} s)`);
  if (failure) console.log(String(failure.stack ?? failure).replaceAll(/^/gm, "    "));
  return !failure;
}

let passed = 0;
for (let time = 1; time <= times; time += 1) {
  for (const each of chosen) passed += (await run(each)) ? 1 : 0;
}
const failed = chosen.length * times - passed;
console.log(`pictures and failures: ${artefacts}`);
console.log(`${passed} passed, ${failed} failed`);
// What a test left behind must not keep the run from ending.
process.exit(failed > 0 || passed === 0 ? 1 : 0);
