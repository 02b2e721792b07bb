import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

// app → features → shared: nothing imports upwards, and no feature imports another one's inside.
const upwards = (folders) => ["error", { patterns: folders.map((folder) => ({ group: [`**/${folder}/**`], message: "imports go app → features → shared only" })) }];

export default tseslint.config(
  { ignores: ["dist", "src/api/schema.ts", "eslint.config.js"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { "react-hooks": hooks },
    rules: { ...hooks.configs.recommended.rules, "max-lines": ["error", 400] },
  },
  { files: ["src/shared/**"], rules: { "no-restricted-imports": upwards(["features", "app"]) } },
  { files: ["src/features/**"], rules: { "no-restricted-imports": upwards(["app", "features"]) } },
);
