import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { App as AntdApp, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useLayoutEffect } from "react";
import { LeaveNotices } from "./LeaveNotices";
import { useIsDark, usePreferences } from "./preferences";
import { queryClient } from "./queryClient";
import { router } from "./router";
import { antdTheme } from "./theme";
import { WindowKeys } from "./WindowKeys";

export function App() {
  const { language } = usePreferences();
  const isDark = useIsDark();
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
    document.documentElement.lang = language;
  }, [isDark, language]);

  return (
    <ConfigProvider
      theme={antdTheme(isDark)}
      locale={language === "zh-CN" ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <AntdApp component={false}>
        <QueryClientProvider client={queryClient}>
          <WindowKeys />
          <RouterProvider router={router} />
          <LeaveNotices />
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  );
}
