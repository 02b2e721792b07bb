import { createRoot } from "react-dom/client";

import { App } from "./app/app";
import "./shared/i18n";
import "./shared/ui/base.css";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
