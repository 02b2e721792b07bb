import type { ThemeConfig } from "antd";

/** Calm and dense: one accent, small paddings, no shadows where a line does. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: "#0b6bcb",
    colorLink: "#0b6bcb",
    colorText: "#1d2733",
    colorTextSecondary: "#66737f",
    colorBorderSecondary: "#e2e7ec",
    borderRadius: 5,
    fontSize: 13,
    fontFamily: '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif',
    motion: false,
  },
  components: { Table: { cellPaddingBlockSM: 5, cellPaddingInlineSM: 8, headerBg: "#f0f3f6" } },
};
