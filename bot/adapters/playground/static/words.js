// The page's own words and its times. The server sends the words in every language and the times as they stand on the
// site's clocks; the browser writes them out without another time zone of its own.

let texts = {};

export const LANGUAGES = { en: "English", fr: "Français" };

export function learn(words) {
  texts = words;
}

export function word(id, language) {
  return (texts[language] ?? texts.en ?? {})[id] ?? "";
}

const LOCAL = "YYYY-MM-DDTHH:MM:SS".length;
const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

function written(local, locale, shape) {
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...shape }).format(new Date(`${local.slice(0, LOCAL)}Z`));
}

export const time = (local) => written(local, "en-GB", TIME);

export const day = (local, language) =>
  written(local, `${language}-CA`, { weekday: "long", day: "numeric", month: "long" });

export const longDay = (local, language) =>
  written(local, `${language}-CA`, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

export const shortMoment = (local, language) =>
  `${written(local, `${language}-CA`, { weekday: "short", day: "numeric", month: "short" })}, ${time(local)}`;
