export const start = {
  folder: "保险库文件夹",
  passphrase: "口令",
  unlock: "解锁",
};
