// What is tested: built beforehand, by `./test` or by hand.

import { existsSync } from "node:fs";
import path from "node:path";

const target = path.resolve(process.env.CARGO_TARGET_DIR ?? "target");
const profile = process.env.JINGWEI_E2E_PROFILE ?? "debug";

/** The project's folder. */
export const project = path.resolve(import.meta.dirname, "../..");

/** Where screenshots and what a failure leaves are kept. */
export const artefacts = path.resolve(
  process.env.JINGWEI_E2E_ARTEFACTS ?? path.join(target, "e2e"),
);

function built(variable, name) {
  const file = process.env[variable] ?? path.join(target, profile, name);
  if (!existsSync(file)) throw new Error(`${file} is missing: build it, or name it in ${variable}`);
  return file;
}

export const programs = {
  /** The window with feature `drivable`. */
  get drivable() {
    return built("JINGWEI_E2E_DRIVABLE", "jingwei-desktop");
  },
  /** The window as it is released: nothing can drive it but keys and mouse. */
  get released() {
    return built("JINGWEI_E2E_RELEASED", "jingwei-desktop-released");
  },
  /** The command line, which makes vaults for the tests. */
  get cli() {
    return built("JINGWEI_BIN", "jingwei");
  },
};
