import type { start as zh } from "../zh-CN/start";

export const start: typeof zh = {
  folder: "Vault folder",
  passphrase: "Passphrase",
  unlock: "Unlock",
};
