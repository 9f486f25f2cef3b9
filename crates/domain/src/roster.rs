//! A pasted list of names and numbers, as it comes from a chat or a spreadsheet, made into lines.

use crate::phone::Phone;
use crate::team::TypedColleague;

/// Reads a pasted list, one person a line: a name, a number and perhaps a department, in any order
/// of the first two, parted by tabs, commas, colons or spaces. Numbering in front is dropped.
/// A line without a number is kept with its text as the name, so that nothing typed is lost.
pub fn parse(pasted: &str) -> Vec<TypedColleague> {
    pasted
        .split(['\n', '\r', ';', '；'])
        .filter_map(parse_line)
        .collect()
}

fn parse_line(line: &str) -> Option<TypedColleague> {
    let is_mark = |c: char| matches!(c, '\t' | ',' | '，' | '、' | ':' | '：' | '|');
    let words: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || is_mark(c))
        .filter(|word| !word.is_empty())
        .collect();
    let words = match words.split_first() {
        Some((first, rest)) if !rest.is_empty() && is_numbering(first) => rest,
        _ => &words[..],
    };
    if words.is_empty() {
        return None;
    }
    let Some((from, to)) = find_number(words) else {
        return Some(TypedColleague {
            name: words.join(" "),
            ..TypedColleague::default()
        });
    };
    let (before, after) = (&words[..from], &words[to..]);
    let (name, department) = match (before, after) {
        ([], [name, department @ ..]) => ((*name).to_owned(), department.join(" ")),
        (name, department) => (name.join(" "), department.join(" ")),
    };
    Some(TypedColleague {
        name,
        phone: words[from..to].concat(),
        department,
    })
}

/// `1`, `1.`, `（2）`: short digits with or without a mark, not a phone number.
fn is_numbering(word: &str) -> bool {
    let digits = word.trim_matches(['.', ')', '(', '（', '）', '．']);
    (1..=3).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())
}

/// The words that make up the number, the longest run first: `138 0013 8000` is three words.
fn find_number(words: &[&str]) -> Option<(usize, usize)> {
    (0..words.len()).find_map(|from| {
        (from + 1..=words.len().min(from + 5))
            .rev()
            .find(|&to| Phone::parse(&words[from..to].concat()).is_ok())
            .map(|to| (from, to))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_is_read_whatever_parts_it() {
        for (line, name, phone, department) in [
            ("李晓红 13900139000", "李晓红", "13900139000", ""),
            (
                "李晓红\t139 0013 9000\t前厅",
                "李晓红",
                "13900139000",
                "前厅",
            ),
            ("13900139000，李晓红", "李晓红", "13900139000", ""),
            ("13900139000 李晓红 后厨", "李晓红", "13900139000", "后厨"),
            ("1. 李晓红：13900139000", "李晓红", "13900139000", ""),
            (
                "（2） 李晓红 +86 139-0013-9000",
                "李晓红",
                "+86139-0013-9000",
                "",
            ),
            ("Amy Wong, +852 5123 4567", "Amy Wong", "+85251234567", ""),
            ("李晓红", "李晓红", "", ""),
        ] {
            let expected = TypedColleague {
                name: name.into(),
                phone: phone.into(),
                department: department.into(),
            };
            assert_eq!(parse(line), [expected], "{line}");
        }
    }

    #[test]
    fn empty_lines_are_no_people() {
        assert_eq!(parse("\n \r\n,,\n"), []);
        assert_eq!(
            parse("李晓红 13900139000\n\n张伟 13700137000；陈静 13600136000").len(),
            3
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_every_line_has_something(pasted in "(\\PC|\n|\t){0,80}") {
            for line in parse(&pasted) {
                prop_assert!(!line.name.is_empty() || !line.phone.is_empty());
            }
        }
    }
}
