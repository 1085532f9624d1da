import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useLayoutEffect } from "react";
import { StartPage } from "../features/start/StartPage";
import { loadDesk, useIsDeskOpen } from "./entry";
import { LockWarning } from "./LockWarning";
import { useIsDark, usePreferences } from "./preferences";
import { queryClient } from "./queryClient";
import { WindowKeys } from "./WindowKeys";

const Desk = lazy(async () => ({ default: (await loadDesk()).Desk }));

/** The start page, and once a vault is open, the desk. */
export function Window() {
  const { language } = usePreferences();
  const isDark = useIsDark();
  const isDeskOpen = useIsDeskOpen();
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
    document.documentElement.lang = language;
  }, [isDark, language]);

  return (
    <QueryClientProvider client={queryClient}>
      <WindowKeys />
      <LockWarning />
      <Suspense>{isDeskOpen ? <Desk /> : <StartPage />}</Suspense>
    </QueryClientProvider>
  );
}
