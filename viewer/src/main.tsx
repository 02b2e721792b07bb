import { createRoot } from "react-dom/client";

import { App } from "./app/app";
import { storedLanguage } from "./shared/i18n";
import "./shared/ui/base.css";

document.documentElement.lang = storedLanguage() === "en" ? "en" : "zh-CN";
const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
