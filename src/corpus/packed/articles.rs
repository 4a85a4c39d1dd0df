//! Articles as records: everything but the text, and the texts end to end beside them.

use super::code::{Reader, Writer};
use super::pack::{Kept, Pack};
use super::paths::{path_bytes, path_of};
use super::{Block, Bytes, Damage, stretch};
use crate::corpus::bytes::checksum;
use crate::corpus::{Alternative, Article, Basis, ContentHash, Evidence, Field, Known, Source, Text};
use crate::text::Span;
use crate::time::Interval;
use chrono::DateTime;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Texts longer than this are not copied into a block of texts.
const LONG_TEXT_BYTES: usize = 1024 * 1024;

/// Bits of the number in front of a record: which fields are known, and what need not be written.
mod known {
    pub(super) const TITLE: u64 = 1;
    pub(super) const OUTLET: u64 = 1 << 1;
    pub(super) const LANGUAGE: u64 = 1 << 2;
    pub(super) const PUBLISHED: u64 = 1 << 3;
    pub(super) const BYLINE: u64 = 1 << 4;
    pub(super) const URL: u64 = 1 << 5;
    /// The id is the beginning of the content hash.
    pub(super) const ID_OF_HASH: u64 = 1 << 6;
    pub(super) const MEMBER: u64 = 1 << 7;
    /// The member's name is the id.
    pub(super) const MEMBER_IS_ID: u64 = 1 << 8;
    /// The path ends as it is shown.
    pub(super) const PATH_AS_SHOWN: u64 = 1 << 9;
}

/// The day from which days are counted: 1 January 2000, in days of the common era.
const BASE_DAY: i32 = 730_120;

/// A block of articles.
#[derive(Debug)]
pub struct ArticleBlock {
    records: Kept,
    texts: Texts,
}

#[derive(Debug)]
enum Texts {
    /// In memory, the long ones by themselves.
    Held { all: Arc<String>, long: BTreeMap<usize, Text> },
    /// In the cache.
    Kept { bytes: Bytes, damage: Damage },
}

impl ArticleBlock {
    /// Packs articles, all texts in one.
    pub fn whole(articles: &[Option<Arc<Article>>]) -> Self {
        Self::packed(articles, usize::MAX)
    }

    fn packed(articles: &[Option<Arc<Article>>], most_bytes: usize) -> Self {
        let is_short = |article: &&Arc<Article>| article.text.len() <= most_bytes;
        let size = articles.iter().flatten().filter(is_short).map(|article| article.text.len()).sum();
        let mut all = String::with_capacity(size);
        let mut long = BTreeMap::new();
        let mut index = 0;
        let pack = Pack::new(articles, |writer, article: &Option<Arc<Article>>| {
            if let Some(article) = article {
                let start = all.len();
                if is_short(&article) {
                    all.push_str(&article.text);
                } else {
                    long.insert(index, article.text.clone());
                }
                write(writer, article, start);
            }
            index += 1;
        });
        Self { records: Kept::held(pack), texts: Texts::Held { all: Arc::new(all), long } }
    }

    /// The records and the texts, to be kept; nothing where not all texts are in one.
    pub fn parts(&self) -> Option<(&Bytes, &[u8])> {
        let texts = match &self.texts {
            Texts::Held { all, long } => long.is_empty().then_some(all.as_bytes())?,
            Texts::Kept { bytes, .. } => bytes,
        };
        Some((self.records.bytes(), texts))
    }

    /// A block that was kept. `check` is the checksum of `records`; neither part is read before an article is asked for.
    pub fn of_parts(records: Bytes, check: u32, texts: Bytes, damage: &Damage) -> Self {
        let records = Kept::new(records, check, damage.clone());
        Self { records, texts: Texts::Kept { bytes: texts, damage: damage.clone() } }
    }

    fn text(&self, index: usize, start: usize, len: usize, check: u32) -> Option<Text> {
        match &self.texts {
            Texts::Held { all, long } => {
                long.get(&index).cloned().or_else(|| Text::within(all, start..start.checked_add(len)?))
            }
            Texts::Kept { bytes, damage } => {
                let stretch = stretch(bytes, start..start.checked_add(len)?)?;
                Some(Text::kept(stretch, check, damage.clone()))
            }
        }
    }
}

impl Block for ArticleBlock {
    type Item = Arc<Article>;

    fn pack(articles: &[Option<Arc<Article>>]) -> Self {
        Self::packed(articles, LONG_TEXT_BYTES)
    }

    fn get(&self, index: usize, _slot: usize) -> Option<Arc<Article>> {
        let mut record = self.records.pack()?.record(index)?;
        if record.bytes.is_empty() {
            return None;
        }
        let text = |start, len, check| self.text(index, start, len, check);
        let article = read(&mut record, text);
        if article.is_none() {
            self.records.tell_damage();
        }
        article
    }

    fn has(&self, index: usize) -> bool {
        self.records.pack().and_then(|pack| pack.record(index)).is_some_and(|record| !record.bytes.is_empty())
    }

    fn is_same(a: &Arc<Article>, b: &Arc<Article>) -> bool {
        Arc::ptr_eq(a, b)
    }
}

fn write(writer: &mut Writer, article: &Article, text_start: usize) {
    let Source { path, shown_path, member } = &article.source;
    let path = path_bytes(path);
    let prefix = path.strip_suffix(shown_path.as_bytes());
    let is_set = |bit: u64, is_set: bool| if is_set { bit } else { 0 };
    let is_id_of_hash = *article.id == *id_of(article.sha256);
    let flags = is_set(known::TITLE, article.title.is_some())
        | is_set(known::OUTLET, article.outlet.is_some())
        | is_set(known::LANGUAGE, article.language.is_some())
        | is_set(known::PUBLISHED, article.published.is_some())
        | is_set(known::BYLINE, article.byline.is_some())
        | is_set(known::URL, article.url.is_some())
        | is_set(known::ID_OF_HASH, is_id_of_hash)
        | is_set(known::MEMBER, member.is_some())
        | is_set(known::MEMBER_IS_ID, member.as_ref() == Some(&article.id))
        | is_set(known::PATH_AS_SHOWN, prefix.is_some());
    writer.number(flags);
    writer.raw(&article.sha256.0);
    writer.count(text_start);
    writer.count(article.text.len());
    writer.raw(&checksum(article.text.as_bytes()).to_le_bytes());
    writer.number(article.word_count.into());
    if !is_id_of_hash {
        writer.text(&article.id);
    }
    if let Some(member) = member.as_ref().filter(|member| **member != article.id) {
        writer.text(member);
    }
    let (folder, file) =
        shown_path.rsplit_once('/').map_or((None, &**shown_path), |(folder, file)| (Some(folder), file));
    // Many articles of one file, or many files of one folder: the file's name is worth sharing where it holds several.
    writer.name(folder.map_or_else(String::new, |folder| format!("{folder}/")).as_bytes());
    if member.is_some() {
        writer.name(file.as_bytes());
    } else {
        writer.text(file);
    }
    match prefix {
        Some(prefix) => writer.name(prefix),
        None => writer.long(&path),
    }
    let mut end = 0;
    writer.count(article.boilerplate.len());
    for &stretch in &article.boilerplate {
        writer.span(stretch, end);
        end = stretch.end;
    }
    if let Some(title) = &article.title {
        writer.text(&title.value);
        write_basis(writer, &title.basis);
    }
    for shared in [&article.outlet, &article.language].into_iter().flatten() {
        writer.name(shared.value.as_bytes());
        write_basis(writer, &shared.basis);
    }
    if let Some(published) = &article.published {
        writer.days(published.value, BASE_DAY);
        write_basis(writer, &published.basis);
    }
    for own in [&article.byline, &article.url].into_iter().flatten() {
        writer.text(&own.value);
        write_basis(writer, &own.basis);
    }
}

fn read(record: &mut Reader<'_>, text: impl FnOnce(usize, usize, u32) -> Option<Text>) -> Option<Arc<Article>> {
    let flags = record.number()?;
    let is = |bit| flags & bit != 0;
    let sha256 = ContentHash(record.raw(32)?.try_into().ok()?);
    let (start, len) = (usize::try_from(record.number()?).ok()?, usize::try_from(record.number()?).ok()?);
    let text = text(start, len, u32::from_le_bytes(record.raw(4)?.try_into().ok()?))?;
    let word_count = record.small()?;
    let id: Arc<str> = if is(known::ID_OF_HASH) { id_of(sha256).into() } else { record.text()?.into() };
    let member = match (is(known::MEMBER), is(known::MEMBER_IS_ID)) {
        (false, _) => None,
        (true, true) => Some(id.clone()),
        (true, false) => Some(Arc::from(record.text()?)),
    };
    let folder = record.name()?;
    let file = if member.is_some() { record.name()? } else { record.text()? };
    let shown_path = [folder, file].concat();
    let path = if is(known::PATH_AS_SHOWN) {
        [record.name_bytes()?, shown_path.as_bytes()].concat()
    } else {
        record.long()?.to_vec()
    };
    let mut end = 0;
    let mut boilerplate = Vec::with_capacity(record.count()?);
    for _ in 0..boilerplate.capacity() {
        let stretch = record.span(end)?;
        end = stretch.end;
        boilerplate.push(stretch);
    }
    let source = Source { path: Arc::new(path_of(path)?), shown_path: shown_path.into(), member };
    let title = field(is(known::TITLE), record, |record| record.text().map(Arc::from))?;
    let outlet = field(is(known::OUTLET), record, |record| record.name().map(Arc::from))?;
    let language = field(is(known::LANGUAGE), record, |record| record.name().map(Arc::from))?;
    let published: Field<Interval> = field(is(known::PUBLISHED), record, |record| record.days(BASE_DAY))?;
    let byline = field(is(known::BYLINE), record, |record| record.text().map(Arc::from))?;
    let url = field(is(known::URL), record, |record| record.text().map(Arc::from))?;
    let article =
        Article { source, id, sha256, text, title, outlet, byline, published, language, url, boilerplate, word_count };
    Some(Arc::new(article))
}

/// A field that is known or not; nothing when it cannot be read.
fn field<T>(
    is_known: bool,
    record: &mut Reader<'_>,
    value: impl FnOnce(&mut Reader<'_>) -> Option<T>,
) -> Option<Field<T>> {
    if !is_known {
        return Some(None);
    }
    let value = value(record)?;
    Some(Some(Known::new(value, read_basis(record)?)))
}

/// How a basis begins.
mod kind {
    pub(super) const STATED: u8 = 0;
    /// Inferred from one stretch of the text, without alternatives.
    pub(super) const PLAIN: u8 = 1;
    pub(super) const INFERRED: u8 = 2;
    pub(super) const EDITED: u8 = 3;
}

fn write_basis(writer: &mut Writer, basis: &Basis) {
    match basis {
        Basis::Stated { place } => {
            writer.byte(kind::STATED);
            writer.name(place.as_bytes());
        }
        Basis::Inferred { rule, evidence, alternatives, confidence } => {
            let plain = match (evidence.as_slice(), alternatives.as_slice()) {
                ([Evidence::Text(span)], []) => Some(*span),
                _ => None,
            };
            writer.byte(if plain.is_some() { kind::PLAIN } else { kind::INFERRED });
            writer.name(rule.as_bytes());
            writer.share(*confidence);
            match plain {
                Some(span) => writer.span(span, 0),
                None => write_reasons(writer, evidence, alternatives),
            }
        }
        Basis::Edited { at } => {
            writer.byte(kind::EDITED);
            writer.signed(at.timestamp());
            writer.number(at.timestamp_subsec_nanos().into());
        }
    }
}

fn write_reasons(writer: &mut Writer, evidence: &[Evidence], alternatives: &[Alternative]) {
    writer.count(evidence.len());
    for piece in evidence {
        match piece {
            Evidence::Text(span) => {
                writer.byte(1);
                writer.span(*span, 0);
            }
            Evidence::Outside(words) => {
                writer.byte(0);
                writer.text(words);
            }
        }
    }
    writer.count(alternatives.len());
    for alternative in alternatives {
        writer.text(&alternative.value);
        writer.name(alternative.reason.as_bytes());
        writer.byte(u8::from(alternative.span.is_some()));
        if let Some(span) = alternative.span {
            writer.span(span, 0);
        }
    }
}

fn read_basis(record: &mut Reader<'_>) -> Option<Basis> {
    let kind = record.byte()?;
    match kind {
        kind::STATED => Some(Basis::Stated { place: owned(record.name()?) }),
        kind::PLAIN | kind::INFERRED => {
            let rule = owned(record.name()?);
            let confidence = record.share()?;
            let (evidence, alternatives) = if kind == kind::PLAIN {
                (vec![Evidence::Text(record.span(0)?)], Vec::new())
            } else {
                read_reasons(record)?
            };
            Some(Basis::Inferred { rule, evidence, alternatives, confidence })
        }
        kind::EDITED => {
            let (seconds, nanos) = (record.signed()?, record.small()?);
            Some(Basis::Edited { at: DateTime::from_timestamp(seconds, nanos)? })
        }
        _ => None,
    }
}

fn read_reasons(record: &mut Reader<'_>) -> Option<(Vec<Evidence>, Vec<Alternative>)> {
    let mut evidence = Vec::with_capacity(record.count()?);
    for _ in 0..evidence.capacity() {
        evidence.push(match record.byte()? {
            0 => Evidence::Outside(record.text()?.to_owned()),
            _ => Evidence::Text(record.span(0)?),
        });
    }
    let mut alternatives = Vec::with_capacity(record.count()?);
    for _ in 0..alternatives.capacity() {
        let (value, reason) = (record.text()?.to_owned(), owned(record.name()?));
        let span: Option<Span> = if record.byte()? == 0 { None } else { Some(record.span(0)?) };
        alternatives.push(Alternative { value, reason, span });
    }
    Some((evidence, alternatives))
}

fn owned(text: &str) -> Cow<'static, str> {
    Cow::Owned(text.to_owned())
}

/// The first 12 hex digits of a content hash.
fn id_of(sha256: ContentHash) -> String {
    let digits = sha256.0.iter().take(6).flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}
