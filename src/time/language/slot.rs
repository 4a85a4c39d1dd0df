//! What words can tell of time, and the names that language files give to it.

/// A class of words within one language. The first ones are [`builtin`].
pub(in crate::time) type Class = u16;

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "each is named as in the language files, whose README says what it means")]
        pub(in crate::time) enum $name { $($variant),* }

        impl $name {
            /// The one of that name.
            pub(in crate::time) fn named(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

named! {
    /// What the value of a class is. A class `month_clear` tells the same as `month`.
    Slot {
        Month = "month",
        Weekday = "weekday",
        Unit = "unit",
        Season = "season",
        Part = "part",
        Holiday = "holiday",
        Rel = "rel",
        Near = "near",
        Deictic = "deictic",
        Ref = "ref",
        Ordinal = "ord",
        Vague = "vague",
        NumberWord = "number",
        Meridiem = "meridiem",
        Decade = "decade",
        Every = "every",
        Adverb = "adverb",
        Era = "era",
        Clock = "clock",
        Utc = "utc",
        Plus = "plus",
        Int = "int",
        Day = "dd",
        MonthNumber = "mm",
        Year = "yyyy",
        ShortYear = "yy",
        Number = "num",
        Hour = "hh",
        Minute = "min",
        Compact = "yyyymmdd",
        Thousandths = "thousandths",
    }
}

named! {
    /// What a pattern means.
    Head {
        Date = "date",
        Numeric = "numeric",
        Weekday = "weekday",
        Unit = "unit",
        Focus = "focus",
        Anaphor = "anaphor",
        Same = "same",
        Latest = "latest",
        Ago = "ago",
        Hence = "hence",
        Earlier = "earlier",
        Later = "later",
        Day = "day",
        Ref = "ref",
        Duration = "duration",
        Set = "set",
        Rate = "rate",
        Time = "time",
        Part = "part",
        Decade = "decade",
        Century = "century",
        Piece = "piece",
        Veto = "veto",
        Skip = "skip",
    }
}

impl Head {
    /// Its name.
    pub(in crate::time) fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Numeric => "numeric",
            Self::Weekday => "weekday",
            Self::Unit => "unit",
            Self::Focus => "focus",
            Self::Anaphor => "anaphor",
            Self::Same => "same",
            Self::Latest => "latest",
            Self::Ago => "ago",
            Self::Hence => "hence",
            Self::Earlier => "earlier",
            Self::Later => "later",
            Self::Day => "day",
            Self::Ref => "ref",
            Self::Duration => "duration",
            Self::Set => "set",
            Self::Rate => "rate",
            Self::Time => "time",
            Self::Part => "part",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Piece => "piece",
            Self::Veto => "veto",
            Self::Skip => "skip",
        }
    }
}

named! {
    /// Kinds of expressions that words before and after may belong to.
    Category {
        Day = "day",
        Weekday = "weekday",
        Week = "week",
        Month = "month",
        Quarter = "quarter",
        Season = "season",
        Year = "year",
        Decade = "decade",
        Ago = "ago",
        Duration = "duration",
        Set = "set",
        Time = "time",
        Ref = "ref",
        Deictic = "deictic",
        Holiday = "holiday",
        Compound = "compound",
    }
}

impl Category {
    /// Its place in a mask.
    pub(in crate::time) fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Classes that digits fall into, the same in every language.
pub(in crate::time) mod builtin {
    use super::Class;

    /// Any whole number in digits.
    pub(in crate::time) const INT: Class = 0;
    /// 1 to 31.
    pub(in crate::time) const DAY: Class = 1;
    /// 1 to 12.
    pub(in crate::time) const MONTH: Class = 2;
    /// Four digits that can be a year, standing free.
    pub(in crate::time) const YEAR: Class = 3;
    /// Two digits.
    pub(in crate::time) const SHORT_YEAR: Class = 4;
    /// Any number, in digits or words, also with a fraction (in thousandths).
    pub(in crate::time) const NUMBER: Class = 5;
    /// 0 to 24.
    pub(in crate::time) const HOUR: Class = 6;
    /// Two digits, 00 to 59.
    pub(in crate::time) const MINUTE: Class = 7;
    /// Eight digits that are a day.
    pub(in crate::time) const COMPACT: Class = 8;
    /// [`YEAR`] that nothing makes an amount or part of a name.
    pub(in crate::time) const FREE_YEAR: Class = 9;
    /// 1 to 31 in words.
    pub(in crate::time) const WORD_DAY: Class = 10;
    /// No word, but the end of a paragraph or of the text.
    pub(in crate::time) const END: Class = 11;
    /// Their names in the order of their numbers.
    pub(in crate::time) const NAMES: [&str; 12] =
        ["int", "dd", "mm", "yyyy", "yy", "num", "hh", "min", "yyyymmdd", "yyyy_free", "dd_word", "end"];
}

/// The number that stands for a value written as a word in a language file: `week`, `SP`, `MO`, `PAST_REF`.
pub(in crate::time) fn code(value: &str) -> Option<i32> {
    if let Ok(number) = value.parse() {
        return Some(number);
    }
    CODES.iter().position(|&name| name == value).and_then(|index| i32::try_from(index).ok())
}

/// The word of a [`code`].
pub(in crate::time) fn code_name(code: i32) -> &'static str {
    usize::try_from(code).ok().and_then(|index| CODES.get(index)).copied().unwrap_or("")
}

const CODES: [&str; 48] = [
    // Units, as `meaning::Unit` numbers them.
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
    "weekend",
    "half",
    "season",
    "fortnight",
    "millennium",
    "night",
    "unused",
    // Seasons and parts of the day, as TIMEX3 writes them.
    "SP",
    "SU",
    "FA",
    "WI",
    "MO",
    "AF",
    "EV",
    "NI",
    "MI",
    "DT",
    // References.
    "PRESENT_REF",
    "PAST_REF",
    "FUTURE_REF",
    // Holidays with computable dates.
    "christmas",
    "christmas-eve",
    "new-year",
    "new-year-eve",
    "easter",
    "good-friday",
    "easter-monday",
    "pentecost",
    "ascension",
    "thanksgiving",
    "halloween",
    "independence-us",
    "labor-us",
    "memorial-us",
    "valentine",
    "all-saints",
    "mlk",
    "veterans",
];
