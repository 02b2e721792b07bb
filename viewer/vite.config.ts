import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  build: { target: "es2022", sourcemap: false, chunkSizeWarningLimit: 1600 },
  test: { environment: "jsdom", setupFiles: ["src/testing/setup.ts"], css: false, testTimeout: 20_000 },
});
