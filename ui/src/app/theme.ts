import { type ThemeConfig, theme } from "antd";

/** look.md's antd tokens; what the dark column changes stands in `dark`. */
const shared = {
  fontFamily:
    '"Inter Variable", Inter, "PingFang SC", "Microsoft YaHei UI", "Noto Sans SC", "Noto Sans CJK SC", sans-serif',
  fontSize: 13,
  fontSizeSM: 12,
  lineHeight: 1.5385,
  controlHeight: 28,
  controlHeightSM: 24,
  borderRadius: 6,
  borderRadiusSM: 4,
  borderRadiusLG: 8,
  motionDurationMid: "0.12s",
  motionDurationSlow: "0.18s",
};

const light = {
  colorPrimary: "#1D4E89",
  colorInfo: "#1D4E89",
  colorError: "#C22F2D",
  colorWarning: "#B24C08",
  colorSuccess: "#2B7749",
  colorText: "#14202F",
  colorTextSecondary: "#485466",
  colorTextTertiary: "#5F6A7B",
  colorTextQuaternary: "#A6AFBC",
  // antd's own is too pale for 4.5:1.
  colorTextPlaceholder: "#5F6A7B",
  colorBorder: "#CCD2DB",
  colorBorderSecondary: "#E4E7EC",
  colorBgLayout: "#F3F4F6",
  colorFillAlter: "#F8F9FA",
  controlItemBgHover: "#F3F6FA",
  controlItemBgActive: "#E9F0F9",
  // Chosen and under the pointer: antd's own is a heavy grey.
  controlItemBgActiveHover: "#DCE7F5",
};

const dark = {
  colorPrimary: "#78AEEE",
  colorInfo: "#78AEEE",
  colorError: "#F27A73",
  colorWarning: "#EE9C50",
  colorSuccess: "#67BB88",
  colorText: "#E4EAF2",
  colorTextSecondary: "#AAB5C4",
  colorTextTertiary: "#8592A4",
  colorTextQuaternary: "#4F5C6E",
  colorTextPlaceholder: "#8592A4",
  colorTextLightSolid: "#0C1117",
  colorBorder: "#37465A",
  colorBorderSecondary: "#232E3D",
  colorBgLayout: "#0C1117",
  colorBgContainer: "#121922",
  // What floats is lighter than the sheet under it, and has an edge: a shadow does not show on black.
  colorBgElevated: "#1D2733",
  colorFillAlter: "#161E29",
  controlItemBgHover: "#283442",
  controlItemBgActive: "#1F3552",
  controlItemBgActiveHover: "#264061",
  boxShadow: "var(--float)",
  boxShadowSecondary: "var(--float)",
};

const flat = { defaultShadow: "none", primaryShadow: "none", dangerShadow: "none" };

export function antdTheme(isDark: boolean): ThemeConfig {
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: { ...shared, ...(isDark ? dark : light) },
    components: {
      Button: { paddingInline: 11, fontWeight: 500, ...flat },
      Segmented: isDark ? { trackPadding: 2 } : { trackBg: "#EEF0F3", trackPadding: 2 },
      Tabs: { horizontalItemPadding: "8px 0", horizontalItemGutter: 22 },
      Select: { optionHeight: 28 },
      Switch: { trackHeight: 16, handleSize: 12, trackMinWidth: 28 },
    },
  };
}
