export const shell = {
  rooms: "主导航",
  room: {
    today: "今日",
    clients: "客户",
    import: "导入",
    documents: "文档",
    settings: "设置",
  },
  back: "后退",
  forward: "前进",
};
