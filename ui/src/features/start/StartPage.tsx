import { Button, Form, Input } from "antd";
import { useState } from "react";
import { queryClient } from "../../app/queryClient";
import { router } from "../../app/router";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";

export function StartPage() {
  const m = useMessages().start;
  const [problem, setProblem] = useState<string>();
  async function unlock(values: { folder: string; passphrase: string }) {
    setProblem(undefined);
    try {
      await call(commands.vaultOpen(values.folder, null, values.passphrase));
      queryClient.removeQueries();
      await router.navigate({ to: "/today", replace: true });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <main style={{ width: 420, margin: "120px auto" }}>
      <Form layout="vertical" onFinish={unlock}>
        <Form.Item name="folder" label={m.folder}>
          <Input />
        </Form.Item>
        <Form.Item
          name="passphrase"
          label={m.passphrase}
          validateStatus={problem ? "error" : ""}
          help={problem}
        >
          <Input.Password />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {m.unlock}
        </Button>
      </Form>
    </main>
  );
}
