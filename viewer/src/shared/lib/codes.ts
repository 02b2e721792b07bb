import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schemas } from "../api/client";
import { sourceOrder } from "./feeds";

type CodeText = Schemas["CodeText"];

export interface Codes {
  /** The words of a code, `text("exam_category", "RAD.CT")` → CT; a dash for none, the code itself while it is unknown. */
  text: (table: string, code: string | null | undefined) => string;
  /** The name of a system beside its code; nothing while it is unknown. */
  sourceName: (code: string) => string;
  options: (table: string) => { value: string; label: string }[];
  /** Systems that are collected, each with its code and name. */
  sources: { value: string; label: string }[];
}

/** Code tables, read once a session. */
export function useCodes(): Codes {
  const { i18n } = useTranslation();
  const english = i18n.language === "en";
  const { data } = useQuery({ queryKey: ["codes"], queryFn: () => api.get<Schemas["Codes"]>("/codes"), staleTime: Infinity });
  return useMemo(() => {
    const tables: Record<string, CodeText[] | undefined> = data?.tables ?? {};
    const words = (found: CodeText) => (english ? found.en : found.zh);
    const text = (table: string, code: string | null | undefined) => {
      if (!code) return "—";
      const found = tables[table]?.find((one) => one.code === code);
      return found ? words(found) : code;
    };
    const sourceName = (code: string) => { const name = text("source_system", code); return name === code ? "" : name; };
    return {
      text,
      sourceName,
      options: (table) => (tables[table] ?? []).map((one) => ({ value: one.code, label: words(one) })),
      sources: (tables.collected ?? []).map((one) => one.code).sort(sourceOrder)
        .map((code) => ({ value: code, label: `${code} ${sourceName(code)}`.trim() })),
    };
  }, [data, english]);
}
