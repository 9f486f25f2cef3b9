//! What a list is read as, and why it is refused.

mod encodings;
mod layouts;

use domain::batch::SerialMisfit;
use domain::serial::{Serial, SerialError};
use domain::text::NameError;
use domain::vendor_serial::VendorSerialError;
use encoding_rs::GB18030;
use proptest::prelude::*;

use super::*;

fn serial(of: u8) -> Serial {
    Serial::generate([of; domain::serial::RANDOM_BYTES])
}

fn names(file: &[u8]) -> Result<Vec<(String, Carried)>, Refused> {
    let list = read(file, None, SerialRule::Issued)?;
    let of = |customer: Customer| (customer.name.into(), customer.carried);
    Ok(list.customers.into_iter().map(of).collect())
}

#[test]
fn spreadsheets_files_are_read_whatever_their_encoding_header_and_delimiter() {
    let given = serial(3);
    let two = [
        ("鹏城五金".to_owned(), Carried::Given(given.into())),
        ("Li, Wang & Co".to_owned(), Carried::ToIssue),
    ];
    let utf16 = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xff, 0xfe].into_iter().chain(units).collect()
    };
    let plain = format!("鹏城五金,{given}\n\"Li, Wang & Co\",\n");
    let headed = format!(
        "编号,Serial No.,客户名称\r\n1,{given},鹏城五金\r\n\r\n2,,\"Li, Wang & Co\"\r\n,,\r\n"
    );
    for file in [
        plain.clone().into_bytes(),
        format!("\u{feff}{plain}").into_bytes(),
        GB18030.encode(&plain).0.into_owned(),
        utf16(&plain),
        headed.clone().into_bytes(),
        GB18030.encode(&headed).0.into_owned(),
        format!("鹏城五金;{given}\nLi, Wang & Co;\n").into_bytes(),
        utf16(&format!(
            "客户\t序列号\n鹏城五金\t{given}\nLi, Wang & Co\t\n"
        )),
    ] {
        assert_eq!(
            names(&file).as_deref(),
            Ok(&two[..]),
            "{}",
            String::from_utf8_lossy(&file)
        );
    }
    for before in ["\n", " \n\n", ";\n"] {
        let file = format!("{before}客户;备注\n甲;\"重点\n二\"\n乙;\n");
        let expected = ["甲", "乙"].map(|name| (name.to_owned(), Carried::ToIssue));
        assert_eq!(
            names(file.as_bytes()).as_deref(),
            Ok(&expected[..]),
            "{before:?}"
        );
    }
    let one = names("鹏城五金".as_bytes()).unwrap();
    assert_eq!(one, [("鹏城五金".to_owned(), Carried::ToIssue)]);
}

#[test]
fn the_customers_column_is_the_one_with_the_plainest_name() {
    for list in [
        "门店,客户名称\n三号店,甲\n",
        "数量,单位,客户\n5,个,甲\n",
        "客户名称（必填）,备注\n甲,\n",
        "Store,Customer Name (required)\n3,甲\n",
        "门店\n甲\n",
        "Client\n甲\n",
    ] {
        let expected = [("甲".to_owned(), Carried::ToIssue)];
        assert_eq!(
            names(list.as_bytes()).as_deref(),
            Ok(&expected[..]),
            "{list}"
        );
    }
}

#[test]
fn a_vendors_own_serials_are_carried_as_they_stand_and_may_stand_twice() {
    let file = "客户,序列号\n甲, 许可 ab-12 \n乙,许可 ab-12\n丙,7K3M";
    let list = read(file.as_bytes(), None, SerialRule::Vendor).unwrap();
    let carried = list.customers.iter().map(|it| match &it.carried {
        Carried::Given(serial) => serial.to_string(),
        other => panic!("{other:?}"),
    });
    let carried: Vec<String> = carried.collect();
    assert_eq!(carried, ["许可 ab-12", "许可 ab-12", "7K3M"]);
}

#[test]
fn every_line_at_fault_is_named_with_its_reason() {
    let given = serial(3);
    let file = format!(
        "客户,序列号\n甲,{given}\n,\n  ,7K3M\n乙,7K3M\n丙,{given}\n丁,U\n\"戊\n己\",\n{},",
        "长".repeat(121)
    );
    let Err(Refused::Lines(faults)) = names(file.as_bytes()) else {
        panic!("taken");
    };
    assert_eq!(
        faults.listed(),
        [
            (4, Fault::Name(NameError::Empty)),
            (5, Fault::Serial(SerialError::Length(4).into())),
            (6, Fault::DuplicateSerial(2)),
            (7, Fault::Serial(SerialError::Character('U').into())),
            (8, Fault::MultilineName),
            (10, Fault::Name(NameError::TooLong(120))),
        ]
    );
    let told = Refused::Lines(faults).to_string();
    assert!(
        told.contains("\n  line 6: line 2 has the same serial"),
        "{told}"
    );
    for (list, line, given, max) in [("甲,,乙", 1, 3, 2), ("客户\n甲\nLi, Wang & Co", 3, 2, 1)]
    {
        let Err(Refused::Lines(faults)) = names(list.as_bytes()) else {
            panic!("{list} taken")
        };
        assert_eq!(faults.listed(), [(line, Fault::Cells { given, max })]);
    }
    for end in ["\n", "\r", "\r\n"] {
        let list = ["客户", "甲", "", "\u{200b}"].join(end);
        let Err(Refused::Lines(faults)) = names(list.as_bytes()) else {
            panic!("{end:?} taken");
        };
        assert_eq!(
            faults.listed(),
            [(4, Fault::Name(NameError::Invisible))],
            "{end:?}"
        );
    }
    let file = format!("客户,序列号\n甲,A\u{200b}1\n乙,{}", "长".repeat(65));
    let Err(Refused::Lines(faults)) = read(file.as_bytes(), None, SerialRule::Vendor) else {
        panic!("taken");
    };
    assert_eq!(
        faults.listed(),
        [
            (2, Fault::Serial(VendorSerialError::Invisible.into())),
            (3, Fault::Serial(VendorSerialError::TooLong(65).into())),
        ]
    );
    let vendors = read("甲".as_bytes(), None, SerialRule::Vendor);
    let Err(Refused::Lines(faults)) = vendors else {
        panic!("{vendors:?}")
    };
    assert_eq!(faults.listed(), [(1, Fault::Misfit(SerialMisfit::Needed))]);
}

#[test]
fn a_list_that_is_none_says_why() {
    let many = "甲\n".repeat(MAX_CUSTOMERS + 1);
    for (file, refused) in [
        ("".as_bytes(), Refused::Empty),
        (" \n,,\n".as_bytes(), Refused::Empty),
        ("客户,序列号\n".as_bytes(), Refused::Empty),
        ("编号,序列号\n1,2".as_bytes(), Refused::NoCustomers),
        (many.as_bytes(), Refused::TooMany(MAX_CUSTOMERS)),
        (&vec![b'a'; MAX_BYTES + 1], Refused::TooLarge(MAX_BYTES)),
        (b"PK\x03\x04 and what is in a ZIP", Refused::Workbook),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Refused::Workbook),
        (b"\x01\xff\xff\n", Refused::NoText),
        ("\"甲\n乙\n丙\n".as_bytes(), Refused::UnclosedQuote(1)),
        (
            "客户,备注\n甲,\"重点\n乙,x\n丙,y".as_bytes(),
            Refused::UnclosedQuote(2),
        ),
    ] {
        let read = names(file);
        assert_eq!(read, Err(refused));
    }
    assert_eq!(names(&many.as_bytes()[4..]).unwrap().len(), MAX_CUSTOMERS);
    let bad = "\u{200b}\n".repeat(50);
    let told = names(bad.as_bytes()).unwrap_err().to_string();
    assert!(told.ends_with("and 30 more"), "{told}");
}

proptest! {
    #[test]
    fn whatever_the_file_it_is_a_list_or_refused(
        file in prop::collection::vec(prop_oneof![Just(b','), Just(b'"'), Just(b'\n'), any::<u8>()], 0..400),
    ) {
        if let Ok(list) = read(&file, None, SerialRule::Issued) {
            let customers = list.customers;
            prop_assert!((1..=MAX_CUSTOMERS).contains(&customers.len()));
            prop_assert!(customers.windows(2).all(|two| two[0].line < two[1].line));
        }
    }
}
