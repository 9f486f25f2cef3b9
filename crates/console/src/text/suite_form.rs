//! What the form of a suite says.

use domain::task::SerialRule;
use domain::team::TeamModes;
use ui::lang::Lang;

table! {
    new: "新建套件", "New suite";
    new_detail: "右边就是客户扫码后看到的引导页，随填随变。建好后再添加微应用、连接服务器。", "The guide page that customers see after scanning stands beside the form, as you fill it in. Apps and your server come next.";
    make: "建好，去添加微应用", "Create it and add an app";
    edit: "修改套件", "Edit the suite";
    edit_detail: "保存后，所有部署链接立即显示新的内容。", "Once saved, all deploy links show it at once.";
    edit_live: "已经上线：新名称在下一份部署申请通过后生效，介绍和颜色保存后立即生效。", "The suite is live: another name takes effect once its next application is approved, its tagline and color at once.";
    looks: "名称与外观", "Name and looks";
    looks_detail: "客户首先看到的。", "What customers see first.";
    name: "套件名称", "Name";
    name_help: "最多 30 个字，建议 6 个汉字以内。不含符号，也不含 beta、demo、trial、test 等字样，不与其他套件重名。", "Up to 30 characters, better 6 Chinese ones or fewer; no symbols, no “beta”, “demo”, “trial” or “test”, and no other suite's name.";
    tagline: "一句话介绍", "Tagline in Chinese";
    tagline_en: "英文介绍（可不填）", "Tagline in English (optional)";
    icon: "图标", "Icon";
    icon_help: "120 × 120 的 PNG，圆角 22。不符合也没关系，会帮您修正好。PNG、JPEG、WebP，最大 8 MB。", "A PNG of 120 × 120 with corners of radius 22. Any other PNG, JPEG or WebP up to 8 MB is made right for you.";
    icon_choose: "选择图片", "Choose a picture";
    icon_large: "文件读不了，或超过 8 MB，请换一个。", "The file can't be read, or has more than 8 MB. Choose another.";
    icon_faulty: "这张图片还不能直接用：", "This picture isn't right yet:";
    icon_unreadable: "这张图片用不了，请换一张：", "This picture can't be used. Choose another:";
    icon_before: "原图", "Yours";
    icon_after: "修正后", "Made right";
    icon_repair: "一键修正", "Use the corrected one";
    icon_set: "图标已更换", "The icon is changed";
    accent: "主题色", "Accent color";
    accent_pick: "选择主题色", "Pick the accent color";
    accent_help: "按钮和链接的颜色，例如 #2b6cf6。太浅时会自动加深，保证看得清。", "The color of buttons and links, as in #2b6cf6. One that is too light is darkened so that it can be read.";
    way: "部署步骤", "The way in";
    way_detail: "客户扫码后要做哪些事。", "What customers go through once they have scanned.";
    team: "创建团队", "Creating a team";
    serial: "序列号", "Serial numbers";
    serial_later: "由自己的服务器验证：先在“服务器”里填好回调地址，再来选。", "To have your own server verify them, set its callback URL under Server first.";
    by_application: "图标与开通步骤", "Icon and steps";
    by_application_detail: "套件上线后，图标、创建团队方式、序列号和任务由快速部署申请决定，修改后重新审核。", "The suite is live: its icon, teams, serial numbers and tasks are those of its application, and change once a new one is approved.";
    to_application: "修改申请", "Change the application";
    permissions: "申请的数据与接口", "Data it asks for";
    permissions_detail: "客户授权前会逐条看到。只申请用得到的。", "Customers read each of them before they authorize. Ask for no more than the suite needs.";
    add_permission: "添加一条", "Add data";
    asked_title: "数据或接口", "What, in Chinese";
    asked_title_en: "英文名称（可不填）", "What, in English (optional)";
    asked_text: "用途", "What for, in Chinese";
    asked_text_en: "英文用途（可不填）", "What for, in English (optional)";
    tasks: "自定义任务", "Tasks of your own";
    tasks_detail: "除了内置步骤，还想让客户做的事，比如看一段介绍、填一份资料。", "What customers do besides the built-in steps: watch an introduction, fill in a form.";
    add_task: "添加任务", "Add a task";
    task_after: "排在哪一步之后", "Comes after";
    task_title: "标题", "Title in Chinese";
    task_title_en: "英文标题（可不填）", "Title in English (optional)";
    task_text: "说明", "Text in Chinese";
    task_text_en: "英文说明（可不填）", "Text in English (optional)";
    task_url: "链接（可不填）", "Link (optional)";
    up: "上移", "Move up";
    take: "删除", "Remove";
    taken: "已删除，保存后生效", "Removed; it takes effect once saved";
    preview: "引导页预览", "Preview of the guide page";
    preview_detail: "客户扫码后看到的引导页", "The guide page, as customers see it";
}

/// A kind of teams, with what it means.
pub fn team(lang: Lang, modes: TeamModes) -> (&'static str, &'static str) {
    match modes {
        TeamModes::Either => (
            lang.pick("客户自己选", "The customer's choice"),
            lang.pick("两种都可以。", "Either of the two."),
        ),
        TeamModes::Solo => (
            lang.pick("一人先建", "One person begins"),
            lang.pick(
                "只填名称和行业，通讯录以后再导入。适合大一些的企业。",
                "Name and industry only; contacts are imported later. For larger companies.",
            ),
        ),
        TeamModes::Group => (
            lang.pick("至少 6 人", "Six people or more"),
            lang.pick(
                "当场添加至少 6 位成员。适合小企业。",
                "At least six people are added on the phone. For small companies.",
            ),
        ),
    }
}

/// A rule of serials, with what it means.
pub fn serial(lang: Lang, rule: SerialRule) -> (&'static str, &'static str) {
    match rule {
        SerialRule::None => (
            lang.pick("不需要", "None"),
            lang.pick("扫码就能开通。", "A scan is enough."),
        ),
        SerialRule::Issued => (
            lang.pick("由平台生成和验证", "Issued and verified here"),
            lang.pick(
                "在控制台生成，一个序列号只给一个团队用。",
                "Made in this console; each is for one team.",
            ),
        ),
        SerialRule::Vendor => (
            lang.pick("由自己的服务器验证", "Verified by your server"),
            lang.pick(
                "客户输入后，实时询问回调地址。",
                "Your callback URL is asked while the customer waits.",
            ),
        ),
    }
}

/// What an own task follows.
pub fn after(lang: Lang, word: &str) -> &'static str {
    match word {
        "sign-in" => lang.pick("登录", "Sign in"),
        "team" => lang.pick("创建团队", "Create a team"),
        "serial" => lang.pick("输入序列号", "Enter the serial number"),
        "authorize" => lang.pick("授权", "Authorize"),
        _ => lang.pick("设置使用范围", "Set the scope"),
    }
}

/// Where an own task stands, in a few words.
pub fn after_task(lang: Lang, word: &str) -> String {
    let after = after(lang, word);
    lang.pick(format!("在“{after}”之后"), format!("After “{after}”"))
}

/// That customers see the name before until an approval.
pub fn name_waits(lang: Lang, now: &str) -> String {
    lang.pick(
        format!("客户现在看到的名称是“{now}”，新名称在部署申请通过后生效。"),
        format!("Customers still see “{now}”. The new name takes effect once the application is approved."),
    )
}
