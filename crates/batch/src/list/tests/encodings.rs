//! In which encoding a list is read, and when it is asked for.

use encoding_rs::{BIG5, EUC_KR, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::*;

/// A text in an encoding, as programs write it; with a byte order mark in it if the text has one.
fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let units = text.encode_utf16();
    match encoding {
        it if it == UTF_16LE => units.flat_map(u16::to_le_bytes).collect(),
        it if it == UTF_16BE => units.flat_map(u16::to_be_bytes).collect(),
        _ => {
            let (bytes, _, unmappable) = encoding.encode(text);
            assert!(!unmappable, "{text} in {}", encoding.name());
            bytes.into_owned()
        }
    }
}

fn customers(file: &[u8], given: Option<&'static Encoding>) -> Result<Vec<String>, Refused> {
    let list = read(file, given, SerialRule::Issued)?;
    let customers = list.customers.into_iter();
    Ok(customers.map(|customer| customer.name.into()).collect())
}

#[test]
fn unicode_is_known_by_its_mark_or_cannot_be_anything_else() {
    for (mark, encoding) in [
        ("", UTF_8),
        ("\u{feff}", UTF_8),
        ("\u{feff}", UTF_16LE),
        ("\u{feff}", UTF_16BE),
        ("", UTF_16LE),
        ("", UTF_16BE),
    ] {
        for text in [
            "鹏城五金,\nCafé,\n",
            "一一,\n一\u{3000}一,\n",
            "客户\t备注\r\n鹏城五金\tx\r\n",
            "Li\nWang\n",
            "sep=;\n客户;\n甲;\n",
        ] {
            let file = encode(&format!("{mark}{text}"), encoding);
            let list = read(&file, None, SerialRule::Issued).unwrap();
            let plain = read(text.as_bytes(), None, SerialRule::Issued).unwrap();
            assert_eq!(list.understood.encoding, encoding, "{text}");
            assert_eq!(list.customers, plain.customers, "{text}");
        }
    }
}

#[test]
fn chinese_in_gbk_needs_no_encoding_to_be_given() {
    for text in [
        "客户\n甲\n",
        "客户名称,序列号\n鹏城五金,\n",
        "2026年11月客户名单\n序号,公司\n1,甲\n",
        // Rarer characters than GB 2312 has.
        "客户\n镕堃喆囍\n",
        "鹏城五金,\n",
        "山海茶行\n鹏城五金\n",
        "深圳市鑫源科技有限公司;\n上海淼鑫贸易有限公司（分店）;\n",
        "Name,Note\n深圳市腾达电子有限公司,VIP\n",
        "深圳市华兴机械厂\n陶喆文化传播有限公司\n王伟 Café的店\n",
    ] {
        let text = text.replace('é', "e");
        let file = encode(&text, GBK);
        let list = read(&file, None, SerialRule::Issued);
        let list = list.unwrap_or_else(|refused| panic!("{text}: {refused}"));
        assert_eq!(list.understood.encoding, GBK, "{text}");
        assert_eq!(
            Ok(customers(text.as_bytes(), None).unwrap()),
            customers(&file, None)
        );
    }
}

#[test]
fn what_may_be_another_encoding_than_gbk_is_never_read_as_gbk() {
    for (encoding, texts) in [
        (
            BIG5,
            &[
                "客戶,序號\n鵬城五金,\n",
                "鵬城五金,\n",
                "台北市茶行\n鴻海精密工業股份有限公司\n",
                "統一企業\n",
                "陳怡君\n林志明\n",
            ][..],
        ),
        (
            WINDOWS_1252,
            &[
                "Café Müller\n",
                "Name,Ort\nMüller,Köln\nBäckerei Schröder,Zürich\n",
                "Société Générale\n",
                "ÄÖÜ Werke\n",
                "ÀÉÎÕÀÉÎÕ\n",
            ],
        ),
        (
            SHIFT_JIS,
            &[
                "顧客\n東京電機\n",
                "株式会社さくら\nトヨタ自動車\n",
                "ﾔﾏﾀﾞ\nｽｽﾞｷｼｮｳﾃﾝ\nﾐﾂﾋﾞｼﾃﾞﾝｷ\n",
            ],
        ),
        (
            EUC_KR,
            &[
                "고객\n삼성전자\n",
                "김밥천국\n현대자동차\n대한통운 주식회사\n",
                "㈜한국상사\n",
                // A heading, full-width as in GBK.
                "Ｎａｍｅ,메모\n삼성,\n",
            ],
        ),
        (
            encoding_rs::WINDOWS_1251,
            &["РОСТЕЛЕКОМ\nГАЗПРОМНЕФТЬ\n", "Лукойл\nСбербанк\n"],
        ),
        // Too little to tell.
        (GBK, &["甲\n", "王伟,\n"]),
    ] {
        for text in texts {
            let file = encode(text, encoding);
            let refused = customers(&file, None).unwrap_err();
            assert!(matches!(refused, Refused::Encoding(_)), "{text}: {refused}");
            // A row that isn't a customer is none in any encoding.
            let given = customers(&file, Some(encoding)).unwrap();
            assert_eq!(Ok(given), customers(text.as_bytes(), None));
        }
    }
}

#[test]
fn an_encoding_that_cannot_be_told_is_asked_for_with_what_the_file_would_say() {
    let file = encode("No.,Customer\n1,鵬城五金\n", BIG5);
    let told = customers(&file, None).unwrap_err().to_string();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(
        lines[0],
        "the encoding can't be told from the file: give it with --encoding, or save the list as CSV UTF-8. \
         Line 2 reads as"
    );
    assert!(lines.contains(&"  Big5: \"1,鵬城五金\""), "{told}");
    assert!(lines[1].starts_with("  GBK: \"1,"), "{told}");
    let cafe = encode("Café Müller", WINDOWS_1252);
    let told = customers(&cafe, None).unwrap_err().to_string();
    assert!(
        told.ends_with("\n  windows-1252: \"Café Müller\""),
        "{told}"
    );
    assert!(!told.contains("GBK"), "é and a space are no GBK: {told}");
}

#[test]
fn bytes_that_the_encoding_does_not_have_are_refused_with_their_line() {
    let cafe = encode("Name,Ort\nLi\n\nCafé Müller\n", WINDOWS_1252);
    for (file, given, encoding, line) in [
        (&cafe[..], Some(UTF_8), "UTF-8", 4),
        (&cafe, Some(GBK), "GBK", 4),
        (&cafe, Some(BIG5), "Big5", 4),
        (b"\xef\xbb\xbfLi\r\rCaf\xe9", None, "UTF-8", 3),
        (b"sep=,\nLi\nCaf\xe9\n", Some(UTF_8), "UTF-8", 3),
        (b"sep=\xe9\nLi\n", Some(UTF_8), "UTF-8", 1),
        (b"\xff\xfea\0\n\0b", None, "UTF-16LE", 2),
        (b"Li\nWang\xe9", Some(EUC_KR), "EUC-KR", 2),
    ] {
        let refused = customers(file, given).unwrap_err();
        assert_eq!(refused, Refused::Invalid { encoding, line });
        assert_eq!(
            refused.to_string(),
            format!("line {line} is not valid {encoding}")
        );
    }
}

#[test]
fn a_mark_and_a_given_encoding_must_agree() {
    let file = "\u{feff}客户\n甲\n".as_bytes();
    assert_eq!(customers(file, Some(UTF_8)), Ok(vec!["甲".to_owned()]));
    let (mark, given) = ("UTF-8", "GBK");
    assert_eq!(
        customers(file, Some(GBK)),
        Err(Refused::Mark { mark, given })
    );
}

#[test]
fn every_encoding_that_is_named_is_known() {
    for name in ENCODINGS.split(", ") {
        assert!(Encoding::for_label(name.as_bytes()).is_some(), "{name}");
    }
}

/// Names in characters that each of the encodings has.
fn names(encoding: &'static Encoding) -> BoxedStrategy<Vec<String>> {
    let chars = match encoding {
        it if it == BIG5 => "[a-z ,;\"'=＝（）客鵬城五金山海茶行台灣]{1,12}",
        it if it == SHIFT_JIS => "[a-z ,;\"'=（）客東京電機さくらトヨタｱｲｳﾞ]{1,12}",
        it if it == EUC_KR => "[a-z ,;\"'=＝（）삼성전자현대고객株式]{1,12}",
        it if it == WINDOWS_1252 => "[a-z ,;\"'=éüßÄÖñ€œ]{1,12}",
        it if it == GBK => "[a-z ,;\"'=＝（）客鹏城五金深圳鑫喆]{1,12}",
        _ => "[a-z ,;\"'=＝（）客鹏城鵬さ삼éß🙂一\u{3000}]{1,12}",
    };
    let name = chars.prop_filter("customers have names that are no headings", |name| {
        let name = crate::formula::unescape_formula(name.trim());
        CustomerName::parse(name).is_ok()
    });
    prop::collection::vec(name, 1..20).boxed()
}

fn any_encoding() -> impl Strategy<Value = (&'static Encoding, bool, Vec<String>)> {
    let encodings = [
        UTF_8,
        UTF_16LE,
        UTF_16BE,
        GBK,
        GB18030,
        BIG5,
        SHIFT_JIS,
        EUC_KR,
        WINDOWS_1252,
    ];
    let encoding = prop::sample::select(encodings.to_vec());
    encoding.prop_flat_map(|encoding| (Just(encoding), any::<bool>(), names(encoding)))
}

proptest! {
    #[test]
    fn whatever_a_list_says_it_reads_back_in_every_encoding((encoding, marked, names) in any_encoding()) {
        let unicode = [UTF_8, UTF_16LE, UTF_16BE].contains(&encoding);
        let marked = marked && unicode;
        let quoted = |name: &String| {
            let name = crate::formula::escape_formula(name.trim());
            format!("\"{}\",\r\n", name.replace('"', "\"\""))
        };
        let rows: String = names.iter().map(quoted).collect();
        let mark = if marked { "\u{feff}" } else { "" };
        let file = encode(&format!("{mark}customer,note\r\n{rows}"), encoding);
        let given = (!marked).then_some(encoding);
        let expected: Result<Vec<String>, _> = names
            .iter()
            .map(|name| CustomerName::parse(name).map(String::from))
            .collect();
        prop_assert_eq!(customers(&file, given), Ok(expected.unwrap()));
    }
}
