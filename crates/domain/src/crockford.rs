//! Crockford's base 32: digits and letters without `I`, `L`, `O` and `U`, read forgivingly.

use crate::text::fold_width;

/// The 32 characters, by value.
pub const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The character of a 5-bit value; higher bits are ignored.
pub fn encode(value: u8) -> char {
    char::from(ALPHABET[usize::from(value & 31)])
}

/// The value of a character as people type it: either case, full width, `o` for 0, `i` and `l` for 1.
pub fn decode(c: char) -> Option<u8> {
    let c = match fold_width(c).to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    let at = ALPHABET.iter().position(|&a| char::from(a) == c)?;
    u8::try_from(at).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_reads_back() {
        for value in 0..32 {
            assert_eq!(decode(encode(value)), Some(value));
            assert_eq!(decode(encode(value).to_ascii_lowercase()), Some(value));
        }
    }

    #[test]
    fn look_alikes_are_read_as_digits_and_u_is_not_one() {
        for (c, value) in [('o', 0), ('O', 0), ('i', 1), ('l', 1), ('Ｌ', 1), ('７', 7)] {
            assert_eq!(decode(c), Some(value), "{c}");
        }
        for c in ['u', 'U', '中', '*', ' '] {
            assert_eq!(decode(c), None, "{c}");
        }
    }
}
