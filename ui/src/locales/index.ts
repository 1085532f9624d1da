import { usePreferences } from "../app/preferences";
import { enUS } from "./en-US";
import { zhCN } from "./zh-CN";

/** Every text of the window. Chinese is the first language and gives the keys; English must have each. */
export type Messages = typeof zhCN;

const LANGUAGES: Record<"zh-CN" | "en-US", Messages> = { "zh-CN": zhCN, "en-US": enUS };

export function useMessages(): Messages {
  return LANGUAGES[usePreferences().language];
}
