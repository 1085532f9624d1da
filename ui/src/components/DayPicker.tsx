import { DatePicker, Tooltip } from "antd";
import dayjs from "dayjs";
import { useEffect, useState } from "react";
import type { Day } from "../ipc/bindings";
import { useMessages } from "../locales";
import { typedDay } from "./day";
import "./day-picker.css";

const WRITTEN = "YYYY-MM-DD";
/** What is taken while it is typed: only what no further digit could make another day. */
const TYPED = [WRITTEN, "YYYYMMDD", "YYYY/MM/DD", "YYYY.MM.DD", "YYYY年MM月DD日"];

interface DayPickerProps {
  id?: string;
  size?: "small";
  autoFocus?: boolean;
  allowClear?: boolean;
  placeholder?: string;
  status?: "" | "error";
  "aria-label"?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
  value: Day | null;
  onChange: (day: Day | null) => void;
  /** The first day that may be chosen. */
  from?: Day;
  /** Shows the day of the week beside it. */
  withWeekday?: boolean;
  /** In an empty field, the day whose month the calendar opens on. */
  opensOn?: Day;
}

/** A day, chosen or typed in any of the ways that banks' files write one. What is no day is named, and the day
 * that stood before stays. */
export function DayPicker(props: DayPickerProps) {
  const { value, onChange, from, withWeekday, opensOn, ...rest } = props;
  const m = useMessages().common;
  const [refused, setRefused] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day, wherever it came from, is no refused one
  useEffect(() => setRefused(undefined), [value]);

  function settle(text: string) {
    // As the picker shows it: behind the day stands that of the week.
    const day = typedDay(text) ?? (withWeekday && typedDay(text.slice(0, WRITTEN.length)));
    const isAsItWas = value !== null && text.startsWith(value);
    if (text.trim() === "" || isAsItWas) setRefused(undefined);
    else if (!day) setRefused(m.noDay(text.trim(), value));
    else if (from && day < from) setRefused(m.dayBefore(day, from));
    else {
      setRefused(undefined);
      // What is in `TYPED` the picker has taken already.
      if (day !== value && !dayjs(text, TYPED, true).isValid()) onChange(day);
    }
  }

  return (
    <Tooltip
      title={refused}
      open={refused !== undefined}
      placement="top"
      styles={{ root: { maxWidth: 360 } }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the form from hearing the key */}
      <span
        className="day-picker"
        onKeyDown={(event) => {
          // Enter settles what is typed; of a day that stands it is the form's.
          const isTyping = value === null || !typedIn(event).startsWith(value);
          const isPlain = event.key === "Enter" && !event.ctrlKey && !event.metaKey;
          if (isPlain && isTyping && typedIn(event) !== "") event.preventDefault();
        }}
      >
        <DatePicker
          {...rest}
          {...(refused !== undefined && { status: "error", "aria-invalid": true })}
          {...(from && { minDate: dayjs(from) })}
          {...(opensOn && { defaultPickerValue: dayjs(opensOn) })}
          value={value === null ? null : dayjs(value)}
          format={withWeekday ? [`${WRITTEN} ddd`, ...TYPED] : TYPED}
          onChange={(day) => {
            setRefused(undefined);
            onChange(day ? day.format(WRITTEN) : null);
          }}
          onBlur={(event) => settle(typedIn(event))}
          onKeyDown={(event) => {
            if (event.key === "Enter") settle(typedIn(event));
          }}
        />
        <span className="visually-hidden" role="alert">
          {refused}
        </span>
      </span>
    </Tooltip>
  );
}

function typedIn(event: { target: EventTarget }): string {
  return event.target instanceof HTMLInputElement ? event.target.value : "";
}
