//! Conversations with workers that are honest, fail or lie, without a process.

use super::dispatch::{Sealed, parse};
use super::messages::{Message, PIECE_LAST, PIECE_MORE, Request, decode, encode};
use super::{Failure, IsolatedTask, Isolation, Line, Reply, answer};
use crate::corpus::{Basis, ContentHash, Evidence};
use crate::ingest::Format;
use crate::ingest::document::Document;
use crate::ingest::open::Refusal;
use crate::ingest::readers::{Draft, Fault, Gathered, Output, read_contained};
use crate::ingest::statement::{Statement, Statements};
use crate::text::Span;
use crate::work::{Cancel, ProblemKind};
use std::collections::VecDeque;
use std::io;
use std::sync::Mutex;

/// Workers of which each says its part and then fails, if it is not done.
struct Scripted {
    parts: Mutex<VecDeque<(Vec<Vec<u8>>, Failure)>>,
}

impl Isolation for Scripted {
    fn converse(&self, _task: &IsolatedTask<'_>, listen: &mut dyn FnMut(&[u8]) -> Reply) -> Result<(), Failure> {
        let (frames, failure) = self.parts.lock().expect("not poisoned").pop_front().expect("a worker");
        for frame in frames {
            match listen(&frame) {
                Reply::GoOn | Reply::Send(_) => {}
                Reply::Done => return Ok(()),
                Reply::Distrust(reason) => return Err(Failure::Garbled(reason)),
            }
        }
        Err(failure)
    }
}

fn parsed(parts: impl IntoIterator<Item = (Vec<Message>, Failure)>) -> (Result<(), Refusal>, Gathered) {
    let encoded = parts.into_iter().map(|(messages, failure)| {
        (messages.into_iter().map(|message| encode(message).expect("encodes")).collect(), failure)
    });
    let isolation = Scripted { parts: Mutex::new(encoded.collect()) };
    let cancel = Cancel::new();
    let mut output = Output::new(&cancel, None);
    let open = || Ok(Document::new(b"<p>".as_slice(), "a.html").expect("memory can be read"));
    let sealed =
        Sealed { format: Format::Html, file_name: "a.html".to_owned(), size_bytes: 3, document: open().expect("open") };
    let outcome = parse(sealed, &open, &isolation, &mut output);
    (outcome, output.finish())
}

fn draft(text: &str) -> Message {
    Message::Draft(Box::new(Draft { text: text.to_owned(), ..Draft::default() }))
}

fn fault(reason: &str) -> Message {
    Message::Fault(Fault { member: None, kind: ProblemKind::Doubtful, reason: reason.to_owned() })
}

fn done() -> Message {
    Message::Done { format: None, notes: Vec::new(), refusal: None }
}

fn texts(gathered: &Gathered) -> Vec<&str> {
    gathered.drafts.iter().map(|draft| draft.text.as_str()).collect()
}

#[test]
fn a_second_worker_goes_on_behind_what_the_first_gave() {
    let crash = || Failure::Crash("signal 11".to_owned());
    let (outcome, gathered) = parsed([
        (vec![draft("one"), fault("odd"), draft("two")], crash()),
        (vec![draft("one"), fault("odd"), draft("two"), draft("three"), fault("odder"), done()], crash()),
    ]);
    assert!(outcome.is_ok());
    assert_eq!((texts(&gathered), gathered.faults.len()), (vec!["one", "two", "three"], 2));
}

#[test]
fn what_two_workers_gave_before_they_failed_is_kept_and_told() {
    let memory = || Failure::Memory { mebibytes: 768 };
    let (outcome, gathered) = parsed([(vec![draft("one")], memory()), (vec![draft("one"), draft("two")], memory())]);
    let refusal = outcome.expect_err("it failed twice");
    assert_eq!(refusal.kind, ProblemKind::OutOfMemory);
    assert!(refusal.reason.ends_with("768 MiB of memory; the 2 articles read before are kept"), "{}", refusal.reason);
    assert_eq!(texts(&gathered), ["one", "two"]);
}

#[test]
fn computing_for_too_long_is_not_tried_again() {
    let (outcome, _) = parsed([(vec![], Failure::Computing { seconds: 10 })]);
    assert_eq!(outcome.expect_err("it failed").kind, ProblemKind::TimedOut);
}

fn stating(basis: Basis) -> Draft {
    let title = Some(Statement { value: "Title".to_owned(), basis });
    Draft { text: "Übung".to_owned(), statements: Statements { title, ..Statements::default() }, ..Draft::default() }
}

fn inferred(span: Span, confidence: f32) -> Basis {
    Basis::Inferred { rule: "rule".into(), evidence: vec![Evidence::Text(span)], alternatives: Vec::new(), confidence }
}

#[test]
fn drafts_that_do_not_fit_themselves_are_not_believed() {
    let stretches = |spans: &[(u32, u32)]| Draft {
        boilerplate: spans.iter().map(|&(start, end)| Span { start, end }).collect(),
        ..stating(Basis::stated("meta"))
    };
    let cases = [
        ("all is well", stating(inferred(Span::new(0, 2), 0.5)), true),
        ("stretches in order", stretches(&[(0, 2), (3, 6)]), true),
        ("evidence outside the text", stating(inferred(Span::new(0, 7), 0.5)), false),
        ("evidence within a character", stating(inferred(Span::new(0, 1), 0.5)), false),
        ("more than sure", stating(inferred(Span::new(0, 2), 1.5)), false),
        ("not a number", stating(inferred(Span::new(0, 2), f32::NAN)), false),
        ("a stretch outside the text", stretches(&[(4, 900)]), false),
        ("a stretch within a character", stretches(&[(1, 4)]), false),
        ("a stretch that ends before it starts", stretches(&[(4, 2)]), false),
        ("stretches that overlap", stretches(&[(0, 4), (3, 6)]), false),
    ];
    for (name, draft, is_sound) in cases {
        let frame = encode(Message::Draft(Box::new(draft))).expect("encodes");
        assert_eq!(decode(&frame).is_ok(), is_sound, "{name}");
    }
    let mut frame = encode(draft("Übung")).expect("encodes");
    frame.pop();
    frame.extend(b"\xff");
    assert!(decode(&frame).is_err(), "a text that is not UTF-8");
}

#[test]
fn what_is_too_long_is_cut_before_it_is_sent() {
    let long = "ü".repeat(1 << 20);
    let mut draft = stating(Basis::stated(long.clone()));
    (draft.member, draft.id) = (Some(long.clone()), Some(long.clone()));
    draft.statements.title.iter_mut().for_each(|title| title.value.clone_from(&long));
    let refusal = Some((ProblemKind::Malformed, long.clone()));
    let messages = [
        Message::Draft(Box::new(draft)),
        fault(&long),
        Message::Done { format: None, notes: vec![long.clone(); 100], refusal },
    ];
    for message in messages {
        assert!(decode(&encode(message).expect("encodes")).is_ok());
    }
}

/// A line whose other end sends the rest of a document piece by piece.
struct Memory {
    pieces: VecDeque<Vec<u8>>,
    said: Vec<Vec<u8>>,
}

impl Line for Memory {
    fn send(&mut self, frame: &[u8]) -> io::Result<()> {
        self.said.push(frame.to_vec());
        Ok(())
    }

    fn receive(&mut self) -> io::Result<Vec<u8>> {
        self.pieces.pop_front().ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

#[test]
fn a_worker_finds_what_reading_here_finds() {
    let lines: Vec<String> = (0..3000).map(|n| format!("{{\"id\": \"a{n}\", \"text\": \"Article {n}\"}}\n")).collect();
    let lines = lines.concat();
    let (head, rest) = lines.as_bytes().split_at(64 * 1024);
    let mut pieces: VecDeque<Vec<u8>> = rest.chunks(1000).map(|chunk| [&[PIECE_MORE], chunk].concat()).collect();
    pieces.push_back(vec![PIECE_LAST]);
    let (format, file_name) = (Format::JsonLines, "a.jsonl".to_owned());
    let request = Request { format, file_name, size_bytes: lines.len() as u64, head: head.to_vec(), is_whole: false };
    let mut line = Memory { pieces, said: Vec::new() };
    answer(&postcard::to_allocvec(&request).expect("encodes"), &mut line).expect("answered");
    let mut found = Vec::new();
    for frame in &line.said {
        if let Message::Draft(draft) = decode(frame).expect("sound") {
            found.push((draft.id.clone(), draft.sha256, draft.text.clone()));
        }
    }
    let cancel = Cancel::new();
    let mut output = Output::new(&cancel, None);
    let document = Document::new(lines.as_bytes(), "a.jsonl").expect("memory can be read");
    assert!(read_contained(format, document, &mut output).is_ok());
    let here: Vec<(Option<String>, Option<ContentHash>, String)> =
        output.finish().drafts.into_iter().map(|draft| (draft.id, draft.sha256, draft.text)).collect();
    assert_eq!((found.len(), found), (3000, here));
}

proptest::proptest! {
    #[test]
    fn any_frame_is_looked_at(frame: Vec<u8>) {
        let _ = decode(&frame);
    }

    #[test]
    fn any_message_may_be_damaged(text: String, at: usize, byte: u8) {
        let mut frame = encode(Message::Draft(Box::new(Draft { text, ..stating(inferred(Span::new(0, 2), 0.5)) }))).expect("encodes");
        let at = at % frame.len();
        frame[at] = byte;
        if let Ok(Message::Draft(draft)) = decode(&frame) {
            for span in &draft.boilerplate {
                proptest::prop_assert!(draft.text.get(span.range()).is_some());
            }
        }
    }
}
