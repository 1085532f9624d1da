import { Dropdown } from "antd";
import { Monitor, Moon, Sun } from "lucide-react";
import { useMessages } from "../locales";
import { setPreferences, type Theme, usePreferences } from "./preferences";

const ICONS = { light: Sun, dark: Moon, system: Monitor };
const THEMES: Theme[] = ["light", "dark", "system"];

/** Light, dark, or as the system has it. The button shows what is chosen. */
export function ThemeMenu() {
  const m = useMessages().shell;
  const { theme } = usePreferences();
  const Chosen = ICONS[theme];
  const items = THEMES.map((key) => {
    const Icon = ICONS[key];
    return { key, label: m.theme[key], icon: <Icon size={16} strokeWidth={1.6} aria-hidden /> };
  });
  return (
    <Dropdown
      trigger={["click"]}
      autoFocus
      menu={{
        items,
        selectedKeys: [theme],
        onClick: ({ key }) => setPreferences({ theme: key as Theme }),
      }}
    >
      <button type="button" className="icon-button" title={m.appearance}>
        <Chosen size={16} strokeWidth={1.6} aria-hidden />
        <span className="visually-hidden">{`${m.appearance}: ${m.theme[theme]}`}</span>
      </button>
    </Dropdown>
  );
}
