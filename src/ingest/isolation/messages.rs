//! What is said between this process and a worker, and what of it is believed.
//!
//! A frame holds one message in postcard's format, or to the worker after its request: a byte that says what follows
//! ([`PIECE_MORE`], [`PIECE_LAST`], [`PIECE_BROKEN`]) and a piece of the document. The worker asks for each piece, and
//! neither side speaks while the other has not been heard, so that no pipe can fill from both ends.
//!
//! A worker may have been taken over by the document that it parses. One frame holds one draft or one fault, and what is not
//! text in it is short, which bounds what decoding can cost. [`objection`] refuses what no honest worker sends: it cuts
//! everything to size before ([`clip`]).

use crate::corpus::{Alternative, Basis, Evidence};
use crate::ingest::Format;
use crate::ingest::readers::{Draft, Fault};
use crate::ingest::statement::{Statement, Statements};
use crate::text::Span;
use crate::work::ProblemKind;
use serde::{Deserialize, Serialize};
use std::io;

/// First byte of a piece: there is more behind it.
pub(super) const PIECE_MORE: u8 = 0;
/// First byte of a piece: the document ends with it.
pub(super) const PIECE_LAST: u8 = 1;
/// First byte of a piece: the rest of the document cannot be read.
pub(super) const PIECE_BROKEN: u8 = 2;

/// Bytes of a piece.
pub(super) const PIECE_BYTES: usize = 256 * 1024;

/// Bytes of one stated value.
const VALUE_BYTES: usize = 64 * 1024;

/// Bytes of a name: a member's, an id, a file's, a place where something is stated.
const NAME_BYTES: usize = 1024;

/// Bytes of a message without the text of its draft.
const HEAD_BYTES: usize = 4 * 1024 * 1024;

/// Sentences about one document as a whole.
const NOTES: usize = 64;

/// Bytes of a reason.
const REASON_BYTES: usize = 2048;

/// Pieces of evidence, and alternatives, of one value.
const EVIDENCE: usize = 64;

/// Stretches of boilerplate in one text.
const STRETCHES: usize = 100_000;

/// Text that one document may give: so many times its own size, but within the bounds below.
const TEXT_PER_BYTE: u64 = 16;
const LEAST_TEXT_BYTES: u64 = 64 * 1024 * 1024;
const MOST_TEXT_BYTES: u64 = 1024 * 1024 * 1024;

/// The request: one document, its first bytes with it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) format: Format,
    /// Name of the file without its folders.
    pub(super) file_name: String,
    pub(super) size_bytes: u64,
    pub(super) head: Vec<u8>,
    /// True when `head` is the whole document.
    pub(super) is_whole: bool,
}

/// What a worker says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Message {
    /// The next piece of the document, please.
    More,
    /// Still at it.
    Alive,
    /// An article.
    Draft(Box<Draft>),
    /// Something that is not as it should be.
    Fault(Fault),
    /// The document is done.
    Done {
        /// What it was read as in the end.
        format: Option<Format>,
        /// What is told of it as a whole.
        notes: Vec<String>,
        /// Why it gave nothing, or nothing more.
        refusal: Option<(ProblemKind, String)>,
    },
}

/// The message as a frame: the length of all but a draft's text in four bytes, all but that text, the text.
///
/// # Errors
/// None that is known: what consists of numbers and words can be written into memory.
pub(super) fn encode(mut message: Message) -> io::Result<Vec<u8>> {
    clip(&mut message);
    let text = if let Message::Draft(draft) = &mut message { std::mem::take(&mut draft.text) } else { String::new() };
    let head = postcard::to_allocvec(&message).map_err(io::Error::other)?;
    let length = u32::try_from(head.len()).map_err(io::Error::other)?;
    Ok([&length.to_le_bytes(), head.as_slice(), text.as_bytes()].concat())
}

/// The message that a frame holds, if it is one that an honest worker sends.
///
/// # Errors
/// What is wrong with it.
pub(super) fn decode(frame: &[u8]) -> Result<Message, &'static str> {
    const NONE: &str = "a frame is no message";
    let (length, rest) = frame.split_first_chunk::<4>().ok_or(NONE)?;
    let length = u32::from_le_bytes(*length) as usize;
    // Bounds what decoding costs: a value in memory takes some twenty times the bytes that make it.
    let (head, text) = rest.split_at_checked(length).filter(|_| length <= HEAD_BYTES).ok_or(NONE)?;
    let Ok((mut message, [])) = postcard::take_from_bytes::<Message>(head) else { return Err(NONE) };
    match &mut message {
        Message::Draft(draft) => str::from_utf8(text).or(Err("a text is not UTF-8"))?.clone_into(&mut draft.text),
        _ if !text.is_empty() => return Err(NONE),
        _ => {}
    }
    objection(&message).map_or(Ok(message), Err)
}

/// Bytes of text that a document of `size_bytes` may give.
pub(super) fn text_limit_bytes(size_bytes: u64) -> u64 {
    size_bytes.saturating_mul(TEXT_PER_BYTE).clamp(LEAST_TEXT_BYTES, MOST_TEXT_BYTES)
}

/// Cuts `text` to at most `limit_bytes`, on a character border.
pub(super) fn cut(text: &mut String, limit_bytes: usize) {
    if text.len() > limit_bytes {
        text.truncate(text.floor_char_boundary(limit_bytes));
    }
}

/// Cuts the message's strings to what the other side takes. Texts are within their limit already.
fn clip(message: &mut Message) {
    match message {
        Message::Draft(draft) => clip_draft(draft),
        Message::Fault(fault) => {
            cut(&mut fault.reason, REASON_BYTES);
            fault.member.iter_mut().for_each(|member| cut(member, NAME_BYTES));
        }
        Message::Done { notes, refusal, .. } => {
            notes.truncate(NOTES);
            notes
                .iter_mut()
                .chain(refusal.as_mut().map(|(_, reason)| reason))
                .for_each(|words| cut(words, REASON_BYTES));
        }
        Message::More | Message::Alive => {}
    }
}

fn clip_draft(draft: &mut Draft) {
    draft.member.iter_mut().chain(&mut draft.id).chain(&mut draft.file_name).for_each(|name| cut(name, NAME_BYTES));
    draft.boilerplate.truncate(STRETCHES);
    for statement in fields_mut(&mut draft.statements) {
        cut(&mut statement.value, VALUE_BYTES);
        match &mut statement.basis {
            Basis::Stated { place } => cut_cow(place),
            Basis::Inferred { rule, evidence, alternatives, .. } => {
                cut_cow(rule);
                evidence.truncate(EVIDENCE);
                alternatives.truncate(EVIDENCE);
                for piece in evidence {
                    if let Evidence::Outside(words) = piece {
                        cut(words, NAME_BYTES);
                    }
                }
                for other in alternatives {
                    cut(&mut other.value, NAME_BYTES);
                    cut_cow(&mut other.reason);
                }
            }
            Basis::Edited { .. } => {}
        }
    }
}

fn cut_cow(words: &mut std::borrow::Cow<'static, str>) {
    if words.len() > NAME_BYTES {
        cut(words.to_mut(), NAME_BYTES);
    }
}

/// What no honest worker sends; nothing where all is well.
fn objection(message: &Message) -> Option<&'static str> {
    match message {
        Message::Draft(draft) => objection_to_draft(draft),
        Message::Fault(fault) => is_too_long(&fault.reason, fault.member.as_deref()),
        Message::Done { notes, refusal, .. } => {
            let words = notes.iter().chain(refusal.as_ref().map(|(_, reason)| reason));
            let is_long = notes.len() > NOTES || words.into_iter().any(|words| words.len() > REASON_BYTES);
            is_long.then_some("there are too many words")
        }
        Message::More | Message::Alive => None,
    }
}

fn is_too_long(reason: &str, member: Option<&str>) -> Option<&'static str> {
    let is_long = reason.len() > REASON_BYTES || member.is_some_and(|member| member.len() > NAME_BYTES);
    is_long.then_some("a reason is too long")
}

fn objection_to_draft(draft: &Draft) -> Option<&'static str> {
    if draft.text.len() > crate::ingest::readers::TEXT_LIMIT_BYTES {
        return Some("a text is too long");
    }
    if draft.member.iter().chain(&draft.id).chain(&draft.file_name).any(|name| name.len() > NAME_BYTES) {
        return Some("a name is too long");
    }
    let is_in_order = draft.boilerplate.windows(2).all(|two| matches!(two, [a, b] if a.end <= b.start));
    if draft.boilerplate.len() > STRETCHES || !is_in_order {
        return Some("stretches are out of order");
    }
    if !draft.boilerplate.iter().all(|span| fits(*span, &draft.text)) {
        return Some("a stretch lies outside its text");
    }
    fields(&draft.statements).find_map(|statement| objection_to_statement(statement, &draft.text))
}

fn objection_to_statement(statement: &Statement, text: &str) -> Option<&'static str> {
    if statement.value.len() > VALUE_BYTES {
        return Some("a value is too long");
    }
    match &statement.basis {
        Basis::Stated { place } => (place.len() > NAME_BYTES).then_some("a name is too long"),
        Basis::Inferred { rule, evidence, alternatives, confidence } => {
            let is_short = rule.len() <= NAME_BYTES && evidence.len() <= EVIDENCE && alternatives.len() <= EVIDENCE;
            let is_sure = (0.0..=1.0).contains(confidence);
            let fits_text = |alternative: &Alternative| alternative.span.is_none_or(|span| fits(span, text));
            let is_within = evidence.iter().all(|piece| match piece {
                Evidence::Text(span) => fits(*span, text),
                Evidence::Outside(words) => words.len() <= NAME_BYTES,
            });
            let is_other_short =
                |other: &Alternative| other.value.len() <= NAME_BYTES && other.reason.len() <= NAME_BYTES;
            let is_sound = is_short && is_sure && is_within;
            let are_sound = alternatives.iter().all(|other| fits_text(other) && is_other_short(other));
            (!is_sound || !are_sound).then_some("a basis does not fit")
        }
        Basis::Edited { .. } => Some("a value claims to be the user's"),
    }
}

/// True when the span is in order, within the text and on its character borders.
fn fits(span: Span, text: &str) -> bool {
    text.get(span.range()).is_some()
}

fn fields(statements: &Statements) -> impl Iterator<Item = &Statement> {
    let Statements { title, outlet, byline, published, url, language } = statements;
    [title, outlet, byline, published, url, language].into_iter().flatten()
}

fn fields_mut(statements: &mut Statements) -> impl Iterator<Item = &mut Statement> {
    let Statements { title, outlet, byline, published, url, language } = statements;
    [title, outlet, byline, published, url, language].into_iter().flatten()
}
