import { QueryClient } from "@tanstack/react-query";

/** The vault is on this machine and changes only through this window: what was read stays true until a
 * command that changes it says so (`invalidateQueries`), and a refusal is no reason to ask again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
      networkMode: "always",
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false, networkMode: "always" },
  },
});
