import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

// app → features → shared: nothing imports upwards.
const upwards = (folders) => folders.map((folder) => ({ group: [`**/${folder}/**`], message: "imports go app → features → shared only" }));
// A feature lies in one folder: a path that leaves it must lead to what is shared.
const sideways = { regex: String.raw`^(\.\./){1,2}(?!\.\./|shared/|api/|testing/)[\w-]+/`, message: "no feature imports another one's inside" };

export default tseslint.config(
  { ignores: ["dist", "src/api/schema.ts", "eslint.config.js"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { "react-hooks": hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      "max-lines": ["error", 400],
      "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ["src/shared/**"], rules: { "no-restricted-imports": ["error", { patterns: upwards(["features", "app"]) }] } },
  { files: ["src/features/**"], rules: { "no-restricted-imports": ["error", { patterns: [...upwards(["app", "features"]), sideways] }] } },
);
