//! The product code that the market has given a suite.

use std::str::FromStr;

use thiserror::Error;

use crate::text::plain;

/// A product code: three letters and seven digits, as in `cmd0000000` (seed 4.2 step 5).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProductCode(String);

/// Why a text is no product code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a product code has three letters and seven digits, as in cmd0000000")]
pub struct ProductCodeError;

impl ProductCode {
    /// The text, in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ProductCode {
    type Err = ProductCodeError;

    /// Case, width and white space are forgiven.
    fn from_str(text: &str) -> Result<Self, ProductCodeError> {
        let code: String = text
            .chars()
            .filter_map(plain)
            .filter(|c| *c != ' ')
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let (letters, digits) = code.split_at_checked(3).ok_or(ProductCodeError)?;
        let is_right = digits.len() == 7
            && letters.bytes().all(|byte| byte.is_ascii_lowercase())
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_right.then_some(Self(code)).ok_or(ProductCodeError)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_product_code_has_three_letters_and_seven_digits() {
        for text in [
            "cmd0000000",
            " CMD0000000\n",
            "ｃｍｄ０００００００",
            "cmd 000 0000",
        ] {
            let code = text.parse::<ProductCode>();
            assert_eq!(code.as_ref().map(ProductCode::as_str), Ok("cmd0000000"));
        }
        for text in [
            "",
            "cmd000000",
            "cmd00000000",
            "0000000cmd",
            "cm00000000",
            "云市0000000",
        ] {
            assert_eq!(text.parse::<ProductCode>(), Err(ProductCodeError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,20}") {
            let _ = text.parse::<ProductCode>();
        }
    }
}
