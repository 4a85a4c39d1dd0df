//! Mutations of good input, from a seed.

/// Longest input, in bytes: long ones take time without telling more.
const LONGEST: usize = 1 << 18;

/// What breaks readers that trust: ends of ranges, brackets without end, numbers that are too large.
const SNIPPETS: [&[u8]; 24] = [
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xf0\x9f\x8f\xb4",
    b"\xed\xa0\x80",
    b"\xe2\x80\xae",
    b"\xcc\x81",
    b"9999999999999999999999",
    b"-1",
    b"4294967295",
    b"((((((((((((((((",
    b"[[[[[[[[[[[[[[[[",
    b"{{{{{{{{{{{{{{{{",
    b"<div><div><div><div>",
    b"<!--",
    b"<![CDATA[",
    b"&#x110000;",
    b"\"\"\"",
    b"\r\n\r\n",
    b"\\",
    b"30 February 0000",
    b"9999-99-99T99:99:99Z",
    b"%00%",
    b"~*/=:",
];

/// Makes mutations.
pub(crate) struct Mutator(u64);

impl Mutator {
    /// Each target has mutations of its own.
    pub(crate) fn new(seed: u64, name: &str) -> Self {
        let start = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self(name.bytes().fold(start, |state, byte| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
    }

    /// A number below `end`, 0 where that is 0: splitmix64.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as usize % end.max(1)
    }

    /// One of `seeds`, changed in one to eight ways.
    pub(crate) fn mutated(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = seeds[self.below(seeds.len())].clone();
        input.truncate(LONGEST);
        for _ in 0..=self.below(8) {
            let other = &seeds[self.below(seeds.len())];
            self.change(&mut input, other);
        }
        input.truncate(LONGEST);
        input
    }

    fn change(&mut self, input: &mut Vec<u8>, other: &[u8]) {
        let at = self.below(input.len() + 1);
        let end = at + self.below((input.len() - at).min(400) + 1);
        match self.below(10) {
            0 if at < input.len() => input[at] ^= 1 << self.below(8),
            1 if at < input.len() => input[at] = self.below(256) as u8,
            2 => drop(input.drain(at..end)),
            3 => {
                let piece = input[at..end].to_vec();
                let place = self.below(input.len() + 1);
                input.splice(place..place, piece);
            }
            4 => {
                let piece = input[at..end].repeat(1 + self.below(40));
                input.splice(at..at, piece);
            }
            5 => {
                let from = self.below(other.len() + 1);
                let to = from + self.below((other.len() - from).min(600) + 1);
                input.splice(at..end, other[from..to].iter().copied());
            }
            6 => input.truncate(at),
            7 if at < end => input[at..end].fill([0, 0xff, b'0', b' '][self.below(4)]),
            _ => {
                let snippet = SNIPPETS[self.below(SNIPPETS.len())];
                let end = if self.below(2) == 0 { at } else { (at + snippet.len()).min(input.len()) };
                input.splice(at..end, snippet.iter().copied());
            }
        }
    }
}
