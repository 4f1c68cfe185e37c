/* A moment as it is read, by London's clock: 26 November 2026 at 14:30. */
export const inWords = (moment) => new Date(moment).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/London" });
