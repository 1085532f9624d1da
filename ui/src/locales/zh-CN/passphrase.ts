export const passphrase = {
  again: "再输入一次",
  differs: "两次输入的不一样",
  rule: "12 个字以上，或者足够难猜。几个不相干的词就很好，中文也可以。",
  enough: { good: "可以", strong: "很好" },
  weak: (why: string) => `太容易被猜到。${why}`,
  weakness: {
    short: "再长一些。",
    common: "这是常见的口令。",
    repeated: "重复的字很容易猜。",
    sequence: "连续的字母或数字很容易猜。",
    keyboard: "键盘上相邻的键很容易猜。",
    date: "日期和年份很容易猜。",
    name: "姓名很容易猜。",
    word: "单独一个词很容易猜，再加几个。",
  },
};
