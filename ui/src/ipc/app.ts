import { invoke } from "@tauri-apps/api/core";

/** The version of the program that opened this window, such as `0.1.0`. */
export function appVersion(): Promise<string> {
  return invoke<string>("app_version");
}
