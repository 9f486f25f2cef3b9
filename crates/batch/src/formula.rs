//! Cells that spreadsheets would run as formulas: escaped where they are written, unescaped where they are read back.

use domain::text::fold_width;

/// Whether spreadsheets take a cell for a formula: by its first sign, full-width ones too, also behind white space, and
/// by a tab or return that it begins with.
fn is_formula(cell: &str) -> bool {
    let first = cell.trim_start().chars().next();
    cell.starts_with(['\t', '\r', '\n'])
        || matches!(first.map(fold_width), Some('=' | '+' | '-' | '@'))
}

/// Marks a formula as a text by an apostrophe. What has apostrophes before a formula already gets one more, so that
/// reading back takes off the right one.
pub fn escape_formula(cell: &str) -> String {
    match is_formula(cell.trim_start_matches('\'')) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

/// A cell as it was before it was escaped.
pub fn unescape_formula(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(escaped) if is_formula(escaped.trim_start_matches('\'')) => escaped,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cell_that_spreadsheets_would_run_is_marked_as_a_text() {
        for formula in [
            "=1+1",
            "+86 755 1234",
            "-1",
            "@SUM(A1)",
            "＝1+1",
            "＋86",
            "－1",
            "＠SUM(A1)",
            " =1+1",
            "\u{3000}＝1+1",
            "\t=1+1",
            "\ttext",
            "\rtext",
            "\ntext",
            "'=1+1",
        ] {
            let escaped = escape_formula(formula);
            assert_eq!(escaped, format!("'{formula}"));
            assert_eq!(unescape_formula(&escaped), formula);
        }
    }

    #[test]
    fn any_other_cell_stays_as_it_is() {
        for text in [
            "",
            "鹏城五金",
            "a=b",
            "1+1",
            "'quoted'",
            "''",
            "（＝）",
            " 甲",
        ] {
            assert_eq!(escape_formula(text), text);
            assert_eq!(unescape_formula(text), text);
        }
    }

    proptest! {
        #[test]
        fn whatever_the_cell_it_reads_back_and_is_no_formula(cell in "['=＝@ \t\r\na甲]{0,6}|\\PC*") {
            let escaped = escape_formula(&cell);
            prop_assert_eq!(unescape_formula(&escaped), &cell);
            prop_assert!(!is_formula(&escaped));
        }
    }
}
