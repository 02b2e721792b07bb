import { useEffect } from "react";
import { useTranslation } from "react-i18next";

/** What the browser calls the tab; never a name or a number of a patient. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation();
  const product = t("app.name");
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
}
