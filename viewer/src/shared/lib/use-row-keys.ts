import { useEffect, useMemo, useRef, useState } from "react";

import { useKeys } from "./use-keys";

/** A current row moved by j and k and opened by Enter. Returns its index and a setter; mark its row with the class `current`. */
export function useRowKeys(count: number, onOpen: (index: number) => void): [number, (index: number) => void] {
  const [current, setCurrent] = useState(0);
  const index = Math.min(current, Math.max(0, count - 1));
  const moved = useRef(false);
  const keys = useMemo(() => {
    const go = (step: number) => {
      moved.current = true;
      setCurrent(Math.max(0, Math.min(count - 1, index + step)));
    };
    return { j: () => go(1), k: () => go(-1), Enter: () => { if (count > 0) onOpen(index); } };
  }, [count, index, onOpen]);
  useKeys(keys);
  useEffect(() => {
    if (moved.current) document.querySelector("tr.current")?.scrollIntoView({ block: "nearest" });
    moved.current = false;
  }, [index]);
  return [index, setCurrent];
}
