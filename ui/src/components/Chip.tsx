import { useMessages } from "../locales";
import { Foreign } from "./Foreign";
import "./chip.css";

const TIERS: Record<string, string> = {
  战略客户: "is-brass",
  重点客户: "is-brand",
  潜力客户: "is-outline",
};

/** A client's tier: brass, brand, outline, plain (look.md). What the file wrote stays; “客户” goes. */
export function TierChip({ tier }: { tier: string }) {
  return (
    <span className={`chip ${TIERS[tier] ?? TIERS[`${tier}客户`] ?? "is-plain"}`}>
      <Foreign text={tier.replace(/客户$/, "") || tier} />
    </span>
  );
}

/** The bank's class as it is written: plain when normal, orange at 关注, red beyond. */
export function ClassText({ value }: { value: string }) {
  const tone = value === "正常" ? "is-normal" : value === "关注" ? "is-watch" : "is-bad";
  return (
    <span className={`class-text ${tone}`}>{useMessages().figure.classes[value] ?? value}</span>
  );
}

export type Severity = "red" | "orange" | "yellow";

/** Holds the character 红/橙/黄, so that it survives greyscale and colour blindness. */
export function SeverityChip({ severity }: { severity: Severity }) {
  const m = useMessages().figure;
  return (
    <span className={`severity is-${severity}`} title={m.severityName[severity]}>
      {m.severity[severity]}
    </span>
  );
}
