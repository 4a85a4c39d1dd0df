//! Bytes to text: which encoding is this, and how sure is that?
//!
//! In order: a byte order mark; UTF-16 that shows itself by its zero bytes; UTF-8 that is valid throughout; the encoding
//! that the document declares; UTF-8 with a few damaged bytes; last a guess by chardetng. Only the last two are doubtful.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, BufRead, BufReader, Read};

/// Bytes that the detector of legacy encodings reads: enough for its statistics, few enough to be quick.
const GUESSED_BYTES: usize = 256 * 1024;

/// Which encoding bytes are in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guess {
    pub(super) encoding: &'static Encoding,
    /// Length of the byte order mark in front.
    pub(super) mark_len: usize,
    /// True when nothing but statistics speaks for it.
    pub(super) is_doubtful: bool,
}

/// A decoded document.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// What to tell the user where the reading rests on a guess or bytes did not fit.
    pub(super) doubt: Option<String>,
}

/// Decodes a whole document; `declared` is the name of the encoding that it claims for itself.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Decoded {
    let bytes = if shows_another(&bytes, declared) {
        bytes
    } else {
        match String::from_utf8(bytes) {
            Ok(text) => return Decoded { text, doubt: None },
            Err(error) => error.into_bytes(),
        }
    };
    let guess = guess(&bytes, true, declared);
    if guess.encoding == UTF_8 && guess.mark_len == 0 {
        let doubt = std::str::from_utf8(&bytes).is_err().then(|| doubt_of(guess, true));
        return Decoded { text: String::from_utf8_lossy(&bytes).into_owned(), doubt };
    }
    let body = bytes.get(guess.mark_len..).unwrap_or_default();
    let (text, has_damage) = guess.encoding.decode_without_bom_handling(body);
    let doubt = (guess.is_doubtful || has_damage).then(|| doubt_of(guess, has_damage));
    Decoded { text: text.into_owned(), doubt }
}

/// The text of `bytes` that are UTF-8 throughout, where nothing shows another encoding: what [`guess`] finds most often.
pub(super) fn plain_text(bytes: &[u8]) -> Option<&str> {
    if shows_another(bytes, None) { None } else { std::str::from_utf8(bytes).ok() }
}

/// Does something show an encoding in bytes that may be valid UTF-8 as well?
fn shows_another(bytes: &[u8], declared: Option<&str>) -> bool {
    Encoding::for_bom(bytes).is_some() || utf16_without_mark(bytes).is_some() || may_be_2022(bytes, declared)
}

/// ISO-2022-JP hides in ASCII behind escapes; an escape is in no text otherwise.
fn may_be_2022(bytes: &[u8], declared: Option<&str>) -> bool {
    declared.is_some() && memchr::memchr(0x1b, bytes).is_some()
}

/// A stream of UTF-8 from a document in the encoding of `guess`, without its byte order mark. What claims to be UTF-8 is
/// passed through as it is.
pub(super) fn utf8_stream<'a>(
    mut stream: Box<dyn BufRead + Send + 'a>,
    guess: Guess,
) -> io::Result<Box<dyn BufRead + Send + 'a>> {
    let mut mark = [0; 3];
    if let Some(mark) = mark.get_mut(..guess.mark_len) {
        stream.read_exact(mark)?;
    }
    if guess.encoding == UTF_8 {
        return Ok(stream);
    }
    let decoder = guess.encoding.new_decoder_without_bom_handling();
    Ok(Box::new(BufReader::new(Transcoder { stream, decoder, is_done: false })))
}

/// Turns the bytes of a stream into UTF-8 while they are read.
struct Transcoder<R> {
    stream: R,
    decoder: Decoder,
    is_done: bool,
}

impl<R: BufRead> Read for Transcoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // The decoder writes whole characters: less room than the longest may hold up the stream for ever.
        if buffer.len() < 16 {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        while !self.is_done {
            let bytes = self.stream.fill_buf()?;
            let is_last = bytes.is_empty();
            let (result, taken, written, _) = self.decoder.decode_to_utf8(bytes, buffer, is_last);
            self.stream.consume(taken);
            self.is_done = is_last && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

/// What to tell the user of a reading that may be wrong.
pub(super) fn doubt_of(guess: Guess, has_damage: bool) -> String {
    let name = guess.encoding.name();
    match (guess.is_doubtful, has_damage) {
        (true, false) => format!("its encoding is not stated; it was read as {name}, which is a guess"),
        (true, true) => format!("its encoding is not stated; it was read as {name}, and some bytes do not fit"),
        (false, _) => format!("it was read as {name}, and some bytes do not fit"),
    }
}

/// Which encoding `bytes` are in. `is_whole` is false when more bytes follow that were not read yet.
pub(super) fn guess(bytes: &[u8], is_whole: bool, declared: Option<&str>) -> Guess {
    if let Some((encoding, mark_len)) = Encoding::for_bom(bytes) {
        return Guess { encoding, mark_len, is_doubtful: false };
    }
    let sure = |encoding| Guess { encoding, mark_len: 0, is_doubtful: false };
    if let Some(encoding) = utf16_without_mark(bytes) {
        return sure(encoding);
    }
    let utf8 = utf8_fit(bytes, is_whole);
    let may_be_2022 = may_be_2022(bytes, declared);
    if utf8.damaged == 0 && !may_be_2022 {
        return sure(UTF_8);
    }
    let label = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    if let Some(encoding) = label.filter(|&encoding| encoding != UTF_8 && encoding.is_ascii_compatible() | may_be_2022)
    {
        return sure(encoding);
    }
    if utf8.damaged == 0 || utf8.multibyte > 10 * utf8.damaged {
        return Guess { encoding: UTF_8, mark_len: 0, is_doubtful: false };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let sample = bytes.get(..GUESSED_BYTES).unwrap_or(bytes);
    detector.feed(sample, is_whole && sample.len() == bytes.len());
    Guess { encoding: detector.guess(None, Utf8Detection::Deny), mark_len: 0, is_doubtful: true }
}

struct Utf8Fit {
    /// Characters of several bytes that are well formed, where anything is damaged.
    multibyte: usize,
    /// Stretches that are not UTF-8.
    damaged: usize,
}

/// How well `bytes` fit UTF-8. A character cut off at the end is no damage where the document goes on.
fn utf8_fit(bytes: &[u8], is_whole: bool) -> Utf8Fit {
    let mut fit = Utf8Fit { multibyte: 0, damaged: 0 };
    let mut rest = bytes;
    loop {
        let (valid, damaged_len) = match std::str::from_utf8(rest) {
            Ok(_) if fit.damaged == 0 => return fit,
            Ok(valid) => (valid.as_bytes(), None),
            Err(error) => (rest.get(..error.valid_up_to()).unwrap_or_default(), error.error_len().or(Some(usize::MAX))),
        };
        fit.multibyte += valid.iter().filter(|&&byte| byte >= 0xc0).count();
        let Some(damaged_len) = damaged_len else { return fit };
        if damaged_len == usize::MAX {
            fit.damaged += usize::from(is_whole);
            return fit;
        }
        fit.damaged += 1;
        rest = rest.get(valid.len() + damaged_len..).unwrap_or_default();
    }
}

/// UTF-16 without a byte order mark: many units are ASCII with a zero byte, always on the same side, none is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    memchr::memchr(0, head)?;
    let (mut little, mut big, mut neither, mut empty) = (0, 0, 0, 0);
    for unit in head.chunks_exact(2) {
        match unit {
            [0, 0] => empty += 1,
            [low, 0] if is_text_byte(*low) => little += 1,
            [0, low] if is_text_byte(*low) => big += 1,
            _ => neither += 1,
        }
    }
    let few = (little + big + neither) / 100;
    let (encoding, shown, against) = if little > big { (UTF_16LE, little, big) } else { (UTF_16BE, big, little) };
    // One in twenty: spaces, line ends and digits in Chinese or Cyrillic text are that many.
    let shows_itself = empty == 0 && against <= few && shown >= 2 && shown * 20 >= little + big + neither;
    (shows_itself && encoding.decode_without_bom_handling_and_without_replacement(even(head)).is_some())
        .then_some(encoding)
}

/// An even number of bytes that does not end between the halves of a pair.
fn even(head: &[u8]) -> &[u8] {
    let mut len = head.len() / 2 * 2;
    if head.get(len.saturating_sub(2)..len).is_some_and(|unit| unit.iter().any(|byte| (0xd8..0xdc).contains(byte))) {
        len -= 2;
    }
    head.get(..len).unwrap_or_default()
}

fn is_text_byte(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, is_little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Москва, 21 марта 2023 г. Председатель Си Цзиньпин прибыл в Россию.\r\nЭто тест.";
        let marked = |bytes: Vec<u8>, mark: &[u8]| [mark, &bytes].concat();
        let cases = [
            ("UTF-8", text.as_bytes().to_vec(), false),
            ("UTF-8 with mark", marked(text.as_bytes().to_vec(), b"\xef\xbb\xbf"), false),
            ("UTF-16 LE", utf16(text, true), false),
            ("UTF-16 BE", utf16(text, false), false),
            ("UTF-16 LE with mark", marked(utf16(text, true), b"\xff\xfe"), false),
            ("UTF-16 BE with mark", marked(utf16(text, false), b"\xfe\xff"), false),
            ("windows-1251", encoding_rs::WINDOWS_1251.encode(text).0.into_owned(), true),
            ("KOI8-R", encoding_rs::KOI8_U.encode(text).0.into_owned(), true),
        ];
        for (name, bytes, is_doubtful) in cases {
            let decoded = decode(bytes, None);
            assert_eq!((decoded.text.as_str(), decoded.doubt.is_some()), (text, is_doubtful), "{name}");
        }
    }

    #[test]
    fn a_declared_encoding_is_no_guess() {
        let bytes = encoding_rs::WINDOWS_1252.encode("Café “déjà vu”").0.into_owned();
        let decoded = decode(bytes, Some("ISO-8859-1"));
        assert_eq!((decoded.text.as_str(), decoded.doubt), ("Café “déjà vu”", None));
        assert_eq!(decode("Café".into(), Some("ISO-8859-1")).text, "Café", "valid UTF-8 beats a wrong declaration");
    }

    #[test]
    fn a_cut_character_does_not_make_utf8_legacy() {
        let mut bytes = "Äußerungen über Öl, naïve façade, €350".repeat(3).into_bytes();
        bytes.truncate(bytes.len() - 4);
        let decoded = decode(bytes, None);
        assert!(decoded.text.starts_with("Äußerungen"), "{}", decoded.text);
        assert!(decoded.doubt.is_some_and(|doubt| doubt.contains("do not fit")));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_decode(bytes: Vec<u8>) {
            decode(bytes.clone(), None);
            decode(bytes, Some("gbk"));
        }

        #[test]
        fn utf8_decodes_to_itself(text in "[^\u{0}\u{feff}]{0,200}") {
            proptest::prop_assert_eq!(decode(text.clone().into_bytes(), None).text, text);
        }
    }
}
