import type { Messages } from "..";

export const entry: Messages["entry"] = {
  close: "Close the form",
  save: "Save",
  client: { add: "New client", change: "Edit client" },
  person: {
    add: "Add a person",
    change: "Edit a person",
    name: "Name",
    jobs: "Positions",
    renameHint:
      "It stays the same person: visits and history follow, and lists with the old name mean them.",
    jobsHint: "Separate several with “、”",
  },
  field: {
    name: "Name",
    number: "Client no.",
    code: "Unified social credit code",
    tier: "Tier",
    industry_label: "Industry",
    manager: "Manager",
    branch: "Branch",
    legal_rep: "Legal representative",
    registered_capital: "Registered capital",
    founded_on: "Founded on",
  },
  hint: {
    name: "In full, as on the business licence",
    number: "From the core system; imports are matched by it",
    code: "18 characters",
    tier: "",
    industry_label: "",
    manager: "",
    branch: "",
    legal_rep: "",
    registered_capital: "",
    founded_on: "For example 2011-03-08",
  },
  tiers: ["战略客户", "重点客户", "潜力客户", "一般客户"],
  wan: "×10k CNY",
  standsNow: (value) => (value ? `Now: ${value}` : "Now blank"),
  saveOver: "Save mine anyway",
  openOther: "Open that client",
  said: ({ attached }) => {
    const rows = attached.new + attached.changed + attached.unchanged;
    return rows > 0 ? `Saved; ${rows} waiting ${rows === 1 ? "row" : "rows"} attached` : "Saved";
  },
  takenBack: "Entry undone",
};
