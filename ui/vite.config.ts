import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/**
 * The window freezes `Object.prototype` (`freezePrototype`), and an assignment to a name that a frozen
 * prototype holds throws. Some packages assign such a name to an object of theirs as they start; defining it
 * is the same thing, allowed.
 */
const MENDED = [
  {
    // ECharts assigns `constructor` to a plain object.
    file: "/echarts/lib/core/Scheduler.js",
    assigned: "target[name_1] = noop;",
    defined:
      "Object.defineProperty(target, name_1, { value: noop, writable: true, configurable: true, enumerable: true });",
  },
  {
    // dayjs assigns `toString` and `valueOf` to its prototype: given its own first, it may.
    file: "/dayjs/dayjs.min.js",
    assigned: "var m=M.prototype;",
    defined:
      'var m=M.prototype;for(const k of["toString","valueOf"])Object.defineProperty(m,k,{writable:!0,configurable:!0,value:m[k]});',
  },
];

const onFrozenPrototypes: Plugin = {
  name: "on-frozen-prototypes",
  transform(code, id) {
    const path = id.replaceAll("\\", "/").replace(/\?.*$/, "");
    const mended = MENDED.find(({ file }) => path.endsWith(file));
    if (!mended) return;
    if (!code.includes(mended.assigned))
      this.error(`${mended.file} no longer assigns what a frozen prototype holds: is this needed?`);
    return code.replace(mended.assigned, mended.defined);
  },
};

const START = "start";

/** The start page stands before antd is read (`components/Button.tsx`), as long as nothing of it imports antd. */
const startWithoutAntd: Plugin = {
  name: "start-without-antd",
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      const heavy =
        chunk.type === "chunk" &&
        chunk.name === START &&
        chunk.moduleIds.find((id) => /[\\/]antd[\\/]/.test(id));
      if (heavy) this.error(`the start page reads ${heavy}`);
    }
  },
};

export default defineConfig({
  plugins: [react(), onFrozenPrototypes, startWithoutAntd],
  optimizeDeps: { rolldownOptions: { plugins: [onFrozenPrototypes] } },
  clearScreen: false,
  build: {
    target: "es2022",
    // The policy of the window allows no inline or data: resource.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // The start page in one file and nothing beside it: each further one is another question to the shell.
        codeSplitting: { groups: [{ name: START, tags: ["$initial"] }] },
      },
    },
  },
});
