import { useCallback } from "react";
import { useSearchParams } from "react-router";

type Get = (name: string) => string | undefined;
type Set = (changes: Record<string, string | undefined>, replace?: boolean) => void;

/** Filters live in the URL, so that a view can be kept, sent and gone back to. Setting one forgets the page. */
export function useFilters(): [Get, Set, () => void, boolean] {
  const [params, setParams] = useSearchParams();
  const get = useCallback((name: string) => params.get(name) ?? undefined, [params]);
  const set = useCallback<Set>(
    (changes, replace = false) => {
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (!("cursor" in changes) && !("item" in changes)) next.delete("cursor");
          for (const [name, value] of Object.entries(changes)) {
            if (value === undefined || value === "") next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace },
      );
    },
    [setParams],
  );
  const clear = useCallback(() => setParams(new URLSearchParams()), [setParams]);
  return [get, set, clear, params.size > 0];
}
