import { RouterProvider } from "@tanstack/react-router";
import { App, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { CloseQuestion } from "./CloseQuestion";
import { useIsDark, usePreferences } from "./preferences";
import { router } from "./router";
import { antdTheme } from "./theme";

export { router };

/** What needs an open vault: the rooms, and all that they are built with. */
export function Desk() {
  const { language } = usePreferences();
  return (
    <ConfigProvider
      theme={antdTheme(useIsDark())}
      locale={language === "zh-CN" ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <App component={false}>
        <RouterProvider router={router} />
        <CloseQuestion />
      </App>
    </ConfigProvider>
  );
}
