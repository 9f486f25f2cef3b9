//! What the share page and the poster say.

use domain::device::{Device, InApp};

use crate::document::Closed;
use crate::lang::Lang;

table_beside! {
    call: "扫一扫，2 分钟开通", "Scan to start in 2 minutes";
    get_client: "获取客户端", "Get the client";
    scan: "扫码开通", "Scan the code";
    scan_detail: "用客户端、微信或相机扫描二维码，按提示操作", "Scan with the client, WeChat or the camera, and follow the steps";
    get_client_detail: "已经安装的可以跳过", "Skip it if you have it";
    download: "去下载", "Download";
    hold: "长按保存二维码，或发给要用的人", "Press and hold to save the code";
    scan_here: "用手机扫描，在手机上开通", "Scan it with your phone and go on there";
    begin: "在这台手机上开通", "Start on this phone";
    begin_here: "在这台设备上开通", "Start on this device";
    copy: "复制链接", "Copy the link";
    copied: "链接已复制", "The link is copied";
    not_copied: "复制失败，请长按地址栏复制", "That didn't work; copy it from the address bar";
    save: "下载二维码", "Download the code";
    poster: "下载海报（PDF）", "Download the poster (PDF)";
    open_poster: "查看海报", "See the poster";
    ready: "准备好手机", "Get your phone ready";
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

/// Whose client is got at a place.
pub fn device(lang: Lang, device: Device) -> &'static str {
    match device {
        Device::Ios => "iPhone",
        Device::Android => lang.pick("安卓", "Android"),
        Device::Harmony => lang.pick("鸿蒙", "HarmonyOS"),
        Device::Desktop => lang.pick("电脑", "Desktop"),
    }
}

/// The last day on which the code holds.
pub fn until(lang: Lang, year: i32, month: u8, day: u8) -> String {
    lang.pick(
        format!("有效期至 {year} 年 {month} 月 {day} 日"),
        format!("Valid through {year}-{month:02}-{day:02}"),
    )
}

/// What the picture of the code is, for who can't see it.
pub fn code_of(lang: Lang, suite: &str) -> String {
    lang.pick(
        format!("开通{suite}的二维码"),
        format!("The QR code that starts {suite}"),
    )
}

/// What a closed link says, in a line and in one more.
pub fn closed(lang: Lang, closed: Closed) -> (&'static str, &'static str) {
    match closed {
        Closed::NotOpenYet => lang.pick(
            (
                "这个应用还没有开放",
                "开放以后，同一个二维码就能用。开放时间请咨询服务商。",
            ),
            (
                "This app isn't open yet",
                "The same QR code will work once it is. Ask the vendor when that will be.",
            ),
        ),
        Closed::NoPlace => lang.pick(
            (
                "试用名额已满",
                "一个套件最多同时有 3 个测试团队。请服务商在控制台的沙箱里移除一个，再扫这个二维码。",
            ),
            (
                "All test places are taken",
                "A suite has 3 test teams at most. Ask the vendor to remove one in the console's sandbox, then scan this code again.",
            ),
        ),
    }
}

/// How to leave a chat app's own web view when a page doesn't work in it.
pub fn in_app(lang: Lang, app: InApp, phone: bool) -> (String, &'static str) {
    let name = match app {
        InApp::WeChat => lang.pick("微信", "WeChat"),
        InApp::WeCom => lang.pick("企业微信", "WeCom"),
        InApp::Qq => "QQ",
        InApp::Weibo => lang.pick("微博", "Weibo"),
        InApp::Alipay => lang.pick("支付宝", "Alipay"),
        InApp::DingTalk => lang.pick("钉钉", "DingTalk"),
        InApp::Feishu => lang.pick("飞书", "Feishu"),
        InApp::Douyin => lang.pick("抖音", "Douyin"),
        InApp::Other => lang.pick("应用内", "an app"),
    };
    let title = lang.pick(
        match app {
            InApp::Other => format!("正在{name}浏览"),
            _ => format!("正在{name}中浏览"),
        },
        format!("You are inside {name}"),
    );
    let detail = match phone {
        true => lang.pick(
            "如果打不开或没有反应，点右上角“…”，选择“在浏览器打开”。",
            "If something doesn't work, tap \"…\" at the top right and choose \"Open in browser\".",
        ),
        false => lang.pick(
            "如果显示不完整，请复制链接，用浏览器打开。",
            "If something is missing, copy the link and open it in a browser.",
        ),
    };
    (title, detail)
}
