// Makes a vault of 100,000 fictional clients through the command line's own intake:
// `node tests/e2e/large-vault.mjs FOLDER [CLIENTS [MONTHS]]`. Minutes with a release build. Beside it lies the month
// after, `next-month.csv`, which it does not hold yet.

import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { jingwei } from "./fixtures.mjs";

const NEWEST_MONTH = { year: 2026, month: 10 };
const AFTER = "2026-11-27";
const NEXT_MONTH = "next-month.csv";

const PLACES = [
  "重庆",
  "长春",
  "厦门",
  "成都",
  "海棠",
  "青禾",
  "北辰",
  "云栖",
  "松涧",
  "镜湖",
  "白鹭",
];
const FIRST = [
  ..."恒远华瑞鑫德宏盛嘉泰金银长重朝曾中天海东南西北新国民安康永正信诚博宇星辰云龙凤乐行会和",
];
const SECOND = [..."远达通源丰利隆兴旺美科创智联合邦力能润泽晟翔腾飞跃升捷锐航宝"];
const TRADES = [
  "精工",
  "精密仪器",
  "新材料",
  "供应链管理",
  "电子信息",
  "生物医药",
  "重型机械",
  "环保科技",
];
const FORMS = ["有限公司", "股份有限公司", "有限责任公司", "集团有限公司"];
const SURNAMES = ["沈", "顾", "叶", "陆", "曾", "单", "仇", "查", "欧阳", "王", "李", "张"];
const GIVEN = ["知衡", "砚秋", "书宁", "闻笙", "予安", "建国", "晓东", "雨桐", "清和", "文博"];
const INDUSTRIES = ["机械行业", "电子器件", "生物制药", "化工行业", "其它行业"];
const TIERS = ["战略客户", "重点客户", "潜力客户", "一般客户"];
const BRANCHES = ["示例科技园支行", "示例城东支行", "示例滨江支行"];
const PRODUCTS = ["单位活期存款", "协定存款", "七天通知存款", "单位定期存款"];

/** The same number for the same key in every run: splitmix64, cut to 32 bits. */
function dice(client, salt) {
  let mixed = (client * 0x9e3779b1 + salt * 0x85ebca6b) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

const pick = (list, client, salt) => list[dice(client, salt) % list.length];

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** A credit code of the fictional district 000000, both check characters right (docs/domain.md §2.1). */
function code(client) {
  const body = `D${String(client).padStart(7, "0")}`;
  const sum = [...body].reduce((sum, c, at) => sum + parseInt(c, 36) * ORGANISATION_WEIGHTS[at], 0);
  const check = 11 - (sum % 11);
  const head = `91000000${body}${check === 10 ? "X" : check === 11 ? "0" : check}`;
  const total = [...head].reduce((sum, c, at) => sum + ALPHABET.indexOf(c) * WEIGHTS[at], 0);
  return head + ALPHABET[(31 - (total % 31)) % 31];
}

const number = (client) => `KH${100_000 + client}`;

const name = (client) =>
  pick(PLACES, client, 1) +
  pick(FIRST, client, 2) +
  pick(SECOND, client, 3) +
  pick(FIRST, client, 4) +
  pick(TRADES, client, 5) +
  pick(FORMS, client, 6);

const person = (client, salt) => pick(SURNAMES, client, salt) + pick(GIVEN, client, salt + 1);

/** Month ends, oldest first, as `2026-10-31`. */
function monthEnds(months) {
  return Array.from({ length: months }, (_, at) => {
    const end = new Date(Date.UTC(NEWEST_MONTH.year, NEWEST_MONTH.month - months + 1 + at, 0));
    return end.toISOString().slice(0, 10);
  });
}

/** In 分; moves by a few per cent from month to month. */
function balance(client, month) {
  const opening = 100_000 + (dice(client, 20) % 900_000_000);
  return Math.floor((opening * (900 + (dice(client, 100 + month) % 200))) / 1000);
}

const yuan = (fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;

/** Writes a file of one line a client. */
async function write(file, head, clients, line) {
  const stream = createWriteStream(file);
  stream.write(`${head}\n`);
  for (let client = 0; client < clients; client += 1) {
    const text = line(client);
    if (text && !stream.write(`${text}\n`)) await new Promise((done) => stream.once("drain", done));
  }
  await new Promise((done) => stream.end(done));
}

/** The files in the order of their import. */
async function writeFiles(folder, clients, months) {
  const files = [];
  const add = async (file, head, line) => {
    files.push(path.join(folder, file));
    await write(files.at(-1), head, clients, line);
  };
  await add(
    "clients.csv",
    "客户编号,客户名称,统一社会信用代码,所属行业,注册资本(万元),成立日期,法定代表人,管户客户经理,客户等级,经办机构",
    (client) =>
      [
        number(client),
        name(client),
        code(client),
        pick(INDUSTRIES, client, 7),
        `${100 + (dice(client, 8) % 90_000)}.00`,
        `${1990 + (dice(client, 9) % 34)}-0${1 + (dice(client, 10) % 9)}-11`,
        person(client, 11),
        "林晓",
        pick(TIERS, client, 13),
        pick(BRANCHES, client, 14),
      ].join(),
  );
  await add("people.csv", "客户编号,客户名称,姓名,职务", (client) =>
    [number(client), name(client), person(client, 15), "财务总监"].join(),
  );
  const days = [...monthEnds(months), AFTER];
  for (const [month, day] of days.entries()) {
    await add(
      day === AFTER ? NEXT_MONTH : `deposits-${day}.csv`,
      "账户编号,客户编号,客户名称,储种,币种,数据日期,当期余额",
      (client) =>
        [
          `62009000${String(client).padStart(8, "0")}`,
          number(client),
          name(client),
          pick(PRODUCTS, client, 16),
          "CNY",
          day,
          yuan(balance(client, month)),
        ].join(),
    );
  }
  await add(
    "loans.csv",
    "借据号,客户编号,客户名称,业务品种,币种,数据日期,借据金额(元),贷款余额(元),年利率%,起息日,到期日,主要担保方式,五级分类",
    (client) => {
      if (client % 3) return null;
      const fen = 100_000_000 + (dice(client, 17) % 1_000_000_000);
      const month = 1 + (dice(client, 18) % 12);
      return [
        `JJ${10_000_000 + client}`,
        number(client),
        name(client),
        "流动资金贷款",
        "CNY",
        "2026-10-31",
        yuan(fen),
        yuan(Math.floor(fen * 0.8)),
        "3.85",
        `2026-${String(month).padStart(2, "0")}-15`,
        `2027-${String(month).padStart(2, "0")}-15`,
        "抵押",
        "正常",
      ].join();
    },
  );
  return files;
}

/** Makes `FOLDER/large.vault`, whatever lay there before. */
export async function makeLargeVault(folder, clients = 100_000, months = 24) {
  const vault = path.join(folder, "large.vault");
  const files = path.join(folder, "files");
  await rm(vault, { recursive: true, force: true });
  await mkdir(files, { recursive: true });
  jingwei("vault", "create", "--vault", vault, "--owner", "林晓", "--staff", "000001");
  for (const file of await writeFiles(files, clients, months)) {
    if (path.basename(file) === NEXT_MONTH) {
      await rename(file, path.join(folder, NEXT_MONTH));
      continue;
    }
    const began = performance.now();
    jingwei("import", "--vault", vault, file);
    console.log(`${path.basename(file)}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  await rm(files, { recursive: true });
  return vault;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, ...sizes] = process.argv.slice(2);
  await mkdir(folder, { recursive: true });
  console.log(await makeLargeVault(path.resolve(folder), ...sizes.map(Number)));
}
