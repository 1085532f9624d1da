/** Every sentence the window shows, by page. */
export const zhCN = {
  start: {
    name: "经纬",
    product: "对公客户经理的案头",
    lead: "客户、账户、往来与关系人，都收在这台电脑上的一个加密保险库里。",
    how: "这一版在命令行中操作，从名单到拜访资料包共三步。",
    column: { step: "步骤", command: "命令" },
    steps: [
      {
        title: "建立保险库",
        detail: "口令自定；恢复密钥只显示一次，请抄下保存",
        command: "jingwei vault create --vault 我的.vault --owner 姓名",
      },
      {
        title: "导入客户与台账",
        detail: "先加 --dry-run 查看结果，确认后再导入",
        command: "jingwei import --vault 我的.vault 客户名单.xlsx 存款.xlsx",
      },
      {
        title: "生成拜访资料包",
        detail: "内部版供自己使用；对客版不含任何内部信息",
        command: "jingwei document visit-pack --vault 我的.vault --client 名称 --out 文档",
      },
    ],
    version: "版本",
    local: "全部数据留在本机，不连接网络",
  },
} as const;
