import type { RouterHistory } from "@tanstack/react-router";
import { useEffect, useState } from "react";

/** Whether there is something to go back or forward to. */
export interface HistorySteps {
  canGoBack: boolean;
  canGoForward: boolean;
}

/** The history tells its place but not its length, so its newest place is remembered here. */
export function useHistorySteps(history: RouterHistory): HistorySteps {
  const [steps, setSteps] = useState<HistorySteps>({ canGoBack: false, canGoForward: false });
  useEffect(() => {
    const place = () => history.location.state.__TSR_index;
    let newest = place();
    setSteps({ canGoBack: history.canGoBack(), canGoForward: false });
    return history.subscribe(({ action }) => {
      newest = action.type === "PUSH" ? place() : Math.max(newest, place());
      setSteps({ canGoBack: history.canGoBack(), canGoForward: place() < newest });
    });
  }, [history]);
  return steps;
}
