import type { ThemeConfig } from "antd";

/** Calm and dense: one accent, small paddings, a line where others cast a shadow. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: "#0b6bcb",
    colorLink: "#0b6bcb",
    colorText: "#1c2733",
    colorTextSecondary: "#66737f",
    colorTextPlaceholder: "#8b97a3",
    colorBorderSecondary: "#e3e8ec",
    borderRadius: 5,
    fontSize: 13,
    fontFamily: '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif',
    motion: false,
  },
  components: {
    Table: { cellPaddingBlockSM: 3, cellPaddingInlineSM: 8, headerBg: "#f0f3f6", headerSplitColor: "transparent", headerColor: "#45525f", rowHoverBg: "#f7f9fb", rowSelectedBg: "#eef5fc", rowSelectedHoverBg: "#e4effa" },
  },
};
