//! Phone numbers, as they are typed and pasted.

use proptest::prelude::*;

use super::*;

#[test]
fn mainland_numbers_are_read_as_people_write_them() {
    for typed in [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "+86 138 0013 8000",
        "0086 13800138000",
        "8613800138000",
        "（１３８）００１３８０００",
        "\u{202d}+86 138 0013 8000\u{202c}",
        "\u{2066}13800138000\u{2069}",
        "138\u{200b}0013\u{feff}8000\u{fe0f}",
        "138\u{a0}0013\u{3000}8000\u{ad}",
        "138—0013–8000",
        "138−0013‐8000",
        "138·0013•8000",
        "【138】 0013.8000。",
        "＋８６１３８００１３８０００",
        "+86+8613800138000",
        "+86 0086 138 0013 8000",
        "+86 (0)138 0013 8000",
        "086 13800138000",
        "013800138000",
        "tel:13800138000",
        "Tel.: +86-138-0013-8000",
        "电话：13800138000",
        "13800138000.0",
        "'13800138000",
        "=\"13800138000\"",
        "13,800,138,000",
    ] {
        let phone = Phone::parse(typed).expect(typed);
        assert_eq!(phone.as_str(), "+8613800138000");
        assert_eq!(phone.to_string(), "138 0013 8000");
    }
}

#[test]
fn others_need_their_country_code() {
    assert_eq!(
        Phone::parse("+1 (415) 555-0123").map(|p| p.0),
        Ok("+14155550123".into())
    );
    assert_eq!(
        Phone::parse("00852 5123 4567").map(|p| p.0),
        Ok("+85251234567".into())
    );
    assert_eq!(Phone::parse("+0123456789"), Err(PhoneError::International));
    assert_eq!(Phone::parse("+123456"), Err(PhoneError::International));
    assert_eq!(
        Phone::parse("+1234567890123456"),
        Err(PhoneError::International)
    );
}

#[test]
fn every_prefix_of_virtual_and_data_numbers_is_a_mainland_one() {
    let prefixes = [162, 165, 167, 170, 171].into_iter().chain(190..=199);
    for prefix in prefixes {
        let typed = format!("{prefix}00138000");
        assert_eq!(Phone::parse(&typed).map(|p| p.0), Ok(format!("+86{typed}")));
    }
}

#[test]
fn numbers_of_hong_kong_macao_and_taiwan_have_one_length() {
    for (typed, number, shown) in [
        ("+852 5123 4567", "+85251234567", "+852 5123 4567"),
        ("+852+85251234567", "+85251234567", "+852 5123 4567"),
        ("+86+852 5123 4567", "+85251234567", "+852 5123 4567"),
        ("+85285251234567", "+85251234567", "+852 5123 4567"),
        ("00853 6612 3456", "+85366123456", "+853 6612 3456"),
        ("+886 (0)912-345-678", "+886912345678", "+886 912 345 678"),
    ] {
        let phone = Phone::parse(typed).expect(typed);
        assert_eq!(
            (phone.as_str(), phone.to_string().as_str()),
            (number, shown)
        );
    }
}

#[test]
fn a_number_without_its_plus_says_which_one_may_be_meant() {
    for (typed, meant) in [
        ("85251234567", "+852 5123 4567"),
        ("852-5123-4567", "+852 5123 4567"),
        ("85366123456", "+853 6612 3456"),
        ("886912345678", "+886 912 345 678"),
        ("+86 85251234567", "+852 5123 4567"),
    ] {
        let phone = Phone::parse(typed).unwrap_err().suggestion().expect(typed);
        assert_eq!(phone.to_string(), meant, "{typed}");
        assert_eq!(Phone::parse(meant), Ok(phone));
    }
}

#[test]
fn what_is_no_number_says_why() {
    for (typed, why) in [
        ("", PhoneError::Empty),
        ("+ -", PhoneError::Empty),
        ("1380013800", PhoneError::Mainland),
        ("12800138000", PhoneError::Mainland),
        ("+86 12800138000", PhoneError::Mainland),
        ("138x0138000", PhoneError::Character('x')),
        ("1+3800138000", PhoneError::Character('+')),
        ("+013800138000", PhoneError::International),
        ("+852 5123 456", PhoneError::International),
        ("+85351234567 8", PhoneError::International),
        ("85131234567", PhoneError::Mainland),
        ("85351234567", PhoneError::Mainland),
        ("1.38001E+10", PhoneError::Rounded),
        ("1.38E10", PhoneError::Rounded),
        ("1,38001e+10", PhoneError::Rounded),
        ("E+10", PhoneError::Character('E')),
    ] {
        assert_eq!(Phone::parse(typed), Err(why), "{typed}");
    }
}

proptest! {
    #[test]
    fn a_number_reads_back_from_every_form_it_is_shown_in(typed in "(tel:|')?(\\+|00|0)?(86|852|853|886)?(\\+)?[0-9 .-]{0,18}") {
        if let Ok(phone) = Phone::parse(&typed) {
            prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
            prop_assert_eq!(Phone::parse(&phone.to_string()), Ok(phone));
        }
    }

    #[test]
    fn no_text_makes_it_panic(typed in "\\PC{0,40}", digits in "[0-9+eE.]{0,24}") {
        let _ = Phone::parse(&typed);
        let _ = Phone::parse(&digits);
    }
}
