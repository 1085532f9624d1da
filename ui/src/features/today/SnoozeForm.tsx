import { Button, Input } from "antd";
import { useId, useState } from "react";
import { DayPicker } from "../../components/DayPicker";
import { Problem } from "../../components/Problem";
import { SensitiveNote } from "../../components/SensitiveNote";
import type { Day, TodayItem } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { useSnooze } from "./queries";
import { nextMonday, plusDays } from "./wording";

const LONGEST_REASON = 200;

/** Until when, and why: both must be said. */
export function SnoozeForm(props: { item: TodayItem; today: Day; onClose: () => void }) {
  const m = useMessages();
  const { item, today } = props;
  const [until, setUntil] = useState<Day | null>(plusDays(today, 1));
  const [reason, setReason] = useState("");
  const snooze = useSnooze();
  const ids = { title: useId(), day: useId(), reason: useId() };

  function submit() {
    if (!until || !reason.trim()) return;
    snooze.mutate({ item, until, reason }, { onSuccess: props.onClose });
  }

  return (
    <form
      className="snooze"
      aria-labelledby={ids.title}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      // The row's keys are not this form's.
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") props.onClose();
      }}
    >
      <h2 id={ids.title}>{m.today.snoozeTitle}</h2>
      <label htmlFor={ids.reason}>{m.today.why_}</label>
      <Input
        id={ids.reason}
        autoFocus
        required
        maxLength={LONGEST_REASON}
        placeholder={m.today.reasonHint}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <SensitiveNote text={reason} />
      <label htmlFor={ids.day}>{m.today.until}</label>
      <div className="snooze-day">
        <DayPicker
          id={ids.day}
          value={until}
          allowClear={false}
          from={plusDays(today, 1)}
          onChange={setUntil}
        />
        <Preset day={plusDays(today, 1)} label={m.today.tomorrow} onChoose={setUntil} />
        <Preset day={nextMonday(today)} label={m.today.nextMonday} onChoose={setUntil} />
        <Preset day={plusDays(today, 7)} label={m.today.inAWeek} onChoose={setUntil} />
      </div>
      {snooze.error && <Problem error={snooze.error} />}
      <div className="snooze-foot">
        <Button onClick={props.onClose}>{m.common.cancel}</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={snooze.isPending}
          disabled={!until || !reason.trim()}
        >
          {m.today.snooze}
        </Button>
      </div>
    </form>
  );
}

function Preset(props: { day: Day; label: string; onChoose: (day: Day) => void }) {
  return (
    <button
      type="button"
      className="snooze-preset"
      title={props.day}
      onClick={() => props.onChoose(props.day)}
    >
      {props.label}
    </button>
  );
}
