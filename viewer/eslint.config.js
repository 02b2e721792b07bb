import js from "@eslint/js";
import importX from "eslint-plugin-import-x";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

// app → features → shared: nothing imports upwards, and no feature imports another one's inside.
const zones = [
  { target: "./src/shared", from: ["./src/features", "./src/app"] },
  { target: "./src/features", from: ["./src/app"] },
];

export default tseslint.config(
  { ignores: ["dist", "src/api/schema.ts", "eslint.config.js"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { "import-x": importX, "react-hooks": hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      "import-x/no-restricted-paths": ["error", { zones }],
      "import-x/no-cycle": "error",
      "max-lines": ["error", 400],
    },
  },
);
