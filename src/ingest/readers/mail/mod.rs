//! Mail: a letter is an article; what is attached to it is read like members of a container.

pub(super) mod mbox;
pub(super) mod mhtml;

use super::containers::{admit, read_member};
use super::databases;
use super::markup::text_of;
use super::reflow::reflowed;
use super::{Document, Draft, Output, Refusal, TEXT_LIMIT_BYTES, hash, whole};
use crate::ingest::statement::{Statement, Statements};
use crate::work::ProblemKind;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// What the mailbox of a sender is called that is no person.
const NO_PERSON: &[&str] = &[
    "noreply",
    "no-reply",
    "donotreply",
    "newsletter",
    "news",
    "info",
    "alert",
    "digest",
    "mail",
    "updates",
    "editor",
];

/// Parts that hold nothing to read.
const UNREAD: &[&str] = &["image", "audio", "video", "font", "model"];

/// Attachments of one letter that are read.
const ATTACHMENTS: usize = 1000;

/// Reads a letter.
pub(in crate::ingest) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, TEXT_LIMIT_BYTES, output)?;
    read_letter(&bytes, None, output)
}

/// Reads a letter, as `member` of a mail box.
fn read_letter(bytes: &[u8], member: Option<&str>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let Some(letter) = MessageParser::default().parse(bytes) else {
        return Err(Refusal { kind: ProblemKind::Malformed, reason: "it is no letter that can be read".to_owned() });
    };
    let sent = letter.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) if html.contains("DocID_MSTAR") => Some(html),
        _ => None,
    });
    if let Some(html) = sent {
        databases::read_letter(html, output);
        return Ok(());
    }
    let text = body_of(&letter);
    let is_empty = text.trim().is_empty();
    if !is_empty || letter.attachment_count() == 0 {
        output.draft(Draft {
            member: member.map(str::to_owned),
            id: letter.message_id().map(str::to_owned),
            sha256: Some(hash(bytes)),
            text,
            statements: statements_of(&letter),
            ..Draft::default()
        });
    }
    let names: Vec<(String, &MessagePart<'_>)> = letter
        .attachments()
        .take(ATTACHMENTS)
        .enumerate()
        .filter(|(_, part)| is_read(part))
        .map(|(index, part)| (attachment_name(part, index + 1, member), part))
        .collect();
    for (name, part) in names {
        let contents = match &part.body {
            PartType::Message(letter) => letter.raw_message(),
            _ => part.contents(),
        };
        admit(contents.len() as u64, output)?;
        read_member(&name, contents, output);
    }
    Ok(())
}

/// The text of a letter: of its alternatives the one set for reading, unless it holds far less than the plain one.
fn body_of(letter: &Message<'_>) -> String {
    let mut set = String::new();
    for part in letter.html_bodies() {
        let text = match &part.body {
            PartType::Html(html) => text_of(html),
            PartType::Text(text) => reflowed(text),
            _ => continue,
        };
        set.push_str(if set.is_empty() || text.is_empty() { "" } else { "\n\n" });
        set.push_str(&text);
    }
    let plain: Vec<String> = letter
        .text_bodies()
        .filter_map(|part| if let PartType::Text(text) = &part.body { Some(reflowed(text)) } else { None })
        .collect();
    let plain = plain.join("\n\n");
    let words = |text: &str| text.split_whitespace().count();
    if 2 * words(&set) >= words(&plain) { set } else { plain }
}

fn statements_of(letter: &Message<'_>) -> Statements {
    let sender = letter.from().and_then(|from| from.first());
    let name = sender.and_then(|sender| sender.name()).unwrap_or_default();
    let address = sender.and_then(|sender| sender.address()).unwrap_or_default().to_lowercase();
    let mailbox = address.split('@').next().unwrap_or_default();
    let is_list = ["List-Id", "List-Unsubscribe", "List-Post"].iter().any(|header| letter.header(*header).is_some());
    let is_person = !is_list && !NO_PERSON.iter().any(|name| mailbox.contains(name));
    let stated = Statement::at("mail: From", name);
    let date = letter.date().filter(|date| date.is_valid()).map(mail_parser::DateTime::to_rfc3339);
    let date = date.or_else(|| letter.header_raw("Date").map(str::to_owned)).unwrap_or_default();
    Statements {
        title: Statement::at("mail: Subject", letter.subject().unwrap_or_default()),
        outlet: stated.clone().filter(|_| !is_person),
        byline: stated.filter(|_| is_person),
        published: Statement::at("mail: Date", &date),
        ..Statements::default()
    }
}

fn is_read(part: &MessagePart<'_>) -> bool {
    let kind = part.content_type().map(|kind| kind.ctype().to_lowercase()).unwrap_or_default();
    let subtype = part.content_type().and_then(|kind| kind.subtype()).unwrap_or_default().to_lowercase();
    !UNREAD.contains(&kind.as_str()) && !["pgp-signature", "pkcs7-signature", "calendar"].contains(&subtype.as_str())
}

fn attachment_name(part: &MessagePart<'_>, number: usize, member: Option<&str>) -> String {
    let name = match (part.attachment_name(), &part.body) {
        (Some(name), _) => name.replace(['/', '\\', '#'], "_"),
        (None, PartType::Message(_)) => format!("attachment {number}.eml"),
        (None, PartType::Html(_)) => format!("attachment {number}.html"),
        (None, _) => format!("attachment {number}"),
    };
    member.map_or_else(|| name.clone(), |member| format!("{member}#{name}"))
}
