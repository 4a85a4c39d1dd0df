//! Frames over a pipe: a length of four bytes, the lowest first, then as many bytes.

use std::io::{self, Read, Write};

/// Why there is no frame.
#[derive(Debug)]
pub(super) enum NoFrame {
    /// The pipe ended between two frames.
    End,
    /// It ended within a frame.
    CutOff {
        /// Bytes that were announced.
        announced: usize,
        /// Bytes that came.
        came: usize,
    },
    /// A frame longer than any may be was announced.
    TooLong(usize),
    /// The pipe failed.
    Broken(io::Error),
}

/// Reads one frame into `frame`. What is announced is not believed until it is there: memory grows with what comes.
pub(super) fn read_frame(input: &mut impl Read, limit: usize, frame: &mut Vec<u8>) -> Result<(), NoFrame> {
    frame.clear();
    let mut length = Vec::with_capacity(4);
    input.by_ref().take(4).read_to_end(&mut length).map_err(NoFrame::Broken)?;
    let announced = match length.as_slice() {
        [] => return Err(NoFrame::End),
        &[a, b, c, d] => u32::from_le_bytes([a, b, c, d]) as usize,
        _ => return Err(NoFrame::CutOff { announced: 4, came: length.len() }),
    };
    if announced > limit {
        return Err(NoFrame::TooLong(announced));
    }
    let came = input.by_ref().take(announced as u64).read_to_end(frame).map_err(NoFrame::Broken)?;
    if came == announced { Ok(()) } else { Err(NoFrame::CutOff { announced, came }) }
}

/// Writes one frame and sees that it leaves.
pub(super) fn write_frame(output: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    let length = u32::try_from(frame.len()).map_err(io::Error::other)?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(frame)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Result<(), NoFrame>, Vec<u8>) {
        let mut frame = Vec::new();
        (read_frame(&mut &*bytes, 10, &mut frame), frame)
    }

    #[test]
    fn a_frame_comes_as_it_left_and_a_lie_about_its_length_is_found() {
        let mut sent = Vec::new();
        write_frame(&mut sent, b"hello").expect("memory can be written");
        assert!(matches!(read(&sent), (Ok(()), frame) if frame == b"hello"));
        assert!(matches!(read(b"").0, Err(NoFrame::End)));
        assert!(matches!(read(b"\x05\0").0, Err(NoFrame::CutOff { announced: 4, came: 2 })));
        assert!(matches!(read(b"\x05\0\0\0hel").0, Err(NoFrame::CutOff { announced: 5, came: 3 })));
        assert!(matches!(read(b"\xff\xff\xff\xff").0, Err(NoFrame::TooLong(0xffff_ffff))));
    }
}
