//! The form there and back.

use domain::application::{DraftTask, FaultCode, Field, FieldError, TaskPart, Why};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use super::*;

fn icon() -> Vec<u8> {
    include_bytes!("../../../server/demo/attendance.png").to_vec()
}

fn form() -> Draft {
    let task = |after: &str| DraftTask {
        after: after.to_owned(),
        title: "观看介绍".to_owned(),
        text: "看一分钟介绍".to_owned(),
        url: "https://isv.example/intro".to_owned(),
        ..DraftTask::default()
    };
    Draft {
        provider: "示例科技有限公司".to_owned(),
        product_code: "cmd0000000".to_owned(),
        invite_code: "K7Q2-M9XW".to_owned(),
        reason: "门店没有电脑，\n需要现场扫码开通。".to_owned(),
        on_site: Some(false),
        sharing: "通过客服微信发送".to_owned(),
        contacts: Some(Contacts::Other),
        other_contacts: "由实施人员录入".to_owned(),
        serials: Some(SerialRule::Issued),
        team_modes: Some(TeamModes::Either),
        tasks: vec![task("team"), task("scope")],
        has_icon: false,
    }
}

#[test]
fn a_form_is_read_as_it_was_written_with_its_icon() {
    let sheets = read(&write(&form(), &icon()).unwrap()).unwrap();
    assert_eq!(sheets.form, form());
    assert_eq!(sheets.icon, Some(icon()));
    assert_eq!(sheets.faults, []);
}

#[test]
fn an_empty_form_reads_back_empty() {
    let sheets = read(&write(&Draft::default(), &[]).unwrap()).unwrap();
    assert_eq!(sheets.form, Draft::default());
    assert_eq!(sheets.icon, None);
}

#[test]
fn a_fault_names_its_cell() {
    let sheets = read(&write(&form(), &icon()).unwrap()).unwrap();
    for (fault, sheet, cell) in [
        (FieldError::new(Field::Provider, Why::Missing), FORM, "A3"),
        (
            FieldError::new(Field::Serials, Why::NobodyToAsk),
            FORM,
            "I3",
        ),
        (
            FieldError::of_task(1, TaskPart::Title, Why::Missing),
            FORM,
            "L4",
        ),
        (FieldError::new(Field::Icon, Why::Icon), ICON, "A2"),
    ] {
        let found = sheets.cell(&fault);
        assert_eq!((found.sheet, found.to_string().as_str()), (sheet, cell));
    }
}

/// A workbook with these cells.
fn book(cells: &[(u32, u16, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, column, text) in cells {
        sheet.write_string(*row, *column, *text).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn columns_are_known_by_their_headings_and_other_choices_are_faults() {
    let file = book(&[
        (0, 3, " 通讯录导入方式 "),
        (2, 3, "飞鸽传书"),
        (0, 1, "是否验证应用序列号"),
        (2, 1, "是"),
        (0, 5, "是否有现场实施人员"),
        (2, 5, "YES"),
    ]);
    let sheets = read(&file).unwrap();
    assert_eq!(sheets.form.serials, Some(SerialRule::Vendor));
    assert_eq!(sheets.form.on_site, Some(true));
    let fault = &sheets.faults[0];
    assert_eq!(fault.code(), FaultCode::NotAChoice);
    assert_eq!(sheets.cell(fault).to_string(), "D3");
    let others = sheets.form.check().unwrap_err();
    let all = sheets.with_faults(others);
    let of_contacts = all.iter().filter(|it| it.field == Field::Contacts);
    assert_eq!(of_contacts.count(), 1);
}

#[test]
fn a_workbook_without_the_forms_headings_and_what_is_no_workbook_is_refused() {
    assert!(read(&book(&[(0, 0, "姓名")])).is_err());
    assert!(read(&book(&[])).is_err());
    for file in [&b""[..], b"PK\x03\x04", b"provider,reason"] {
        assert!(read(file).is_err());
    }
}

#[test]
fn a_cell_far_away_takes_no_memory() {
    let file = book(&[(0, 0, "服务商名称"), (1_048_575, 16_383, "x")]);
    assert_eq!(read(&file).unwrap().form, Draft::default());
}

#[test]
fn a_picture_that_is_no_icon_is_a_fault() {
    let mut png = icon();
    // The same picture, cut off in its middle.
    png.truncate(png.len() / 2);
    let file = write(&form(), &png).unwrap();
    let sheets = read(&file).unwrap();
    assert_eq!(sheets.icon, None);
    assert_eq!(sheets.faults[0].code(), FaultCode::Icon);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_comes_back_trimmed(text in "[\\PC\n]{0,60}") {
        let form = Draft { reason: text.clone(), ..Draft::default() };
        let sheets = read(&write(&form, &[]).unwrap()).unwrap();
        prop_assert_eq!(sheets.form.reason.trim(), text.trim());
    }
}
