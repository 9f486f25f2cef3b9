//! Delimiters, headers, and what stands above a header.

use super::*;
use crate::list::understood::{LeftOut, LeftOutReason};

fn understood(file: &str) -> (Vec<(u64, String)>, Understood) {
    let list = read(file.as_bytes(), None, SerialRule::Issued);
    let list = list.unwrap_or_else(|refused| panic!("{file:?}: {refused}"));
    let of = |customer: Customer| (customer.line, customer.name.into());
    let customers = list.customers.into_iter().map(of);
    (customers.collect(), list.understood)
}

fn faults(file: &str) -> Vec<(u64, Fault)> {
    match read(file.as_bytes(), None, SerialRule::Issued) {
        Err(Refused::Lines(faults)) => faults.listed().to_vec(),
        other => panic!("{file:?}: {other:?}"),
    }
}

fn two(lines: [u64; 2]) -> Vec<(u64, String)> {
    let names = ["甲", "乙, 丙"].map(str::to_owned);
    lines.into_iter().zip(names).collect()
}

#[test]
fn excels_first_line_names_the_delimiter_and_is_no_customer() {
    for (sep, delimiter) in [
        ("sep=,", ','),
        ("sep=;", ';'),
        ("sep=\t", '\t'),
        ("sep=\\t", '\t'),
        ("sep=|", '|'),
        ("SEP=;", ';'),
        ("Sep=;", ';'),
        ("\"sep=;\"", ';'),
        ("\"sep=,\",", ','),
        ("\u{feff}sep=;", ';'),
        ("\u{feff}\"sep=;\"", ';'),
    ] {
        for header in ["", "客户~备注\n"] {
            let header_lines = u64::from(!header.is_empty());
            for end in ["\n", "\r\n", "\r"] {
                let file = format!("{sep}\n{header}甲~\n\n\"乙, 丙\"~\n");
                let file = file.replace('~', &delimiter.to_string());
                let (customers, understood) = understood(&file.replace('\n', end));
                let lines = [2, 4].map(|line| line + header_lines);
                assert_eq!(customers, two(lines), "{file:?}");
                assert_eq!(understood.delimiter, delimiter, "{file:?}");
                let left_out = &understood.left_out[..];
                let [
                    LeftOut {
                        line: 1, reason, ..
                    },
                ] = left_out
                else {
                    panic!("{left_out:?}")
                };
                assert_eq!(*reason, LeftOutReason::NamesDelimiter);
            }
        }
    }
}

#[test]
fn a_first_line_that_names_no_delimiter_is_no_customer_either() {
    for sep in ["sep=", "sep=x", "sep=\""] {
        let (customers, understood) = understood(&format!("{sep}\n甲;\n\"乙, 丙\";\n"));
        assert_eq!(customers, two([2, 3]), "{sep:?}");
        assert_eq!(understood.delimiter, ';', "{sep:?}");
    }
    for (name, line) in [("separator", 1), ("甲 sep=", 1)] {
        let (customers, _) = understood(name);
        assert_eq!(customers, [(line, name.to_owned())]);
    }
}

#[test]
fn errors_below_a_line_for_the_delimiter_name_the_files_lines() {
    assert_eq!(
        faults("sep=;\n客户;序列号\n甲;7K3M\n"),
        [(3, Fault::Serial(SerialError::Length(4).into()))]
    );
    let open = read("sep=,\n甲\n\"乙\n".as_bytes(), None, SerialRule::Issued);
    assert_eq!(open, Err(Refused::UnclosedQuote(3)));
    let empty = read("sep=,".as_bytes(), None, SerialRule::Issued);
    assert_eq!(empty, Err(Refused::Empty));
}

#[test]
fn titles_and_notes_above_the_header_are_left_out_and_told() {
    for (above, lines) in [
        ("2026年11月客户名单\n", &[1][..]),
        ("客户名单,,\n", &[1]),
        ("Customers of spring fair\n", &[1]),
        ("Customers of spring fair\n\n\n", &[1]),
        ("\n客户名单,,\n,,\n", &[2]),
        (
            "客户名单\n导出时间：2026-11-28\n导出人：张三\n\n",
            &[1, 2, 3],
        ),
        ("\"客户名单~ 春季\"\n", &[1]),
        ("\"客户\n名单\"\n", &[1]),
        // A title that is a heading itself is narrower than the header.
        ("客户,,\n", &[1]),
    ] {
        for delimiter in [",", ";", "\t"] {
            let header = "序号,客户名称,备注\n1,甲,\n2,\"乙~ 丙\",\n";
            let file = format!("{above}{header}");
            let file = file.replace(',', delimiter).replace('~', ",");
            let first = 2 + u64::try_from(above.matches('\n').count()).unwrap();
            let (customers, understood) = understood(&file);
            assert_eq!(customers, two([first, first + 1]), "{file:?}");
            let left_out: Vec<u64> = understood.left_out.iter().map(|it| it.line).collect();
            assert_eq!(left_out, lines, "{file:?}");
            assert_eq!(
                understood.customer_column.heading.as_deref(),
                Some("客户名称")
            );
        }
    }
}

#[test]
fn a_single_column_has_a_header_below_a_single_title() {
    for file in [
        "2026年11月客户名单\n客户\n甲\n",
        "2026年11月客户名单\n\n客户\n甲\n",
    ] {
        let (customers, understood) = understood(file);
        assert_eq!(customers.len(), 1, "{file}");
        let told = understood.to_string();
        assert!(
            told.contains("line 1 is left out: above the header: \"2026年11月客户名单\""),
            "{told}"
        );
    }
}

#[test]
fn a_heading_where_no_header_can_be_is_asked_about_and_nothing_is_dropped() {
    let given = serial(3);
    let heading = |name: &str| Fault::Heading(name.to_owned());
    for (file, line, name) in [
        // Customers above, or notes: who knows.
        ("鹏城五金\n山海茶行\n客户\n甲\n".to_owned(), 3, "客户"),
        (format!("鹏城五金,{given}\n客户,\n"), 2, "客户"),
        (format!("鹏城五金,{given}\n公司,序列号\n"), 2, "公司"),
        (format!("鹏城五金,\nStore,{given}\n"), 2, "Store"),
        // Two lists in one file.
        ("客户\n甲\n客户\n乙\n".to_owned(), 3, "客户"),
        ("客户,备注\n甲,\n客户,备注\n乙,\n".to_owned(), 3, "客户"),
        (format!("{}客户\n", "甲\n".repeat(40)), 41, "客户"),
    ] {
        assert!(
            faults(&file).contains(&(line, heading(name))),
            "{file}: {:?}",
            faults(&file)
        );
    }
    let told = heading("客户").to_string();
    assert_eq!(
        told,
        "the customer's name is \"客户\", a heading; is this line a header?"
    );
}

#[test]
fn a_header_is_looked_for_in_ten_rows() {
    let header = "客户,备注\n甲,x\n";
    let file = |rows: usize| format!("{}{header}", "注\n\n".repeat(rows));
    let (customers, understood) = understood(&file(9));
    assert_eq!(customers, [(20, "甲".to_owned())]);
    assert_eq!(understood.left_out.len(), 9);
    assert!(faults(&file(10)).contains(&(21, Fault::Heading("客户".to_owned()))));
}

#[test]
fn headings_are_known_in_traditional_characters_and_a_row_number_is_no_serial() {
    let given = serial(3);
    for (file, customer, serial_heading) in [
        (format!("客戶名稱,序列號\n甲,{given}\n"), 0, Some("序列號")),
        (
            format!("序號,客戶,序列號\n1,甲,{given}\n"),
            1,
            Some("序列號"),
        ),
        ("客戶,序號\n甲,1\n".to_owned(), 0, None),
        ("序号,公司名稱\n1,甲\n".to_owned(), 1, None),
        ("企業名稱,團隊\n甲,1\n".to_owned(), 0, None),
        ("單位名稱\n甲\n".to_owned(), 0, None),
        ("商戶,備註\n甲,\n".to_owned(), 0, None),
        ("門店名稱\n甲\n".to_owned(), 0, None),
        ("店舖\n甲\n".to_owned(), 0, None),
    ] {
        let (customers, understood) = understood(&file);
        assert_eq!(customers, [(2, "甲".to_owned())], "{file}");
        assert_eq!(understood.customer_column.at, customer, "{file}");
        let heading = understood.serial_column.and_then(|column| column.heading);
        assert_eq!(heading.as_deref(), serial_heading, "{file}");
    }
}

#[test]
fn what_a_file_was_read_as_is_told_before_its_customers() {
    let given = serial(3);
    for (file, told) in [
        (
            format!(
                "sep=;\n客户名单\u{7};;\n编号;Serial No.;客户名称\n1;{given};甲\n2;;\"乙; 丙\"\n"
            ),
            "encoding: UTF-8\n\
             delimiter: ;\n\
             customers: column 3, \"客户名称\"\n\
             serials: column 2, \"Serial No.\"\n\
             line 1 is left out: it names the delimiter: \"sep=;\"\n\
             line 2 is left out: above the header: \"客户名单 \"\n\
             2 customers: \"甲\", \"乙; 丙\"",
        ),
        (
            "甲\n乙\n丙\n丁\n".to_owned(),
            "encoding: UTF-8\n\
             no header is found\n\
             customers: column 1\n\
             serials: column 2\n\
             4 customers: \"甲\", \"乙\", \"丙\", …",
        ),
        (
            "客户\t备注\n甲\t\n".to_owned(),
            "encoding: UTF-8\n\
             delimiter: tab\n\
             customers: column 1, \"客户\"\n\
             serials: no column\n\
             1 customer: \"甲\"",
        ),
    ] {
        let list = read(file.as_bytes(), None, SerialRule::Issued).unwrap();
        assert_eq!(list.to_string(), told);
    }
    let long = format!("{}\n客户,备注\n甲,\n", "长".repeat(100));
    let (_, understood) = understood(&long);
    let told = understood.to_string();
    assert!(
        told.ends_with(&format!("\"{}…\"", "长".repeat(60))),
        "{told}"
    );
}
