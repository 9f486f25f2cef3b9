//! Every text of the pages, both languages side by side: here what both programs say, below what one does.

use api::problem::{Code, Problem};

use crate::lang::Lang;

/// A table of texts; a missing one doesn't compile.
macro_rules! table {
    ($($name:ident: $zh:literal, $en:literal;)+) => {
        /// The texts of one language.
        #[expect(missing_docs, reason = "a text says what it is by its name")]
        pub struct Text { $(pub $name: &'static str),+ }

        pub(super) static ZH: Text = Text { $($name: $zh),+ };
        pub(super) static EN: Text = Text { $($name: $en),+ };
    };
}

/// A table of one program's texts; those of both are read through it.
macro_rules! table_beside {
    ($($name:ident: $zh:literal, $en:literal;)+) => {
        /// The program's texts of one language, and through them those of both programs.
        #[expect(missing_docs, reason = "a text says what it is by its name")]
        pub struct Text { both: &'static super::Text, $(pub $name: &'static str),+ }

        static ZH: Text = Text { both: &super::ZH, $($name: $zh),+ };
        static EN: Text = Text { both: &super::EN, $($name: $en),+ };

        impl std::ops::Deref for Text {
            type Target = super::Text;

            fn deref(&self) -> &super::Text {
                self.both
            }
        }

        /// The table of a language.
        pub fn of(lang: Lang) -> &'static Text {
            lang.pick(&ZH, &EN)
        }
    };
}

pub mod deploy;
pub mod landing;
pub mod share;
pub mod team;

table! {
    product: "快速部署", "Quick Deploy";
    switch: "EN", "中文";
    back: "返回", "Back";
    cancel: "取消", "Cancel";
    retry: "重试", "Try again";
    offline: "没有网络。已填写的内容都在，恢复后会自动继续。", "You're offline. What you typed is kept, and it continues once you're back online.";
    working: "请稍候…", "One moment…";
    waiting: "等待网络…", "Waiting for the network…";
    loading: "正在加载…", "Loading…";
    failed: "没有成功，请再试一次。", "Something went wrong. Please try again.";
    session_over: "登录已失效，请重新登录。", "Your session has ended. Please sign in again.";
    not_found: "没有这个页面", "Page not found";
    not_found_detail: "请重新扫码，或回到工作台。", "Scan the code again, or go to the workbench.";
    home: "回到工作台", "Go to the workbench";
    phone: "手机号", "Phone number";
    code: "验证码", "Code";
    demo_code: "演示验证码：", "Demo code: ";
    send_code: "获取验证码", "Get a code";
    proving: "正在确认您不是机器人…", "Checking that you are not a robot…";
    sign_in_title: "登录", "Sign in";
    sign_in_detail: "没有账号会自动创建", "If you have no account yet, we create one";
    go_on: "继续", "Continue";
    everyone: "全员", "Everyone";
    everyone_detail: "以后加入的同事也能用", "Including people who join later";
    departments: "指定部门", "Chosen departments";
    members: "指定成员", "Chosen members";
    search_departments: "搜索部门", "Search departments";
    search_members: "搜索成员", "Search members";
    no_departments: "还没有部门", "No departments yet";
    no_match: "没有找到", "Nothing found";
    more_members: "还有更多成员，请搜索姓名", "There are more. Search by name.";
    finish: "完成", "Done";
    scope_title: "谁可以使用？", "Who may use it?";
}

/// The table of a language.
pub fn of(lang: Lang) -> &'static Text {
    lang.pick(&ZH, &EN)
}

/// So many people.
pub fn people(lang: Lang, n: u32) -> String {
    match (lang, n) {
        (Lang::Zh, n) => format!("{n} 人"),
        (Lang::En, 1) => "1 person".to_owned(),
        (Lang::En, n) => format!("{n} people"),
    }
}

/// Seconds until a code may be sent again.
pub fn resend_in(lang: Lang, seconds: u32) -> String {
    lang.pick(
        format!("{seconds} 秒后重发"),
        format!("Resend in {seconds} s"),
    )
}

/// A wait in words.
pub fn wait(lang: Lang, seconds: u32) -> String {
    match seconds {
        0..=90 => lang.pick(format!("{seconds} 秒"), format!("{seconds} seconds")),
        91..=5400 => {
            let minutes = seconds.div_ceil(60);
            lang.pick(format!("{minutes} 分钟"), format!("{minutes} minutes"))
        }
        _ => {
            let hours = seconds.div_ceil(3600);
            lang.pick(format!("{hours} 小时"), format!("{hours} hours"))
        }
    }
}

/// Tries that are left.
pub fn tries_left(lang: Lang, n: u32) -> String {
    let tries = if n == 1 { "try" } else { "tries" };
    lang.pick(format!("还可以试 {n} 次"), format!("{n} {tries} left"))
}

/// So many chosen, in the button.
pub fn finish_with(lang: Lang, departments: Option<usize>, people: u32) -> String {
    match (lang, departments) {
        (Lang::Zh, Some(n)) => format!("完成（{n} 个部门，{people} 人）"),
        (Lang::Zh, None) => format!("完成（{people} 人）"),
        (Lang::En, Some(1)) => format!("Done (1 department, {})", self::people(lang, people)),
        (Lang::En, Some(n)) => format!("Done ({n} departments, {})", self::people(lang, people)),
        (Lang::En, None) => format!("Done ({})", self::people(lang, people)),
    }
}

/// What a refusal means to the person, with the wait or the tries that are left. Whatever isn't about
/// their entry asks to try again.
pub fn refusal(lang: Lang, problem: &Problem, _: &str) -> String {
    let message = match problem.code {
        Code::PhoneInvalid | Code::ColleaguePhone => lang.pick("请输入正确的手机号；境外号码请带上 + 和国家码。", "Enter a mobile number; for one outside mainland China begin with + and the country code."),
        Code::PhoneNeedsPlus => lang.pick("境外号码请带上 + 和国家码。", "Begin with + and the country code."),
        Code::PhoneRounded => lang.pick("表格把这个号码缩写了，请填写完整号码。", "A spreadsheet shortened this number. Enter all of its digits."),
        Code::CodeTooSoon => lang.pick("验证码发送太频繁，请稍后再试。", "Too many codes requested. Please wait."),
        Code::ProofNeeded => lang.pick("没能确认您不是机器人，请重试或换个浏览器。", "We couldn't check that you are not a robot. Try again, or use another browser."),
        Code::CodesBusy => lang.pick("现在发送验证码的人太多，请稍后再试。", "We are sending too many codes right now. Please wait."),
        Code::CountryNotServed => lang.pick("暂不支持这个国家或地区的手机号。", "Numbers from this country aren't supported."),
        Code::CodeWait => lang.pick("错误次数过多，请稍后再试。", "Too many wrong codes. Please wait."),
        Code::CodeNotSent => lang.pick("短信没有发出去，请重试。", "The text message couldn't be sent. Try again."),
        Code::CodeFormat => lang.pick("请输入 6 位验证码。", "Enter the 6-digit code."),
        Code::CodeWrong => lang.pick("验证码不对，请再看一下短信。", "Wrong code. Check the message and try again."),
        Code::CodeReplaced => lang.pick("这是之前的验证码，请输入最新一条短信里的。", "That code was replaced. Enter the one in the latest message."),
        Code::CodeExpired => lang.pick("验证码已失效，请重新获取。", "The code has expired. Get a new one."),
        Code::CodeSpent => lang.pick("错误次数过多，请重新获取验证码。", "Too many attempts. Get a new code."),
        Code::ScopeEmpty => lang.pick("请至少选择一个。", "Choose at least one."),
        Code::ScopeUnknown => lang.pick("名单有变化，请重新选择。", "The list has changed. Choose again."),
        Code::TooOften => lang.pick("操作太频繁，请稍后再试。", "You've done this too often. Please wait."),
        Code::NotSignedIn => of(lang).session_over,
        _ => of(lang).failed,
    };
    let message = message.to_owned();
    if let Some(meant) = &problem.suggestion {
        let asked = lang.pick(format!("是 {meant} 吗？"), format!(" Do you mean {meant}?"));
        return message + &asked;
    }
    match (problem.code, problem.retry_after, problem.left) {
        (Code::CodeTooSoon, Some(seconds), _) => {
            let wait = wait(lang, seconds);
            lang.pick(
                format!("验证码发送太频繁，请 {wait}后再试。"),
                format!("Too many codes requested. Try again in {wait}."),
            )
        }
        (Code::CodesBusy, Some(seconds), _) => {
            let wait = wait(lang, seconds);
            lang.pick(
                format!("现在发送验证码的人太多，请 {wait}后再试。"),
                format!("We are sending too many codes right now. Try again in {wait}."),
            )
        }
        (Code::CodeWait, Some(seconds), _) => {
            let wait = wait(lang, seconds);
            lang.pick(
                format!("错误次数过多，请 {wait}后再试。"),
                format!("Too many wrong codes. Try again in {wait}."),
            )
        }
        (Code::TooOften, Some(seconds), _) => {
            let wait = wait(lang, seconds);
            lang.pick(
                format!("操作太频繁，请 {wait}后再试。"),
                format!("You've done this too often. Try again in {wait}."),
            )
        }
        (Code::CodeWrong, None, Some(left)) => message + " " + &tries_left(lang, left),
        _ => message,
    }
}
