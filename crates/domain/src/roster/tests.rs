//! Pasted lists, as chats, notes and spreadsheets have them.

use proptest::prelude::*;

use super::*;
use crate::phone::Phone;

fn colleague(name: &str, phone: &str, department: &str) -> TypedColleague {
    TypedColleague {
        name: name.into(),
        phone: phone.into(),
        department: department.into(),
    }
}

const LI: &str = "139 0013 9000";
const ZHANG: &str = "138 0013 8000";

#[test]
fn a_line_is_read_whatever_parts_it() {
    for (line, name, phone, department) in [
        ("李晓红 13900139000", "李晓红", LI, ""),
        ("李晓红\t139 0013 9000\t前厅", "李晓红", LI, "前厅"),
        ("13900139000，李晓红", "李晓红", LI, ""),
        ("13900139000 李晓红 后厨", "李晓红", LI, "后厨"),
        ("1. 李晓红：13900139000", "李晓红", LI, ""),
        ("（2） 李晓红 +86 139-0013-9000", "李晓红", LI, ""),
        ("3、李晓红13900139000", "李晓红", LI, ""),
        ("4李晓红 13900139000", "李晓红", LI, ""),
        ("5️⃣ 李晓红 13900139000", "李晓红", LI, ""),
        ("⑥李晓红 13900139000", "李晓红", LI, ""),
        ("7.13900139000 李晓红", "李晓红", LI, ""),
        ("8,李晓红,13900139000", "李晓红", LI, ""),
        ("- 李晓红 — 13900139000", "李晓红", LI, ""),
        ("@李晓红 13900139000", "李晓红", LI, ""),
        ("李晓红13900139000", "李晓红", LI, ""),
        ("李晓红（13900139000）", "李晓红", LI, ""),
        ("13900139000李晓红", "李晓红", LI, ""),
        ("李晓红/13900139000", "李晓红", LI, ""),
        ("李晓红 电话13900139000", "李晓红", LI, ""),
        ("李晓红电话：13900139000", "李晓红", LI, ""),
        (
            "姓名：李晓红 手机号：13900139000 部门：前厅",
            "李晓红",
            LI,
            "前厅",
        ),
        ("李晓红（前厅）13900139000", "李晓红", LI, "前厅"),
        ("李晓红，前厅，13900139000", "李晓红", LI, "前厅"),
        ("李晓红 １３９ ００１３ ９０００", "李晓红", LI, ""),
        (
            "李晓红 \u{202d}139\u{a0}0013\u{a0}9000\u{202c}",
            "李晓红",
            LI,
            "",
        ),
        ("李晓红\t13900139000.0", "李晓红", LI, ""),
        ("李晓红\t'13900139000", "李晓红", LI, ""),
        ("\"李晓红\",\"13900139000\"", "李晓红", LI, ""),
        (
            "\"Wong, Amy\",+85251234567",
            "Wong, Amy",
            "+852 5123 4567",
            "",
        ),
        ("“李晓红” 13900139000", "李晓红", LI, ""),
        ("李晓红 010-85251234 13900139000", "李晓红", LI, ""),
        ("Amy Wong, +852 5123 4567", "Amy Wong", "+852 5123 4567", ""),
        (
            "+852 5123 4567 Amy Wong 前厅",
            "Amy Wong",
            "+852 5123 4567",
            "前厅",
        ),
        ("Patel 13900139000", "Patel", LI, ""),
        ("Jean-Paul 13900139000", "Jean-Paul", LI, ""),
        ("阿依古丽·买买提13900139000", "阿依古丽·买买提", LI, ""),
        ("138 0013 8000 张三", "张三", ZHANG, ""),
        ("李晓红 13900139000 电话销售部", "李晓红", LI, "电话销售部"),
        ("李晓红 13900139000 部门经理", "李晓红", LI, "部门经理"),
        ("李晓红", "李晓红", "", ""),
        ("李晓红 1390013900", "李晓红", "1390013900", ""),
        ("李晓红\t1.39001E+10\t前厅", "李晓红", "1.39001E+10", "前厅"),
        ("Amy 85251234567", "Amy", "85251234567", ""),
    ] {
        assert_eq!(parse(line), [colleague(name, phone, department)], "{line}");
    }
}

#[test]
fn names_and_numbers_stand_on_alternate_lines() {
    let both = [colleague("张三", ZHANG, ""), colleague("李晓红", LI, "")];
    for pasted in [
        "张三\n13800138000\n李晓红\n13900139000",
        "13800138000\n张三\n13900139000\n李晓红",
        "张三\r\n\r\n13800138000\r\n\r\n李晓红\r\n\r\n13900139000\r\n",
        "姓名：张三\n电话：13800138000\n姓名：李晓红\n电话：13900139000",
        "1. 张三\n13800138000\n2. 李晓红\n13900139000",
    ] {
        assert_eq!(parse(pasted), both, "{pasted}");
    }
    assert_eq!(
        parse("张三\n13800138000\n13700137000\n李晓红\n13900139000"),
        [
            colleague("张三", ZHANG, ""),
            colleague("", "137 0013 7000", ""),
            colleague("李晓红", LI, ""),
        ],
        "whose number it is isn't guessed"
    );
    assert_eq!(
        parse("姓名：张三\n电话：13800138000\n部门：前厅"),
        [colleague("张三", ZHANG, "前厅")]
    );
}

#[test]
fn of_a_roll_call_the_people_are_left() {
    let both = [
        colleague("张三", ZHANG, ""),
        colleague("李晓红", LI, "前厅"),
    ];
    for pasted in [
        "#接龙\n门店开通\n\n1. 张三 13800138000\n2. 李晓红 13900139000 前厅",
        "#接龙\n门店开通，请大家填写。\n\n1. 张三13800138000\n2. 李晓红13900139000前厅\n",
        "以下是人员名单：\n张三 13800138000\n李晓红 13900139000 前厅",
        "张三13800138000、李晓红13900139000 前厅",
        "张三 13800138000，李晓红 13900139000，前厅",
        "13800138000 张三 13900139000 李晓红 前厅",
    ] {
        assert_eq!(parse(pasted), both, "{pasted}");
    }
    assert_eq!(
        parse("#接龙\n门店开通\n1. 张三 13800138000\n2. 李晓红\n王五 1370013700"),
        [
            colleague("张三", ZHANG, ""),
            colleague("李晓红", "", ""),
            colleague("王五", "1370013700", ""),
        ]
    );
}

#[test]
fn a_tables_head_says_what_its_columns_hold() {
    let both = [
        colleague("张三", ZHANG, "前厅"),
        colleague("李晓红", LI, "后厨"),
    ];
    for pasted in [
        "姓名\t手机号\t部门\n张三\t13800138000\t前厅\n李晓红\t13900139000\t后厨",
        "部门\t姓名\t手机号码\n前厅\t张三\t13800138000\n后厨\t李晓红\t139 0013 9000",
        "序号,部门,联系电话,员工姓名,备注\n1,前厅,13800138000,张三,\n2,后厨,13900139000,李晓红,早班",
        "手机号（必填）\t姓名（必填）\t所属部门\n13800138000\t张三\t前厅\n13900139000\t李晓红\t后厨",
        "\"Name\",\"Mobile number\",\"Department\"\n\"张三\",\"13800138000\",\"前厅\"\n\"李晓红\",\"13900139000.0\",\"后厨\"",
        "部门 姓名 电话\n前厅 张三 13800138000\n后厨 李晓红 13900139000",
        "| 姓名 | 手机号 | 部门 |\n|---|---|---|\n| 张三 | 13800138000 | 前厅 |\n| 李晓红 | 13900139000 | 后厨 |",
        "人员表\n\n姓名：\n姓名\t手机号\t部门\n张三\t13800138000\t前厅\n\t\t\n李晓红\t13900139000\t后厨",
    ] {
        let read = parse(pasted);
        let people: Vec<_> = read
            .into_iter()
            .filter(|person| !person.phone.is_empty())
            .collect();
        assert_eq!(people, both, "{pasted}");
    }
    assert_eq!(
        parse("姓名\t手机号\n张三\t13800138000\n李晓红\t1.39001E+10\n王五\t\n合计\t2人"),
        [
            colleague("张三", ZHANG, ""),
            colleague("李晓红", "1.39001E+10", ""),
            colleague("王五", "", ""),
            colleague("合计", "2人", ""),
        ],
        "what is wrong is kept"
    );
}

#[test]
fn empty_lines_are_no_people() {
    assert_eq!(parse("\n \r\n,,\n1.\n---\n姓名\n"), []);
    assert_eq!(
        parse("李晓红 13900139000\n\n张伟 13700137000；陈静 13600136000").len(),
        3
    );
}

/// How a list may be written: a line of each person.
fn formats() -> impl Strategy<Value = fn(usize, &str, &str) -> String> {
    prop::sample::select(vec![
        (|_, name, phone| format!("{name} {phone}")) as fn(usize, &str, &str) -> String,
        |_, name, phone| format!("{name}{phone}"),
        |_, name, phone| format!("{name}（{phone}）"),
        |_, name, phone| format!("{name}({phone})"),
        |_, name, phone| format!("{phone} {name}"),
        |_, name, phone| format!("{phone}{name}"),
        |_, name, phone| format!("{name}/{phone}"),
        |_, name, phone| format!("{name} 电话{phone}"),
        |_, name, phone| format!("姓名：{name}，手机：{phone}"),
        |_, name, phone| format!("{name}\n{phone}"),
        |_, name, phone| format!("{name}\t{phone}"),
        |_, name, phone| format!("\"{name}\",\"{phone}\""),
        |_, name, phone| format!("\t{name}\t\t{phone}\t"),
        |at, name, phone| format!("{at}. {name} {phone}"),
        |at, name, phone| format!("{at}、{name}{phone}"),
        |at, name, phone| format!("{at}\t{name}\t{phone}"),
    ])
}

fn phones() -> impl Strategy<Value = String> {
    let written = prop::sample::select(vec![
        |a: &str, b: &str, c: &str| format!("{a}{b}{c}"),
        |a: &str, b: &str, c: &str| format!("{a} {b} {c}"),
        |a: &str, b: &str, c: &str| format!("{a}-{b}-{c}"),
        |a: &str, b: &str, c: &str| format!("+86 {a} {b} {c}"),
        |a: &str, b: &str, c: &str| format!("+86+86{a}{b}{c}"),
    ]);
    let mainland = ("1[3-9][0-9]", "[0-9]{4}", "[0-9]{4}", written)
        .prop_map(|(a, b, c, written)| written(&a, &b, &c));
    prop_oneof![mainland, "\\+852 [5-9][0-9]{3} [0-9]{4}"]
}

fn names() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "张三",
        "李晓红",
        "欧阳娜娜",
        "阿依古丽·买买提",
        "Amy Wong",
        "Jean-Paul",
        "Patel",
        "𠮷田",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn everyone_is_read_back_from_every_format(
        people in prop::collection::vec((names(), phones()), 1..6), format in formats(),
    ) {
        let lines: Vec<String> = people.iter().enumerate().map(|(at, (name, phone))| format(at + 1, name, phone)).collect();
        let expected: Vec<_> = people.iter().map(|(name, phone)| colleague(name, &Phone::parse(phone).unwrap().to_string(), "")).collect();
        prop_assert_eq!(parse(&lines.join("\n")), expected, "{:?}", lines);
    }

    #[test]
    fn no_text_makes_it_panic_and_nobody_is_made_up(
        pasted in "(\\PC|[0-9]{3,11}|[张三李四姓名手机电话部门#\"',，：；（）/+.eE \n\t-]){0,80}",
    ) {
        let people = parse(&pasted);
        let digits = pasted.chars().filter(|&c| crate::text::fold_width(c).is_ascii_digit()).count();
        let numbers = people.iter().filter(|person| Phone::parse(&person.phone).is_ok());
        // A number has at least 7 digits.
        prop_assert!(numbers.count() <= digits / 7);
        for person in people {
            prop_assert!(!person.name.is_empty() || !person.phone.is_empty());
        }
    }

    #[test]
    fn no_number_is_lost(pasted in "([张三 ,\n\t]|部门|姓名|1[3-9][0-9]{9}[a-z ,\n]){0,30}") {
        let numbers: Vec<String> = pasted.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 11).map(str::to_owned).collect();
        let read: Vec<String> = parse(&pasted).into_iter().map(|person| person.phone.replace(' ', "")).filter(|phone| !phone.is_empty()).collect();
        prop_assert_eq!(read, numbers);
    }
}
