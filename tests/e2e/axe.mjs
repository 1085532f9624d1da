// Accessibility by axe-core, injected into the page under test.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../ui/package.json", import.meta.url));
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds, one line an element; nothing is excused. */
export async function axeProblems(screen) {
  await screen.browser.execute(axe);
  const violations = await screen.browser.executeAsync((done) => {
    window.axe
      .run(document, { resultTypes: ["violations"] })
      .then((result) => done(result.violations))
      .catch((error) =>
        done([{ id: "axe", help: String(error), nodes: [{ target: ["document"] }] }]),
      );
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary = "" }) =>
        `${id}: ${help}\n  at ${target.join(" ")}\n  ${failureSummary.split("\n").slice(1).join("; ").trim()}`,
    ),
  );
}
