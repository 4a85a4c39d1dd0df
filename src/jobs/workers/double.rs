//! A worker that misbehaves where a document tells it to: for tests of what is done about that.
//!
//! Not compiled into releases. A document says `misbehave: NAME`; where it says nothing of the kind, it is read as usual.

use super::pipes::Pipes;
use std::io::{self, Write};
use std::time::{Duration, Instant};

/// The argument, behind [`super::FLAG`], that makes a worker obey documents.
pub(super) const FLAG: &str = "--misbehave";

const ORDER: &[u8] = b"misbehave: ";

/// Bytes of which the name of a misbehaviour consists.
const NAME_BYTES: usize = 16;

/// Does what the document of `request` orders, if it orders anything. Whoever returns goes on as an honest worker.
pub(super) fn obey(request: &[u8], pipes: &mut Pipes) -> io::Result<()> {
    let Some(at) = memchr::memmem::find(request, ORDER) else { return Ok(()) };
    let name: Vec<u8> = request.iter().skip(at + ORDER.len()).take(NAME_BYTES).copied().collect();
    let is_letter = |byte: &&u8| byte.is_ascii_lowercase();
    let name: Vec<u8> = name.iter().take_while(is_letter).copied().collect();
    match name.as_slice() {
        b"panic" => fail(),
        b"compute" => compute(),
        b"wait" => loop {
            pipes.next()?;
        },
        b"memory" => eat(),
        b"stack" => drop(std::hint::black_box(descend(1))),
        b"exit" => std::process::exit(3),
        b"quit" => std::process::exit(0),
        b"abort" => std::process::abort(),
        b"nonsense" => pipes.raw(b"\x08\0\0\0nonsense")?,
        b"junk" => pipes.raw(b"warning: this is no frame\n")?,
        b"giant" => pipes.raw(b"\xff\xff\xff\xff")?,
        b"short" => {
            pipes.raw(b"\xe8\x03\0\0ten bytes.")?;
            std::process::exit(0);
        }
        b"long" => pipes.raw(b"\x05\0\0\0far more than five bytes")?,
        b"drip" => drip(pipes)?,
        b"flood" => flood(pipes)?,
        b"escape" => escape(),
        _ => {}
    }
    Ok(())
}

#[allow(clippy::panic, reason = "this is what is tried")]
fn fail() {
    panic!("misbehaving")
}

fn compute() {
    let mut number = 0_u64;
    while std::hint::black_box(number) < u64::MAX {
        number += 1;
    }
}

fn eat() {
    let mut eaten = Vec::new();
    loop {
        eaten.push(std::hint::black_box(vec![1_u8; 1 << 20]));
    }
}

fn descend(depth: u64) -> [u64; 512] {
    let mut room = std::hint::black_box([depth; 512]);
    if std::hint::black_box(depth) > 0 {
        room[0] += descend(depth + 1)[1];
    }
    room
}

/// A frame of which a byte comes now and then.
fn drip(pipes: &mut Pipes) -> io::Result<()> {
    pipes.raw(b"\xff\0\0\0")?;
    loop {
        let start = Instant::now();
        while start.elapsed() < Duration::from_millis(100) {
            std::hint::spin_loop();
        }
        pipes.raw(b".")?;
    }
}

/// Frames that say nothing, without an end.
fn flood(pipes: &mut Pipes) -> io::Result<()> {
    loop {
        pipes.raw(b"\x05\0\0\0\x01\0\0\0\x01")?;
    }
}

/// Tries what no worker may; one that succeeds ends with a code of its own.
fn escape() {
    let can_read = std::fs::File::open("/etc/passwd").is_ok() || std::fs::read_dir("/").is_ok();
    let can_start = std::process::Command::new("/bin/true").status().is_ok();
    // Asking for a socket is one call, whomever it is to lead to.
    #[cfg(unix)]
    let can_speak = std::os::unix::net::UnixDatagram::unbound().is_ok();
    #[cfg(not(unix))]
    let can_speak = false;
    if can_read || can_start || can_speak {
        std::process::exit(99);
    }
}

impl Pipes {
    fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.output.write_all(bytes)?;
        self.output.flush()
    }
}
