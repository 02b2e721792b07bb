import { useEffect } from "react";

const WIDGETS = "button, a, input, textarea, select, [role=combobox], [role=menuitem], .ant-picker";

/**
 * Keys that act while no field is being typed in. Enter belongs to the focused link or button; while a dialog is open only keys
 * registered with `inDialog` act.
 */
export function useKeys(keys: Record<string, (event: KeyboardEvent) => void>, inDialog = false): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      const typing = target !== null && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
      if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== "Escape")) return;
      if (event.key === "Enter" && target?.closest(WIDGETS)) return;
      if (!inDialog && document.querySelector(".viewer, .ant-modal-wrap:not([style*='display: none'])")) return;
      keys[event.key]?.(event);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [keys, inDialog]);
}
