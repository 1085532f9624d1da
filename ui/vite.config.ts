import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const ASSIGNED = "target[name_1] = noop;";
const DEFINED =
  "Object.defineProperty(target, name_1, { value: noop, writable: true, configurable: true, enumerable: true });";

/**
 * The window freezes `Object.prototype` (`freezePrototype`), and an assignment to a name that a frozen
 * prototype holds throws. ECharts assigns `constructor` to a plain object as it starts; defining it is
 * the same thing, allowed.
 */
const echartsOnFrozenPrototypes: Plugin = {
  name: "echarts-on-frozen-prototypes",
  transform(code, id) {
    if (!id.replaceAll("\\", "/").endsWith("/echarts/lib/core/Scheduler.js")) return;
    if (!code.includes(ASSIGNED))
      this.error("echarts no longer assigns its mocks: is this needed?");
    return code.replace(ASSIGNED, DEFINED);
  },
};

export default defineConfig({
  plugins: [react(), echartsOnFrozenPrototypes],
  optimizeDeps: { rolldownOptions: { plugins: [echartsOnFrozenPrototypes] } },
  clearScreen: false,
  build: {
    target: "es2022",
    // The policy of the window allows no inline or data: resource.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
