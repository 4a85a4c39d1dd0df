//! The answer of a server: status, headers, and a body that may be in chunks and packed.

use super::super::TEXT_LIMIT_BYTES;
use super::super::limits::is_bomb;
use crate::ingest::decode::decode;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::borrow::Cow;
use std::io::Read;

/// An answer, its body as it came.
pub(super) struct Response<'a> {
    status: u16,
    content_type: String,
    encoding: String,
    is_chunked: bool,
    body: &'a [u8],
}

impl<'a> Response<'a> {
    /// Takes an answer apart (RFC 9112).
    pub(super) fn parse(block: &'a [u8]) -> Option<Self> {
        let (head_end, body_start) = memchr::memmem::find(block, b"\r\n\r\n")
            .map(|at| (at, at + 4))
            .or_else(|| memchr::memmem::find(block, b"\n\n").map(|at| (at, at + 2)))
            .unwrap_or((block.len(), block.len()));
        let head = String::from_utf8_lossy(block.get(..head_end)?).into_owned();
        let mut lines = head.lines();
        let first = lines.next().filter(|line| line.starts_with("HTTP/"))?;
        let status = first.split_whitespace().nth(1)?.parse().ok()?;
        let mut response = Self {
            status,
            content_type: String::new(),
            encoding: String::new(),
            is_chunked: false,
            body: block.get(body_start..).unwrap_or_default(),
        };
        for line in lines {
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim().to_ascii_lowercase();
            match name.trim().to_ascii_lowercase().as_str() {
                "content-type" => response.content_type = value,
                "content-encoding" => response.encoding = value,
                "transfer-encoding" => response.is_chunked = value.contains("chunked"),
                _ => {}
            }
        }
        Some(response)
    }

    /// Something that was fetched otherwise than by HTTP.
    pub(super) fn of_body(content_type: &str, body: &'a [u8]) -> Self {
        let content_type = content_type.to_ascii_lowercase();
        Self { status: 200, content_type, encoding: String::new(), is_chunked: false, body }
    }

    /// True for a page that was there.
    pub(super) fn is_page(&self) -> bool {
        let kind = self.content_type.split(';').next().unwrap_or_default().trim();
        let is_html = matches!(kind, "text/html" | "application/xhtml+xml")
            || kind.is_empty() && self.body.trim_ascii_start().starts_with(b"<");
        (200..300).contains(&self.status) && is_html
    }

    /// The page's bytes, in the encoding that it claims or in UTF-8.
    ///
    /// # Errors
    /// Why they cannot be had.
    pub(super) fn page(&self) -> Result<Cow<'a, [u8]>, &'static str> {
        // Some crawlers store the body unpacked and leave the headers as they were.
        let body = match self.is_chunked.then(|| joined_chunks(self.body)).flatten() {
            Some(joined) => Cow::Owned(joined),
            None => Cow::Borrowed(self.body),
        };
        let is_gzip = body.starts_with(b"\x1f\x8b");
        let body = match self.encoding.as_str() {
            "gzip" | "x-gzip" if is_gzip => unpacked(MultiGzDecoder::new(&*body), body.len())?.into(),
            "deflate" => match unpacked(ZlibDecoder::new(&*body), body.len()) {
                Ok(page) => page.into(),
                Err(_) => unpacked(DeflateDecoder::new(&*body), body.len())?.into(),
            },
            "br" | "zstd" => return Err("it is packed in a way that is not read (br, zstd)"),
            _ => body,
        };
        let charset = self.content_type.split_once("charset=").map(|(_, rest)| rest);
        let charset = charset.and_then(|rest| rest.trim_start_matches(['"', '\'']).split(['"', '\'', ';', ' ']).next());
        Ok(match charset {
            Some(charset) if charset != "utf-8" => decode(body.into_owned(), Some(charset)).text.into_bytes().into(),
            _ => body,
        })
    }
}

/// A body in chunks as one, or nothing where it is in none (RFC 9112, section 7.1). What comes before damage is kept.
fn joined_chunks(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    loop {
        let end = memchr::memchr(b'\n', rest.get(..rest.len().min(256)).unwrap_or_default());
        let line = end.and_then(|end| std::str::from_utf8(rest.get(..end)?).ok());
        let digits = line.map(|line| line.split(';').next().unwrap_or_default().trim());
        let size = digits.and_then(|digits| usize::from_str_radix(digits, 16).ok());
        let (Some(end), Some(size)) = (end, size) else { return (!joined.is_empty()).then_some(joined) };
        rest = rest.get(end + 1..).unwrap_or_default();
        if size == 0 {
            return Some(joined);
        }
        let chunk = rest.get(..size).unwrap_or(rest);
        joined.extend(chunk);
        rest = rest.get(chunk.len()..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

fn unpacked(mut decoder: impl Read, packed_bytes: usize) -> Result<Vec<u8>, &'static str> {
    let mut page = Vec::new();
    let mut chunk = vec![0; 64 * 1024];
    loop {
        match decoder.read(&mut chunk) {
            Ok(0) => return Ok(page),
            Ok(length) => page.extend(chunk.get(..length).unwrap_or_default()),
            Err(_) if page.is_empty() => return Err("what is packed is damaged"),
            Err(_) => return Ok(page),
        }
        if page.len() > TEXT_LIMIT_BYTES || is_bomb(packed_bytes as u64, page.len() as u64) {
            return Err("it unpacks to far more than a page has");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_and_what_is_in_none_is_left() {
        let block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5;x=1\r\n<p>On\r\n3\r\ne</\r\n0\r\n\r\n";
        let response = Response::parse(block).expect("an answer");
        assert!(response.is_page());
        assert_eq!(response.page().as_deref(), Ok(&b"<p>One</"[..]));
        let plain = b"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n<p>One</p>";
        assert_eq!(Response::parse(plain).expect("an answer").page().as_deref(), Ok(&b"<p>One</p>"[..]));
        assert!(
            !Response::parse(b"HTTP/1.1 404 Gone\r\nContent-Type: text/html\r\n\r\n").expect("an answer").is_page()
        );
        assert!(Response::parse(b"no answer").is_none());
    }

    proptest::proptest! {
        #[test]
        fn any_block_is_taken_apart(body in "([0-9a-f]{1,9}\r\n|[ -~]{0,9}|\r\n){0,20}") {
            let block = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n{body}");
            let _ = Response::parse(block.as_bytes()).map(|response| response.page().is_ok());
        }
    }
}
