import { Dropdown, type MenuProps } from "antd";
import { Keyboard, Languages, Settings } from "lucide-react";
import { useMessages } from "../locales";
import { type Language, setPreferences } from "./preferences";
import { router } from "./router";
import { useSession } from "./session";

const ICON = { size: 16, strokeWidth: 1.6, "aria-hidden": true };
/** Each in its own language, whatever the window speaks. */
const LANGUAGES: { key: Language; label: string }[] = [
  { key: "zh-CN", label: "中文" },
  { key: "en-US", label: "English" },
];

/** Whose desk this is, and the few things that belong to the person. */
export function UserMenu() {
  const m = useMessages().shell;
  const session = useSession();
  if (!session) return null;
  const { user, vault } = session;
  const items: MenuProps["items"] = [
    {
      key: "who",
      type: "group",
      label: (
        <span className="user-menu-who">
          <b title={user.name}>
            <bdi>{user.name}</bdi>
          </b>
          <span title={user.branch ?? undefined}>
            {[user.staff_number, user.branch].filter(Boolean).join(" · ")}
          </span>
          <span title={vault}>{m.vault(vault)}</span>
        </span>
      ),
    },
    { type: "divider" },
    { key: "/shortcuts", label: m.room.shortcuts, icon: <Keyboard {...ICON} /> },
    { key: "/settings", label: m.room.settings, icon: <Settings {...ICON} /> },
    { key: "language", label: m.language, icon: <Languages {...ICON} />, children: LANGUAGES },
  ];
  function choose(key: string) {
    const language = LANGUAGES.find((offered) => offered.key === key)?.key;
    if (language) setPreferences({ language });
    else router.history.push(key);
  }
  return (
    <Dropdown trigger={["click"]} autoFocus menu={{ items, onClick: ({ key }) => choose(key) }}>
      <button type="button" className="user-initial" title={user.name}>
        <span aria-hidden>{[...user.name.trim()][0]}</span>
        <span className="visually-hidden">{m.user(user.name)}</span>
      </button>
    </Dropdown>
  );
}
