// What the tests start from: files of the repository, and vaults made by the command line.

import { execFileSync } from "node:child_process";
import path from "node:path";
import { programs, project } from "./programs.mjs";

/** Of every vault that a test makes; of letters that every keyboard has. */
export const passphrase = "tests only: seven quiet herons";

/** A file of `tests/fixtures`. */
export const fixture = (name) => path.join(project, "tests/fixtures", name);

/** Runs the command line and returns what it printed. */
export function jingwei(...args) {
  const printed = execFileSync(programs.cli, [...args, "--json"], {
    env: { ...process.env, JINGWEI_PASSPHRASE: passphrase },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return JSON.parse(printed);
}

/** `FOLDER/desk.vault` of the fictional client manager 林晓, with these files imported. */
export function makeVault(folder, ...files) {
  const vault = path.join(folder, "desk.vault");
  jingwei("vault", "create", "--vault", vault, "--owner", "林晓", "--staff", "000001");
  if (files.length > 0) jingwei("import", "--vault", vault, ...files);
  return vault;
}

/** `FOLDER/demo.vault` with the demo portfolio. */
export function makeDemoVault(folder) {
  jingwei("demo", "--out", folder);
  return path.join(folder, "demo.vault");
}
