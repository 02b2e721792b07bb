import i18n from "i18next";
import { initReactI18next } from "react-i18next";

import { en } from "./en";
import { zh } from "./zh";

export const LANGUAGE_KEY = "lightbox-language";

/** Chinese first; English when chosen. The choice is a convenience of this browser, hence local storage. */
export function storedLanguage(): "zh" | "en" {
  return localStorage.getItem(LANGUAGE_KEY) === "en" ? "en" : "zh";
}

void i18n.use(initReactI18next).init({
  resources: { zh: { translation: zh }, en: { translation: en } },
  lng: storedLanguage(),
  fallbackLng: "zh",
  showSupportNotice: false,
  interpolation: { escapeValue: false },
});

export { i18n };
