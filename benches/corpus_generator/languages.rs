//! What differs between the languages of the corpus: little words in the order of their frequency, names of months and
//! days, expressions of time, and the script.
//!
//! In an expression, `{d}`, `{m}`, `{y}` and `{w}` are the day, month, year and weekday of a day near the publication,
//! `{Y}` is a year of the last thirty and `{n}` a number from 2 to 9.

use super::calendar::{date_of, weekday_of};
use super::random::Random;
use std::fmt::Write as _;

#[derive(Debug)]
pub(super) struct Language {
    /// ISO 639-1.
    pub(super) code: &'static str,
    /// Written in Cyrillic letters.
    pub(super) is_cyrillic: bool,
    /// The most frequent words, the first the most frequent.
    pub(super) function_words: &'static str,
    pub(super) said: &'static str,
    months: [&'static str; 12],
    weekdays: [&'static str; 7],
    times: &'static [&'static str],
    /// Shares of a thousand outlets.
    pub(super) per_mille: usize,
}

impl Language {
    /// Writes an expression of time that an article published on `day` may hold.
    pub(super) fn write_time(&self, day: i32, random: &mut Random, text: &mut String) {
        let near = if random.one_in(4) { day + random.below(60) as i32 } else { day - random.below(200) as i32 };
        let (year, month, day_of_month) = date_of(near);
        let mut rest = random.pick(self.times);
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            let _ = match name {
                "d" => write!(text, "{day_of_month}"),
                "m" => write!(text, "{}", self.months[month as usize - 1]),
                "w" => write!(text, "{}", self.weekdays[weekday_of(near)]),
                "y" => write!(text, "{year}"),
                "Y" => write!(text, "{}", date_of(day).0 - random.below(30) as i32),
                _ => write!(text, "{}", 2 + random.below(8)),
            };
            rest = after;
        }
        text.push_str(rest);
    }

    /// The day as a dateline has it: `March 20`.
    pub(super) fn write_dateline_day(&self, day: i32, text: &mut String) {
        let (_, month, day_of_month) = date_of(day);
        let month = self.months[month as usize - 1];
        let _ = match self.code {
            "en" => write!(text, "{month} {day_of_month}"),
            "de" => write!(text, "{day_of_month}. {month}"),
            _ => write!(text, "{day_of_month} {month}"),
        };
    }
}

pub(super) const LANGUAGES: [Language; 6] = [
    Language {
        code: "en",
        is_cyrillic: false,
        function_words: "the of to in a and for that on is said with was as at by it from he be has have are an not \
            will his but they this who which its had been their were after or more than would about when out up over \
            we one also into all she you there can could her some him two other what no if new so before last first \
            during only them most against between such any where many under these because while then through should \
            off both those until very since do did may made how our my i your just now us much even being same",
        said: "said",
        months: [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        times: &[
            "on {d} {m} {y}",
            "on {m} {d}, {y}",
            "on {w}",
            "last {w}",
            "in {Y}",
            "in {m} {y}",
            "since {Y}",
            "yesterday",
            "last week",
            "next month",
            "on {w}, {d} {m}",
            "{n} days ago",
            "two weeks ago",
            "from {Y} to {Y}",
            "on {m} {d}",
            "by the end of {Y}",
            "in early {m}",
            "at {n} p.m. on {w}",
            "later this year",
            "for {n} months",
            "earlier this week",
            "next {w}",
        ],
        per_mille: 770,
    },
    Language {
        code: "de",
        is_cyrillic: false,
        function_words: "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an \
            werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur \
            oder aber vor zur bis mehr durch man sein wurde sei kann gegen vom schon wenn habe seine ihre dann unter \
            wir soll ich eines jahr zwei diese dieser wieder keine seiner worden will zwischen immer was sagte",
        said: "sagte",
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
        times: &[
            "am {d}. {m} {y}",
            "am {w}",
            "im {m} {y}",
            "seit {Y}",
            "gestern",
            "vor {n} Tagen",
            "am {w}, {d}. {m}",
            "letzte Woche",
            "im Jahr {Y}",
            "bis Ende {Y}",
            "am kommenden {w}",
        ],
        per_mille: 60,
    },
    Language {
        code: "fr",
        is_cyrillic: false,
        function_words: "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se le ce il \
            sont avec ou son aux mais comme sa été cette ces ont ses deux après être fait elle entre leur aussi on \
            nous selon contre sans depuis même dont encore était sous tout si peu avant où leurs très moins",
        said: "a déclaré",
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        times: &[
            "le {d} {m} {y}",
            "{w}",
            "{w} dernier",
            "en {m} {y}",
            "depuis {Y}",
            "hier",
            "il y a {n} jours",
            "la semaine dernière",
            "en {Y}",
            "d'ici la fin de {Y}",
            "{w} {d} {m}",
        ],
        per_mille: 50,
    },
    Language {
        code: "es",
        is_cyrillic: false,
        function_words: "de la que el en y a los del se las por un para con no una su al lo como más o pero sus le ha \
            este sí porque esta entre cuando muy sin sobre también fue hasta hay donde quien desde todo nos durante \
            todos uno les ni contra otros ese eso ante ellos esto antes algunos qué unos otro otras otra él tanto",
        said: "dijo",
        months: [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
        times: &[
            "el {d} de {m} de {y}",
            "el {w}",
            "el pasado {w}",
            "en {m} de {y}",
            "desde {Y}",
            "ayer",
            "hace {n} días",
            "la semana pasada",
            "en {Y}",
            "a finales de {Y}",
            "el {w} {d} de {m}",
        ],
        per_mille: 80,
    },
    Language {
        code: "ru",
        is_cyrillic: true,
        function_words: "в и на что с по не о из за для к от это как а его он до но у после также при все было так \
            был только будет уже того же их ее или мы бы во более под я чтобы со которые то может они которых без",
        said: "заявил",
        months: [
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ],
        weekdays: ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"],
        times: &[
            "{d} {m} {y} года",
            "в {w}",
            "{d} {m}",
            "в {Y} году",
            "с {Y} года",
            "вчера",
            "{n} дня назад",
            "на прошлой неделе",
            "в следующем месяце",
        ],
        per_mille: 28,
    },
    Language {
        code: "uk",
        is_cyrillic: true,
        function_words: "в і на що з у та не за до про як це його від для по він а й але після також при все було так \
            був лише буде вже того ж їх її або ми б під я щоб зі які то може вони яких без",
        said: "заявив",
        months: [
            "січня",
            "лютого",
            "березня",
            "квітня",
            "травня",
            "червня",
            "липня",
            "серпня",
            "вересня",
            "жовтня",
            "листопада",
            "грудня",
        ],
        weekdays: ["понеділок", "вівторок", "середу", "четвер", "п'ятницю", "суботу", "неділю"],
        times: &[
            "{d} {m} {y} року",
            "у {w}",
            "{d} {m}",
            "у {Y} році",
            "з {Y} року",
            "вчора",
            "{n} дні тому",
            "минулого тижня",
            "наступного місяця",
        ],
        per_mille: 12,
    },
];
