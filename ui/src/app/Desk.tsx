import { RouterProvider } from "@tanstack/react-router";
import { App, Button, ConfigProvider, DatePicker, Dropdown, Input, Segmented } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
// antd's calendars take the names of days and months from here; English is there without it.
import "dayjs/locale/zh-cn";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { CloseQuestion } from "./CloseQuestion";
import { pages } from "./pages";
import { useIsDark, usePreferences } from "./preferences";
import { router } from "./router";
import { antdTheme } from "./theme";

export { router };

/** What needs an open vault: the rooms, and all that they are built with. */
export function Desk() {
  return (
    <Themed>
      <RouterProvider router={router} />
      <CloseQuestion />
    </Themed>
  );
}

function Themed({ children }: { children: ReactNode }) {
  const { language } = usePreferences();
  return (
    <ConfigProvider
      theme={antdTheme(useIsDark())}
      locale={language === "zh-CN" ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}

/** Draws the controls of the first room once, unseen, while the passphrase is typed: antd works its styles out
 * when a control is first drawn, which the user would wait for after unlocking. */
export function drawAhead(): void {
  void pages.today();
  const root = createRoot(document.createElement("div"));
  root.render(
    <Themed>
      <Dropdown menu={{ items: [] }}>
        <Button type="primary">·</Button>
      </Dropdown>
      <Input />
      <DatePicker />
      <Segmented options={[""]} />
    </Themed>,
  );
  // The styles stay; the controls need not.
  setTimeout(() => root.unmount(), 1_000);
}
