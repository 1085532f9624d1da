import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  clearScreen: false,
  build: {
    target: "es2022",
    // The policy of the window allows no inline or data: resource.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
