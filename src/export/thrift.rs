//! Thrift's compact protocol, as far as writing the headers of Parquet takes it.
//!
//! (Apache Thrift, `doc/specs/thrift-compact-protocol.md`.)

/// A structure in the making: its fields in ascending order of their numbers.
#[derive(Debug, Default)]
pub(super) struct Struct {
    bytes: Vec<u8>,
    last: u8,
}

/// Types as the protocol numbers them.
const I32: u8 = 5;
const I64: u8 = 6;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

impl Struct {
    fn field(mut self, number: u8, kind: u8) -> Self {
        // Fields stand close together here: the distance always fits its four bits.
        self.bytes.push((number.saturating_sub(self.last) << 4) | kind);
        self.last = number;
        self
    }

    /// A number of 32 bits, or a value of an enumeration.
    pub(super) fn i32(self, number: u8, value: i32) -> Self {
        let mut with = self.field(number, I32);
        varint(zigzag(i64::from(value)), &mut with.bytes);
        with
    }

    /// A number of 64 bits.
    pub(super) fn i64(self, number: u8, value: i64) -> Self {
        let mut with = self.field(number, I64);
        varint(zigzag(value), &mut with.bytes);
        with
    }

    /// A string.
    pub(super) fn string(self, number: u8, value: &str) -> Self {
        let mut with = self.field(number, BINARY);
        binary(value, &mut with.bytes);
        with
    }

    /// A structure within.
    pub(super) fn within(self, number: u8, value: Struct) -> Self {
        let mut with = self.field(number, STRUCT);
        with.bytes.extend(value.ended());
        with
    }

    /// A list of structures.
    pub(super) fn structs(self, number: u8, values: Vec<Struct>) -> Self {
        let mut with = self.list(number, values.len(), STRUCT);
        for value in values {
            with.bytes.extend(value.ended());
        }
        with
    }

    /// A list of strings.
    pub(super) fn strings(self, number: u8, values: &[&str]) -> Self {
        let mut with = self.list(number, values.len(), BINARY);
        for value in values {
            binary(value, &mut with.bytes);
        }
        with
    }

    /// A list of numbers of 32 bits.
    pub(super) fn i32s(self, number: u8, values: &[i32]) -> Self {
        let mut with = self.list(number, values.len(), I32);
        for value in values {
            varint(zigzag(i64::from(*value)), &mut with.bytes);
        }
        with
    }

    fn list(self, number: u8, length: usize, kind: u8) -> Self {
        let mut with = self.field(number, LIST);
        match u8::try_from(length) {
            Ok(short) if short < 15 => with.bytes.push((short << 4) | kind),
            _ => {
                with.bytes.push(0xf0 | kind);
                varint(length as u64, &mut with.bytes);
            }
        }
        with
    }

    /// Its bytes, with the sign that it ends.
    pub(super) fn ended(mut self) -> Vec<u8> {
        self.bytes.push(0);
        self.bytes
    }
}

fn binary(value: &str, out: &mut Vec<u8>) {
    varint(value.len() as u64, out);
    out.extend(value.as_bytes());
}

fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)).cast_unsigned()
}

/// Seven bits a byte, the lowest first; also what Parquet counts runs with.
pub(super) fn varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_structure_is_written_as_the_protocol_says() {
        let inner = Struct::default().i32(1, -1);
        let bytes = Struct::default().i32(1, 150).string(4, "ab").within(5, inner).i32s(6, &[1, 2]).ended();
        assert_eq!(bytes, [0x15, 0xac, 0x02, 0x38, 2, b'a', b'b', 0x1c, 0x15, 0x01, 0, 0x19, 0x25, 2, 4, 0]);
        let long = Struct::default().i32s(1, &[0; 20]).ended();
        assert_eq!(long.get(..3), Some(&[0x19, 0xf5, 20][..]));
        let mut varints = Vec::new();
        varint(zigzag(i64::MIN), &mut varints);
        assert_eq!(varints.len(), 10);
    }
}
