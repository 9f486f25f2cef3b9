//! Searching for people: by a part of a name, or of a number as it is typed or shown.

use crate::phone::{Phone, is_bracket};
use crate::text::plain;

/// What is typed into a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    text: String,
    numbers: Vec<String>,
}

impl Search {
    /// Reads what is typed. Everything is part of some name; only digits and what people put between them, of a number.
    pub fn parse(typed: &str) -> Self {
        let part = digits(typed);
        // What reads as a whole number may be a part of another country's.
        let whole = Phone::parse(typed).map(|phone| phone.as_str().to_owned());
        let whole = whole.ok().filter(|whole| {
            let found = part.as_ref().is_some_and(|part| whole.contains(part));
            !found
        });
        Self {
            text: typed.trim().to_owned(),
            numbers: part.into_iter().chain(whole).collect(),
        }
    }

    /// Whether nothing is searched for, which everybody matches.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What names have in them.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What numbers in E.164 have in them, any of these.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        self.numbers.iter().map(String::as_str)
    }

    /// Whether it is part of a name. Case is forgiven.
    pub fn is_in(&self, name: &str) -> bool {
        name.to_lowercase().contains(&self.text.to_lowercase())
    }
}

/// The digits of a part of a number, with the plus before them.
fn digits(typed: &str) -> Option<String> {
    let mut digits = String::new();
    for c in typed.chars().filter_map(plain) {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() => digits.push(c),
            ' ' | '-' | '.' | ',' => {}
            c if is_bracket(c) => {}
            _ => return None,
        }
    }
    digits
        .contains(|c: char| c.is_ascii_digit())
        .then_some(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn finds(typed: &str, phone: &str) -> bool {
        Search::parse(typed)
            .numbers()
            .any(|part| phone.contains(part))
    }

    #[test]
    fn a_number_is_found_as_it_is_shown_typed_and_begun() {
        for (typed, phone) in [
            ("138 0013 8000", "+8613800138000"),
            ("13800138000", "+8613800138000"),
            ("+86 138-0013-8000", "+8613800138000"),
            ("0086 138 0013 8000", "+8613800138000"),
            ("手机：138 0013 8000", "+8613800138000"),
            ("１３８　００１３", "+8613800138000"),
            ("138 0013", "+8613800138000"),
            ("8000", "+8613800138000"),
            ("+86 138", "+8613800138000"),
            ("+852 5123 4567", "+85251234567"),
            ("852 5123 4567", "+85251234567"),
            ("5123 4567", "+85251234567"),
            ("(415) 555-0123", "+14155550123"),
            // A mainland number, too.
            ("14155550123", "+14155550123"),
            ("14155550123", "+8614155550123"),
        ] {
            assert!(finds(typed, phone), "{typed} {phone}");
        }
        for (typed, phone) in [
            ("", "+8613800138000"),
            ("+", "+8613800138000"),
            ("138 0013 8001", "+8613800138000"),
            ("+138", "+8613800138000"),
            ("同事1", "+8613800138000"),
            ("%", "+8613800138000"),
            ("1%8", "+8613800138000"),
            ("1_8", "+8613800138000"),
        ] {
            assert!(!finds(typed, phone), "{typed} {phone}");
        }
    }

    #[test]
    fn a_name_is_found_by_any_part_in_any_case() {
        for (typed, name, found) in [
            (" 小明 ", "王小明", true),
            ("wang", "Wang Ming", true),
            ("g m", "Wang Ming", true),
            ("1", "同事1", true),
            ("", "王小明", true),
            ("%", "王小明", false),
        ] {
            assert_eq!(Search::parse(typed).is_in(name), found, "{typed} {name}");
        }
        assert!(Search::parse(" \u{3000}").is_empty() && !Search::parse("王").is_empty());
    }

    proptest! {
        #[test]
        fn every_part_of_a_shown_number_finds_it(
            typed in "1[3-9][0-9]{9}|\\+852[5-9][0-9]{7}|\\+8869[0-9]{8}|\\+1[2-9][0-9]{9}",
            from in 0usize..20,
            length in 1usize..20,
        ) {
            let phone = Phone::parse(&typed).unwrap();
            let shown: String = phone.to_string().chars().skip(from).take(length).collect();
            prop_assume!(shown.contains(|c: char| c.is_ascii_digit()));
            prop_assert!(finds(&shown, phone.as_str()), "{}", shown);
            prop_assert!(finds(&phone.to_string(), phone.as_str()));
        }

        #[test]
        fn nothing_typed_is_too_much(typed: String) {
            let search = Search::parse(&typed);
            prop_assert!(search.numbers().all(|part| part.chars().all(|c| c == '+' || c.is_ascii_digit())));
            prop_assert!(search.is_in(&typed));
        }
    }
}
