import { Link } from "@tanstack/react-router";
import { wholeWan } from "../../components/money";
import type { WeekDay } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { openVisit } from "./openItem";
import { weekday } from "./wording";

/** Visits shown of one day, so that the strip keeps its height. */
const MOST_VISITS = 3;

/** Seven days: whom one sees, and what falls due. Weekends are narrow. */
export function WeekStrip({ week }: { week: WeekDay[] }) {
  const m = useMessages().today;
  return (
    <section className="week" aria-label={m.week}>
      {week.map((day, ahead) => (
        <Day key={day.day} day={day} isToday={ahead === 0} />
      ))}
    </section>
  );
}

function Day({ day, isToday }: { day: WeekDay; isToday: boolean }) {
  const m = useMessages().today;
  const nth = weekday(day.day);
  const isWeekend = nth === 0 || nth === 6;
  const shown = day.visits.slice(0, MOST_VISITS);
  const more = day.visits.length - shown.length;
  const { maturities } = day;
  return (
    <div className={`week-day ${isToday ? "is-today" : ""} ${isWeekend ? "is-weekend" : ""}`}>
      <p className="week-name">
        {m.shortWeekdays[nth]} <time dateTime={day.day}>{Number(day.day.slice(8))}</time>
        {isToday && <span className="week-today">{m.today}</span>}
      </p>
      <ul>
        {shown.map(({ visit, starts_at, client, with: people }) => (
          <li key={visit} className="week-line is-visit">
            <Link
              to="/clients/$clientId"
              params={{ clientId: client.id }}
              search={{ tab: "contacts" }}
              title={[starts_at, client.name, ...people].filter(Boolean).join(" · ")}
              onClick={(event) => {
                event.preventDefault();
                void openVisit(client.id, visit);
              }}
            >
              {starts_at && <b>{starts_at}</b>} <bdi>{client.name}</bdi>
              {people.length > 0 && (
                <>
                  {" · "}
                  <bdi>{people.join(m.listing)}</bdi>
                </>
              )}
            </Link>
          </li>
        ))}
        {more > 0 && <li className="week-line">{m.more(more)}</li>}
        {maturities.count > 0 && (
          <li className="week-line is-due">
            {m.maturing(maturities.count, wholeWan(maturities.balance))}
          </li>
        )}
      </ul>
    </div>
  );
}
