// Collects the licences of everything that is linked into the window, for the installers.
//
//     node src-tauri/notices.mjs
//
// Writes docs/licenses/npm-packages.txt and docs/licenses/rust-crates.txt from what is installed and locked
// now; `tauri build` does it before it bundles. Neither is kept in the repository: they would only go stale.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PROJECT = join(dirname(fileURLToPath(import.meta.url)), "..");
const TARGETS = [
  "x86_64-pc-windows-msvc",
  "aarch64-apple-darwin",
  "x86_64-apple-darwin",
  "x86_64-unknown-linux-gnu",
];
const NOTICE = /^(licen[cs]e|copying|notice|unlicense)/i;

/** The packages of the page: those that npm installs for production. */
function npmPackages() {
  const lock = JSON.parse(readFileSync(join(PROJECT, "ui/package-lock.json"), "utf8"));
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional, optional }]) => path && !dev && !devOptional && !optional)
    .map(([path, { version, license }]) => ({
      name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
      version,
      license,
      folder: join(PROJECT, "ui", path),
    }));
}

/** The crates of the window on any of the systems, macros among them; not those of tests and build scripts. */
function rustCrates() {
  const cargo = (...words) =>
    execFileSync("cargo", words, { cwd: PROJECT, encoding: "utf8", maxBuffer: 1 << 28 });
  const tree = (target) =>
    cargo(
      "tree",
      "--locked",
      "-p",
      "jingwei-desktop",
      "-e",
      "normal",
      "--target",
      target,
      "--prefix",
      "none",
    );
  const linked = new Set(
    TARGETS.flatMap((target) => tree(target).split("\n")).map((line) =>
      line.split(" ", 2).join(" "),
    ),
  );
  return JSON.parse(cargo("metadata", "--locked", "--format-version", "1"))
    .packages.filter(({ name, version, source }) => source && linked.has(`${name} v${version}`))
    .map(({ name, version, license, manifest_path, repository }) => ({
      name,
      version,
      license,
      repository,
      folder: dirname(manifest_path),
    }));
}

/** The texts of a package's licences. Where it offers a choice, Apache 2.0, which comes once with Jingwei, is left out. */
function texts({ folder, license }) {
  const files = readdirSync(folder, { recursive: true })
    .filter((path) => !path.includes("node_modules"))
    .filter(
      (path) => NOTICE.test(path.split(/[\\/]/).at(-1)) && !/\.(rs|js|json|html)$/.test(path),
    );
  const others = files.filter((path) => !/apache/i.test(path));
  const chosen = /\bOR\b|\//.test(license ?? "") && others.length > 0 ? others : files;
  return chosen.flatMap((path) => {
    try {
      return [readFileSync(join(folder, path), "utf8").replaceAll("\r\n", "\n").trim()];
    } catch (error) {
      if (error.code === "EISDIR") return [];
      throw error;
    }
  });
}

/** One file: each text once, under the names of all that carry it. */
function write(name, packages) {
  const carriers = new Map();
  for (const one of packages) {
    const found = texts(one);
    if (found.length === 0) found.push(`Licence: ${one.license}. The package holds no text of it.`);
    for (const text of found) {
      const key = text.replace(/\s+/g, " ");
      const group = carriers.get(key) ?? { text, names: new Set() };
      const from = one.repository ? `, ${one.repository}` : "";
      group.names.add(`${one.name} ${one.version} (${one.license}${from})`);
      carriers.set(key, group);
    }
  }
  const rule = "=".repeat(80);
  const parts = [...carriers.values()].map(
    ({ text, names }) => `${rule}\n${[...names].sort().join("\n")}\n${rule}\n\n${text}\n`,
  );
  writeFileSync(join(PROJECT, "docs/licenses", name), parts.join("\n"));
}

write("npm-packages.txt", npmPackages());
write("rust-crates.txt", rustCrates());
