//! What a list of customers was read as, and what is wrong with it.

use api::console::link::{LineFault, ListColumn, ReadAs};
use ui::lang::Lang;

use super::number::number;

/// What a list was read as.
pub fn read_as(lang: Lang, read: &ReadAs) -> String {
    let mut parts = vec![
        lang.pick(
            format!("文字编码 {}", read.encoding),
            format!("Encoding {}", read.encoding),
        ),
        lang.pick("客户：", "customers: ").to_owned() + &column(lang, &read.customers),
    ];
    parts.push(match &read.serials {
        Some(serials) => lang.pick("序列号：", "serials: ").to_owned() + &column(lang, serials),
        None => lang.pick("没有序列号列", "no column of serials").to_owned(),
    });
    match read.delimiter.as_str() {
        "," => {}
        "\t" => parts.push(lang.pick("以制表符分隔", "separated by tabs").to_owned()),
        other => parts.push(lang.pick(
            format!("以“{other}”分隔"),
            format!("separated by “{other}”"),
        )),
    }
    if read.customers.heading.is_none() {
        parts.push(lang.pick("没有表头", "no header").to_owned());
    }
    // Excel's own line tells what was told already.
    for left_out in read.left_out.iter().filter(|it| !it.names_delimiter) {
        let line = number(left_out.line);
        parts.push(lang.pick(
            format!("第 {line} 行不是客户，已跳过：{}", left_out.text),
            format!("line {line} is no customer: {}", left_out.text),
        ));
    }
    parts.join(lang.pick("；", "; ")) + lang.pick("。", ".")
}

fn column(lang: Lang, column: &ListColumn) -> String {
    let nth = number(column.number);
    let nth = lang.pick(format!("第 {nth} 列"), format!("column {nth}"));
    match &column.heading {
        Some(heading) => lang.pick(format!("{nth}“{heading}”"), format!("{nth}, “{heading}”")),
        None => nth,
    }
}

/// What is wrong with a line, or with the whole list.
pub fn fault(lang: Lang, fault: &LineFault) -> String {
    let sentence = match fault.code.as_str() {
        "name_empty" => lang.pick("没有客户名称。", "The customer has no name."),
        "name_long" => lang.pick(
            "客户名称太长，最多 |n| 个字。",
            "The customer's name has more than |n| characters.",
        ),
        "name_invisible" => lang.pick(
            "客户名称里有看不见的字符，请重新输入。",
            "The customer's name has characters that can't be seen. Type it again.",
        ),
        "name_lines" => lang.pick(
            "客户名称占了好几行，可能少了一个引号。",
            "The customer's name goes over several lines. Perhaps a quote isn't closed.",
        ),
        "name_heading" => lang.pick(
            "“|text|”像是表头，不是客户。请删掉这一行。",
            "“|text|” looks like a header and no customer. Take the line out.",
        ),
        "serial_malformed" => lang.pick(
            "序列号的格式不对，请核对。",
            "It isn't a serial number. Check it.",
        ),
        "serial_needed" => lang.pick(
            "没有序列号。这个套件由您自己的服务器验证，名单里要写上。",
            "It has no serial number. Your own server verifies them, so the list has to give them.",
        ),
        "serial_not_asked" => lang.pick(
            "这个套件不需要序列号，请删掉这一列。",
            "The suite asks for no serial numbers. Take the column out.",
        ),
        "serial_never_issued" => lang.pick(
            "这个序列号没有在这个套件里发放过。",
            "The serial number was never issued for this suite.",
        ),
        "serial_taken" => lang.pick(
            "这个序列号已经使用、收回或过期。",
            "The serial number is redeemed, taken back or expired.",
        ),
        "serial_in_link" => lang.pick(
            "这个序列号已经在链接 |text| 里，先收回那个链接。",
            "The link |text| carries this serial number. Take that link back first.",
        ),
        "serial_twice" => lang.pick(
            "与第 |n| 行的序列号重复。",
            "Line |n| has the same serial number.",
        ),
        "cells" => lang.pick(
            "单元格多于 |n| 个。名称里有逗号时，要用引号括起来。",
            "It has more than |n| cells. A name with a comma stands in quotes.",
        ),
        "list_large" => lang.pick(
            "文件太大，最多 |n| 字节。请分成几份。",
            "The file has more than |n| bytes. Split it.",
        ),
        "list_workbook" => lang.pick(
            "这是 Excel 工作簿。请在 Excel 里另存为“CSV UTF-8”。",
            "This is an Excel workbook. Save it as “CSV UTF-8” in Excel.",
        ),
        "list_no_text" => lang.pick(
            "这个文件不是文字。请另存为“CSV UTF-8”。",
            "This file is no text. Save it as “CSV UTF-8”.",
        ),
        "list_encoding" => lang.pick(
            "看不出文字编码，请在上面选择，或另存为“CSV UTF-8”。第 |n| 行：|text|",
            "Its encoding can't be told. Choose it above, or save the list as “CSV UTF-8”. Line |n| reads as |text|",
        ),
        "list_invalid" => lang.pick(
            "第 |n| 行不是 |text| 编码。请换一个编码，或另存为“CSV UTF-8”。",
            "Line |n| isn't |text|. Choose another encoding, or save the list as “CSV UTF-8”.",
        ),
        "list_mark" => lang.pick(
            "这个文件是 |text| 编码，请在上面选“自动识别”。",
            "The file is |text|. Choose “Automatic” above.",
        ),
        "list_no_customers" => lang.pick(
            "没有“客户”（或“公司”“名称”、customer）这一列。",
            "No column is called customer (or 客户, 公司, 名称).",
        ),
        "list_long" => lang.pick(
            "超过 |n| 个客户，请分成几份。",
            "It has more than |n| customers. Split it.",
        ),
        "list_quote" => lang.pick(
            "从第 |n| 行开始的引号没有结束。",
            "A quote that begins in line |n| isn't closed.",
        ),
        "list_empty" => lang.pick("名单是空的。", "The list is empty."),
        _ => lang.pick("这份名单不能用。", "The list can't be used."),
    };
    let n = number(fault.number.unwrap_or_default());
    let mut said = String::new();
    for part in sentence.split('|') {
        said.push_str(match part {
            "n" => &n,
            "text" => &fault.text,
            words => words,
        });
    }
    said
}
