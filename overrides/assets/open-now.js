/* Says beside a phone number whether the service is open, by the clock of London.

   CALENDAR stands before this: the first day of the year of the build, the last day whose bank holidays were known then, and those.
   What a page says without script, the hours, stays. Nothing is said where anything is unsure: a clock that shows a day
   before that year or after the known days, a browser that does not know London's time, a bank holiday of which the
   hours say nothing. */

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/* The day and the minute of the week in London, as { date, minute }; null where the browser cannot tell. */
function london(moment) {
  try {
    const format = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hourCycle: "h23", weekday: "long", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
    const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
    const day = DAYS.indexOf(part.weekday);
    const minute = day * DAY + Number(part.hour) * 60 + Number(part.minute);
    const date = `${part.year}-${part.month}-${part.day}`;
    return format.resolvedOptions().timeZone === "Europe/London" && day >= 0 && Number.isFinite(minute) && /^\d{4}-\d\d-\d\d$/.test(date) ? { date, minute } : null;
  } catch {
    return null;
  }
}

const dayAfter = (date, days) => new Date(Date.parse(`${date}T12:00Z`) + days * DAY * 60000).toISOString().slice(0, 10);
const isHoliday = (date) => CALENDAR.holidays.includes(date);

/* "540-1050 1980-2490 closed", perhaps with "not" before it, as hooks/publishing/data/opening.py writes it. */
function parsed(times) {
  const words = times.split(" ");
  const opposite = words[0] === "not";
  return { opposite, holidays: words.at(-1), open: words.slice(opposite ? 1 : 0, -1).map((span) => span.split("-").map(Number)) };
}

/* Whether it is open at a moment: { open, until } with until in minutes of the week; null where nobody can be sure. */
function statusAt({ open, holidays }, { date, minute }) {
  const span = open.find(([start, end]) => (minute >= start && minute < end) || (minute + WEEK >= start && minute + WEEK < end));
  if (holidays !== "open") {
    const today = Math.floor(minute / DAY) * DAY;
    const sinceYesterday = span && (span[0] < today || span[0] > minute);
    if (isHoliday(date)) return holidays === "closed" && !sinceYesterday ? { open: false } : null;
    if (sinceYesterday && isHoliday(dayAfter(date, -1))) return null;
  }
  return span ? { open: true, until: span[1] % WEEK, long: span[1] - span[0] >= DAY } : { open: false };
}

/* When it opens next, in words; nothing where that is not within a week, or not sure. */
function opens({ open, holidays }, { date, minute }) {
  const today = Math.floor(minute / DAY);
  for (let days = 0; days < 7; days++) {
    const on = dayAfter(date, days);
    if (holidays !== "open" && isHoliday(on)) {
      if (holidays === "closed") continue;
      return "";
    }
    const start = open.map(([from]) => from).find((from) => Math.floor(from / DAY) === (today + days) % 7 && (days > 0 || from > minute));
    const day = ["", "tomorrow "][days] ?? `on ${DAYS[(today + days) % 7]} `;
    if (start !== undefined) return `opens ${day}at ${clock(start)}`;
  }
  return "";
}

function clock(minute) {
  const [hour, rest] = [Math.floor((minute % DAY) / 60), minute % 60];
  if (!rest && hour % 12 === 0) return hour ? "midday" : "midnight";
  const minutes = rest ? `:${String(rest).padStart(2, "0")}` : "";
  return `${hour % 12 || 12}${minutes}${hour < 12 ? "am" : "pm"}`;
}

/* What is said of some times at a moment: { open, words }, or null. */
function said(times, moment) {
  const now = london(moment);
  if (!now || now.date < CALENDAR.from || now.date > CALENDAR.to) return null;
  const week = parsed(times);
  const status = statusAt(week, now);
  if (!status) return null;
  if (week.opposite) return status.open ? { open: false, words: "not open now" } : { open: true, words: "open now" };
  if (status.open) return { open: true, words: status.long ? "open now" : `open until ${clock(status.until)}` };
  const next = opens(week, now);
  return { open: false, words: next ? `closed now, ${next}` : "closed now" };
}

function show() {
  for (const place of document.querySelectorAll(".now")) {
    const found = said(place.dataset.times, new Date());
    place.hidden = !found;
    place.textContent = found ? ` ${found.words}` : ""; /* a space, for who listens or copies */
    place.classList.toggle("now--open", Boolean(found?.open));
    place.closest(".call, .danger__local")?.classList.toggle("call--shut", Boolean(found && !found.open));
  }
}

if (document.querySelector(".now")) {
  show();
  setInterval(show, 20000);
  for (const event of ["visibilitychange", "pageshow"]) addEventListener(event, show);
}
