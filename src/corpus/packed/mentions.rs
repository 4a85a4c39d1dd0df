//! The mentions of articles as records: each expression by what it shares with the one before it.

use super::code::{Reader, Writer};
use super::pack::{Kept, Pack};
use super::{Block, Bytes, Damage};
use crate::corpus::{ArticleId, Mention};
use crate::text::Span;
use crate::time::{Anchor, Interval, Modifier, Precision, TimeExpression, TimeRange, TimexKind};
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;
use std::sync::Arc;

const KINDS: [TimexKind; 4] = [TimexKind::Date, TimexKind::Time, TimexKind::Duration, TimexKind::Set];

const MODIFIERS: [Modifier; 8] = [
    Modifier::Start,
    Modifier::Mid,
    Modifier::End,
    Modifier::Approx,
    Modifier::MoreThan,
    Modifier::LessThan,
    Modifier::EqualOrMore,
    Modifier::EqualOrLess,
];

const PRECISIONS: [Precision; 13] = [
    Precision::Time,
    Precision::Day,
    Precision::Weekend,
    Precision::Week,
    Precision::Range,
    Precision::Month,
    Precision::Quarter,
    Precision::Season,
    Precision::Half,
    Precision::Year,
    Precision::Decade,
    Precision::Century,
    Precision::Open,
];

/// What an expression was reckoned from, in two bits.
mod anchor {
    pub(super) const EXPLICIT: u8 = 0;
    pub(super) const PUBLICATION: u8 = 1;
    pub(super) const MENTION: u8 = 2;
    pub(super) const OPEN: u8 = 3;
}

/// How the TIMEX3 value is written, in two bits.
mod value {
    pub(super) const NAME: u8 = 0;
    /// It is the first day of the interval, or its month, or its year.
    pub(super) const DAY: u8 = 1;
    pub(super) const MONTH: u8 = 2;
    pub(super) const YEAR: u8 = 3;
}

/// Bits of the first byte above kind and anchor.
const HAS_DAYS: u8 = 1 << 4;
const HAS_RANGE: u8 = 1 << 5;
const IS_BOILERPLATE: u8 = 1 << 6;
const SAME_SENTENCE: u8 = 1 << 7;

/// Bit of the third byte above the form of the value: the publication is that of the expression before, or the anchor is
/// an expression of this article, named by its place in the list.
const IS_ANCHOR_KNOWN: u8 = 1 << 2;

/// A block of the mentions of articles.
#[derive(Debug)]
pub struct MentionBlock {
    records: Kept,
}

impl MentionBlock {
    /// The records, to be kept.
    pub fn bytes(&self) -> &Bytes {
        self.records.bytes()
    }

    /// A block that was kept. `check` is the checksum of `records`, which are not read before a mention is asked for.
    pub fn of_parts(records: Bytes, check: u32, damage: &Damage) -> Self {
        Self { records: Kept::new(records, check, damage.clone()) }
    }
}

impl Block for MentionBlock {
    type Item = Arc<[Mention]>;

    fn pack(mentions: &[Option<Arc<[Mention]>>]) -> Self {
        let pack = Pack::new(mentions, |writer, mentions: &Option<Arc<[Mention]>>| {
            if let Some(mentions) = mentions.as_ref().filter(|mentions| !mentions.is_empty()) {
                write(writer, mentions);
            }
        });
        Self { records: Kept::held(pack) }
    }

    fn get(&self, index: usize, slot: usize) -> Option<Arc<[Mention]>> {
        let mut record = self.records.pack()?.record(index)?;
        if record.bytes.is_empty() {
            return None;
        }
        let mentions = read(&mut record, ArticleId(slot as u32));
        if mentions.is_none() {
            self.records.tell_damage();
        }
        mentions.map(Arc::from)
    }

    fn has(&self, index: usize) -> bool {
        self.records.pack().and_then(|pack| pack.record(index)).is_some_and(|record| !record.bytes.is_empty())
    }

    fn is_same(a: &Arc<[Mention]>, b: &Arc<[Mention]>) -> bool {
        Arc::ptr_eq(a, b)
    }
}

/// What a mention is written or read beside.
#[derive(Default)]
struct Before {
    span: Span,
    sentence: Span,
    /// The first day of the last interval, in days of the common era.
    day: i32,
    publication: Option<Interval>,
}

impl Before {
    fn follow(&mut self, mention: &Mention) {
        self.span = mention.expression.span;
        self.sentence = mention.sentence;
        if let Some(days) = mention.expression.interval {
            self.day = days.first().num_days_from_ce();
        }
        if let Anchor::Publication(days) = mention.expression.anchor {
            self.publication = Some(days);
        }
    }
}

/// `place`'s position in `list`, both of few.
fn position<T: PartialEq>(list: &[T], place: &T) -> u8 {
    list.iter().position(|other| other == place).unwrap_or_default() as u8
}

fn write(writer: &mut Writer, mentions: &[Mention]) {
    let mut before = Before::default();
    writer.count(mentions.len());
    for (index, mention) in mentions.iter().enumerate() {
        write_mention(writer, mention, &before, mentions.get(..index).unwrap_or_default());
        before.follow(mention);
    }
}

fn write_mention(writer: &mut Writer, mention: &Mention, before: &Before, earlier: &[Mention]) {
    let expression = &mention.expression;
    let (anchor, is_anchor_known) = match &expression.anchor {
        Anchor::Explicit => (anchor::EXPLICIT, false),
        Anchor::Open => (anchor::OPEN, false),
        Anchor::Publication(days) => (anchor::PUBLICATION, before.publication == Some(*days)),
        Anchor::Mention { span, interval } => (anchor::MENTION, named(earlier, *span, *interval).is_some()),
    };
    let form = form_of(&expression.value, expression.interval);
    let is_same_sentence = mention.sentence == before.sentence;
    let bit = |bit: u8, is_set: bool| if is_set { bit } else { 0 };
    writer.byte(
        position(&KINDS, &expression.kind)
            | anchor << 2
            | bit(HAS_DAYS, expression.interval.is_some())
            | bit(HAS_RANGE, expression.range.is_some())
            | bit(IS_BOILERPLATE, mention.is_boilerplate)
            | bit(SAME_SENTENCE, is_same_sentence),
    );
    let modifier = expression.modifier.map_or(0, |modifier| position(&MODIFIERS, &modifier) + 1);
    writer.byte(position(&PRECISIONS, &expression.precision) | modifier << 4);
    writer.byte(form | bit(IS_ANCHOR_KNOWN, is_anchor_known));
    writer.span(expression.span, before.span.end);
    if !is_same_sentence {
        writer.span(mention.sentence, expression.span.start);
    }
    writer.name(expression.rule.as_bytes());
    writer.share(expression.confidence);
    if let Some(days) = expression.interval {
        writer.days(days, before.day);
    }
    if form == value::NAME {
        writer.name(expression.value.as_bytes());
    }
    match expression.anchor {
        Anchor::Publication(days) if !is_anchor_known => writer.days(days, before.day),
        Anchor::Mention { span, interval } => {
            if let Some(index) = named(earlier, span, interval) {
                writer.count(earlier.len() - index);
            } else {
                writer.span(span, expression.span.start);
                writer.days(interval, before.day);
            }
        }
        _ => {}
    }
    if let Some(range) = expression.range {
        writer.span(range.span, expression.span.start);
        writer.days(range.interval, before.day);
    }
}

/// Which of the expressions before is the one at `span` that means `interval`.
fn named(earlier: &[Mention], span: Span, interval: Interval) -> Option<usize> {
    earlier.iter().rposition(|mention| mention.expression.span == span && mention.expression.interval == Some(interval))
}

fn form_of(written: &str, days: Option<Interval>) -> u8 {
    let Some(first) = days.map(Interval::first) else { return value::NAME };
    let form = match written.len() {
        10 => value::DAY,
        7 => value::MONTH,
        4 => value::YEAR,
        _ => return value::NAME,
    };
    if value_of(form, first).is_some_and(|value| value == written) { form } else { value::NAME }
}

/// The value of a day, its month or its year in ISO 8601; nothing outside the years 0 to 9999.
fn value_of(form: u8, first: NaiveDate) -> Option<String> {
    let year = u32::try_from(first.year()).ok().filter(|year| *year < 10_000)?;
    let mut value = String::with_capacity(10);
    let digits = |value: &mut String, number: u32, units: &[u32]| {
        value.extend(units.iter().filter_map(|unit| char::from_digit(number / unit % 10, 10)));
    };
    digits(&mut value, year, &[1000, 100, 10, 1]);
    if form != value::YEAR {
        value.push('-');
        digits(&mut value, first.month(), &[10, 1]);
    }
    if form == value::DAY {
        value.push('-');
        digits(&mut value, first.day(), &[10, 1]);
    }
    Some(value)
}

fn read(record: &mut Reader<'_>, article_id: ArticleId) -> Option<Vec<Mention>> {
    let mut before = Before::default();
    let mut mentions = Vec::with_capacity(record.count()?);
    for _ in 0..mentions.capacity() {
        let mention = read_mention(record, article_id, &before, &mentions)?;
        before.follow(&mention);
        mentions.push(mention);
    }
    Some(mentions)
}

fn read_mention(
    record: &mut Reader<'_>,
    article_id: ArticleId,
    before: &Before,
    earlier: &[Mention],
) -> Option<Mention> {
    let (first, second, third) = (record.byte()?, record.byte()?, record.byte()?);
    let span = record.span(before.span.end)?;
    let sentence = if first & SAME_SENTENCE == 0 { record.span(span.start)? } else { before.sentence };
    let rule = Cow::Owned(record.name()?.to_owned());
    let confidence = record.share()?;
    let interval = if first & HAS_DAYS == 0 { None } else { Some(record.days(before.day)?) };
    let value = match third & 3 {
        value::NAME => record.name()?.to_owned(),
        form => value_of(form, interval?.first())?,
    };
    let is_anchor_known = third & IS_ANCHOR_KNOWN != 0;
    let anchor = match first >> 2 & 3 {
        anchor::EXPLICIT => Anchor::Explicit,
        anchor::PUBLICATION if is_anchor_known => Anchor::Publication(before.publication?),
        anchor::PUBLICATION => Anchor::Publication(record.days(before.day)?),
        anchor::MENTION if is_anchor_known => {
            let back = usize::try_from(record.number()?).ok()?;
            let named = &earlier.get(earlier.len().checked_sub(back)?)?.expression;
            Anchor::Mention { span: named.span, interval: named.interval? }
        }
        anchor::MENTION => Anchor::Mention { span: record.span(span.start)?, interval: record.days(before.day)? },
        _ => Anchor::Open,
    };
    let range = if first & HAS_RANGE == 0 {
        None
    } else {
        Some(TimeRange { span: record.span(span.start)?, interval: record.days(before.day)? })
    };
    let modifier = match usize::from(second >> 4).checked_sub(1) {
        Some(index) => Some(*MODIFIERS.get(index)?),
        None => None,
    };
    let expression = TimeExpression {
        span,
        kind: *KINDS.get(usize::from(first & 3))?,
        value,
        modifier,
        interval,
        precision: *PRECISIONS.get(usize::from(second & 15))?,
        anchor,
        rule,
        confidence,
        range,
    };
    Some(Mention { article_id, expression, sentence, is_boilerplate: first & IS_BOILERPLATE != 0 })
}
