import type { Entered } from "../../ipc/bindings";

export const entry = {
  close: "关闭录入表单",
  save: "保存",
  client: { add: "新客户", change: "修改客户资料" },
  person: {
    add: "添加联系人",
    change: "修改联系人",
    name: "姓名",
    jobs: "职务",
    renameHint: "仍是同一位联系人，拜访和历史都随之改名；清单里的旧名也认作此人。",
    jobsHint: "多个职务用“、”隔开，例如：董事长、法定代表人",
  },
  field: {
    name: "客户名称",
    number: "客户编号",
    code: "统一社会信用代码",
    tier: "客户等级",
    industry_label: "所属行业",
    manager: "主办客户经理",
    branch: "经办机构",
    legal_rep: "法定代表人",
    registered_capital: "注册资本",
    founded_on: "成立日期",
  },
  hint: {
    name: "营业执照上的全称",
    number: "核心系统里的客户号，导入清单靠它对应",
    code: "18 位",
    tier: "",
    industry_label: "",
    manager: "",
    branch: "",
    legal_rep: "",
    registered_capital: "",
    founded_on: "例如 2011-03-08",
  },
  tiers: ["战略客户", "重点客户", "潜力客户", "一般客户"],
  wan: "万元",
  standsNow: (value: string) => (value ? `现在是：${value}` : "现在是空的"),
  saveOver: "仍按我填的保存",
  openOther: "打开那一户",
  said: ({ attached }: Entered) => {
    const rows = attached.new + attached.changed + attached.unchanged;
    return rows > 0 ? `已保存，等待这户的 ${rows} 行已入库` : "已保存";
  },
  takenBack: "已撤销这次录入",
};
