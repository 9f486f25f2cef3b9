//! What the share page and the poster say.

use crate::lang::Lang;

table_beside! {
    call: "扫一扫，2 分钟开通", "Scan to start in 2 minutes";
    get_client: "获取客户端", "Get the client";
    scan: "扫码开通", "Scan the code";
    scan_detail: "用客户端、微信或相机扫描二维码，按提示操作", "Scan with the client, WeChat or the camera, and follow the steps";
    ready: "拿出手机", "Take your phone";
    ready_detail: "不用下载，打开微信“扫一扫”或相机", "Nothing to download: open the camera or WeChat's scanner";
}

/// The two steps, each with its detail; `page` is where the client is got, if there is one to get.
pub fn steps(lang: Lang, page: Option<&str>) -> [(String, String); 2] {
    let t = of(lang);
    let first = match page {
        Some(page) => (
            t.get_client,
            lang.pick(
                format!("手机打开 {page}"),
                format!("Open {page} on your phone"),
            ),
        ),
        None => (t.ready, t.ready_detail.to_owned()),
    };
    [
        (first.0.to_owned(), first.1),
        (t.scan.to_owned(), t.scan_detail.to_owned()),
    ]
}

/// Until when the code holds.
pub fn until(lang: Lang, year: i32, month: u8, day: u8) -> String {
    lang.pick(
        format!("{year} 年 {month} 月 {day} 日前有效"),
        format!("Valid until {year}-{month:02}-{day:02}"),
    )
}
