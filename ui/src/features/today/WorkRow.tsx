import { Button, Popover } from "antd";
import {
  AlarmClock,
  CalendarClock,
  Check,
  DatabaseZap,
  FileInput,
  FileText,
  Landmark,
  type LucideIcon,
} from "lucide-react";
import { memo } from "react";
import { TierChip } from "../../components/Chip";
import { Kbd } from "../../components/Kbd";
import { wanOrMissing } from "../../components/money";
import type { Day, TodayItem, TodayPoints, VisitId } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { makeVisitPack } from "../documents/actions";
import { SnoozeForm } from "./SnoozeForm";
import { Why } from "./Why";
import { ask, evidence, pointsText, subjectName, term, title } from "./wording";

const ICON = { size: 16, strokeWidth: 1.6, "aria-hidden": true };

const KIND_ICONS: Record<TodayItem["subject"]["kind"], LucideIcon> = {
  visit: CalendarClock,
  maturity: Landmark,
  stale_data: DatabaseZap,
  unfinished_import: FileInput,
};

export interface RowActions {
  onChoose: (item: TodayItem) => void;
  onOpen: (item: TodayItem) => void;
  onDone: (item: TodayItem) => void;
  onSnooze: (isOpen: boolean) => void;
  /** Whether the key moved the focus. */
  onKey: (key: string) => boolean;
}

interface WorkRowProps {
  item: TodayItem;
  today: Day;
  /** The first item's points: a full bar. */
  top: TodayPoints;
  isActive: boolean;
  isSnoozing: boolean;
  actions: RowActions;
}

/** Rows that do not act need no new actions: moving on draws two rows anew, not hundreds. */
function isSame(before: WorkRowProps, after: WorkRowProps): boolean {
  if (before.isActive || after.isActive) return false;
  return before.item === after.item && before.top === after.top && before.today === after.today;
}

/** One thing to do in two lines; the active one also says why it stands here and what can be done. */
export const WorkRow = memo(function WorkRow(props: WorkRowProps) {
  const { item, today, top, isActive, actions } = props;
  const m = useMessages().today;
  const due = term(m, item, today);
  return (
    <li className={isActive ? "work-row is-active" : "work-row"}>
      <button
        type="button"
        className="work-hit"
        tabIndex={isActive ? 0 : -1}
        aria-current={isActive}
        onFocus={() => !isActive && actions.onChoose(item)}
        onClick={() => isActive && actions.onOpen(item)}
        onKeyDown={(event) => {
          const { altKey, ctrlKey, metaKey } = event;
          if (altKey || ctrlKey || metaKey || !actions.onKey(event.key)) return;
          event.preventDefault();
        }}
      >
        <span className="visually-hidden">{title(m, item)}</span>
      </button>
      <span className="work-position num">{item.position}</span>
      <What item={item} today={today} onOpen={actions.onOpen} />
      {isActive ? (
        <RowButtons {...props} />
      ) : (
        <span className="work-amount num">{wanOrMissing(item.score.amount)}</span>
      )}
      <span className={`work-term is-${due?.tone ?? "plain"}`}>{due?.text ?? "—"}</span>
      <span className="work-score" title={m.scoreOf(pointsText(item.score.total))}>
        <i style={{ width: `${Math.min(100, (100 * item.score.total) / Math.max(top, 1))}%` }} />
      </span>
      {isActive && <Why item={item} />}
    </li>
  );
}, isSame);

function What(props: { item: TodayItem; today: Day; onOpen: (item: TodayItem) => void }) {
  const m = useMessages().today;
  const { item, today } = props;
  const Icon = KIND_ICONS[item.subject.kind];
  const name = subjectName(m, item);
  const asked = ask(m, item);
  return (
    <span className="work-what">
      <Icon {...ICON} />
      <span className="work-title">
        <button
          type="button"
          className="work-name"
          tabIndex={-1}
          title={name}
          onClick={() => props.onOpen(item)}
        >
          <bdi>{name}</bdi>
        </button>
        {item.client?.tier && <TierChip tier={item.client.tier} />}
        <span className="work-ask" title={asked}>
          <bdi>{asked}</bdi>
        </span>
      </span>
      <Evidence item={item} today={today} />
    </span>
  );
}

function RowButtons({ item, today, isSnoozing, actions }: WorkRowProps) {
  const m = useMessages().today;
  return (
    <span className="work-actions">
      {item.subject.kind === "visit" && <PackButton item={item} visit={item.subject.visit} />}
      <Button type="primary" icon={<Check {...ICON} />} onClick={() => actions.onDone(item)}>
        {m.done}
      </Button>
      <Popover
        trigger="click"
        open={isSnoozing}
        onOpenChange={actions.onSnooze}
        placement="bottomRight"
        destroyOnHidden
        content={<SnoozeForm item={item} today={today} onClose={() => actions.onSnooze(false)} />}
      >
        <Button icon={<AlarmClock {...ICON} />} aria-haspopup="dialog">
          {m.snooze}
        </Button>
      </Popover>
    </span>
  );
}

/** What is brought along, in one click. */
function PackButton({ item, visit }: { item: TodayItem; visit: VisitId }) {
  const m = useMessages().today;
  const { client } = item;
  if (!client) return null;
  return (
    <Button
      icon={<FileText {...ICON} />}
      onClick={() =>
        void makeVisitPack({ clientId: client.id, visitId: visit, audience: "internal" })
      }
    >
      {m.pack}
    </Button>
  );
}

function Evidence({ item, today }: { item: TodayItem; today: Day }) {
  const m = useMessages().today;
  const parts = evidence(m, item, today);
  return (
    <span className="work-evidence" title={parts.join(" · ")}>
      {parts.map((part, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have their place and nothing else
        <bdi key={nth}>{part}</bdi>
      ))}
    </span>
  );
}

/** Keys shown where the hand is. */
export function RowKeys() {
  const m = useMessages().today;
  return (
    <span className="work-keys">
      <span>
        <Kbd keys="e" /> {m.done}
      </span>
      <span>
        <Kbd keys="s" /> {m.snooze}
      </span>
      <span>
        <Kbd keys="enter" /> {m.open}
      </span>
    </span>
  );
}
