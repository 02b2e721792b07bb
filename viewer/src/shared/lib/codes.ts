import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type Schemas } from "../api/client";

/** Code tables, read once a session: `text("exam_category", "RAD.CT")` → CT. */
export function useCodes(): { text: (table: string, code: string | null | undefined) => string; options: (table: string) => { value: string; label: string }[] } {
  const { i18n } = useTranslation();
  const { data } = useQuery({ queryKey: ["codes"], queryFn: () => api.get<Schemas["Codes"]>("/codes"), staleTime: Infinity });
  const tables = (data?.tables ?? {}) as Record<string, Schemas["CodeText"][]>;
  const shown = (c: Schemas["CodeText"]) => (i18n.language === "en" ? c.en : c.zh);
  return {
    text: (table, code) => {
      if (!code) return "—";
      const found = tables[table]?.find((c) => c.code === code);
      return found ? shown(found) : code;
    },
    options: (table) => (tables[table] ?? []).map((c) => ({ value: c.code, label: shown(c) })),
  };
}
