//! What refusals about serials, links and lists mean.

use api::problem::Code;
use ui::lang::Lang;

/// What a refusal means; `None` for one of another kind.
pub fn words(lang: Lang, code: Code) -> Option<&'static str> {
    let words = match code {
        Code::SerialCount => lang.pick(
            "请输入 1 到 100,000 的整数。",
            "Enter a whole number from 1 to 100,000.",
        ),
        Code::Label => lang.pick(
            "太长了，或有看不见的字符。",
            "Too long, or with characters that can't be seen.",
        ),
        Code::Days => lang.pick(
            "请输入 1 到 36,500 的整数，或不填。",
            "Enter a whole number from 1 to 36,500, or nothing.",
        ),
        Code::SerialsElsewhere => lang.pick(
            "这个套件的序列号由您的服务器验证，不在这里发放。",
            "Your own server verifies this suite's serial numbers, so none are issued here.",
        ),
        Code::TestLinks => lang.pick(
            "一个套件最多有 5 个测试链接，请先移除一个。",
            "A suite has 5 test links at most. Remove one first.",
        ),
        Code::TestSerials => lang.pick(
            "一个套件最多有 20 个测试序列号。",
            "A suite has 20 test serial numbers at most.",
        ),
        Code::FileUnreadable => lang.pick(
            "这个文件读不出来。请用 8 MB 以内、100,000 行以内的 CSV 或 XLSX。",
            "This file can't be read. Take CSV or XLSX of up to 8 MB and 100,000 rows.",
        ),
        Code::RowsFaulty => lang.pick(
            "文件里有几行有问题，请重新选择文件查看。",
            "Rows of the file are at fault. Choose it again to see which.",
        ),
        Code::TeamUnknown => lang.pick(
            "这个套件的客户里没有这个团队。",
            "No customer of this suite has this id.",
        ),
        Code::SerialNotNow => lang.pick(
            "序列号的状态刚刚变了，请刷新后再看。",
            "The serial number's state has changed meanwhile. Load the page again.",
        ),
        Code::SerialUnfit => lang.pick(
            "这个序列号不能写进链接：它不属于这个套件、已被使用、收回或过期。",
            "This serial number can't go into a link: it isn't the suite's, or is redeemed, revoked or expired.",
        ),
        Code::SerialMalformed | Code::SerialEmpty | Code::SerialTooLong | Code::SerialInvisible => lang.pick(
            "序列号的格式不对，请对照再看一遍。",
            "This isn't a serial number. Compare it once more.",
        ),
        Code::SerialMistyped => lang.pick(
            "好像有一位输错了，请对照再看一遍。",
            "One character seems to be wrong. Compare it once more.",
        ),
        Code::SerialWrong => lang.pick(
            "这个套件没有这个序列号。",
            "The suite has no such serial number.",
        ),
        Code::SerialUsed => lang.pick(
            "这个序列号已被使用。",
            "This serial number is redeemed.",
        ),
        Code::SerialRevoked => lang.pick(
            "这个序列号已被收回。",
            "This serial number is revoked.",
        ),
        Code::SerialExpired => lang.pick(
            "这个序列号已过期。",
            "This serial number has expired.",
        ),
        Code::LinkUses => lang.pick(
            "带序列号的链接只能开通一个团队。",
            "A link that carries a serial number lets in one team.",
        ),
        Code::ReasonText => lang.pick(
            "请填写 1 到 200 个字的原因。",
            "Give a reason of 1 to 200 characters.",
        ),
        Code::ListQuery => lang.pick(
            "地址里的条件不对，请清除后再试。",
            "The address asks for something that this list doesn't have. Clear the filter.",
        ),
        Code::Period => lang.pick(
            "请选择有效的日期，最多 800 天。",
            "Choose days that exist, 800 at the most.",
        ),
        _ => return None,
    };
    Some(words)
}
