//! What the pages of an application for quick deployment say.

pub mod columns;
mod fault;

use domain::application::Round;
use ui::lang::Lang;

pub use self::fault::fault;

table! {
    title: "线下快速部署申请表", "Application for quick deployment";
    detail: "审核通过后，平台生成部署链接和二维码，并用邮件发给负责人。", "Once it is approved, the deploy link and QR code are made and e-mailed to the owners.";
    form: "申请表", "Form";
    sheet: "电子表格", "Spreadsheet";
    history: "记录", "History";
    views: "申请的页面", "Views of the application";
    of_vendor: "服务商与商品", "Vendor and product";
    of_vendor_detail: "审核员据此核对您的身份和商品。", "The reviewer checks by these who you are and what you sell.";
    scene: "使用场景", "How it is used";
    scene_detail: "客户为什么、在哪里、由谁带着扫码。", "Why customers scan, where, and who is with them.";
    looks_detail: "客户扫码后首先看到的图标。", "The icon that customers see first once they have scanned.";
    own_icon: "这是本申请自己的图标，通过后套件也用它。", "This icon is the application's own; once it is approved the suite has it, too.";
    drop_icon: "改回套件现在的图标", "Use the suite's present icon";
    way: "开通步骤", "Steps";
    way_detail: "客户扫码后依次要做的事。", "What customers go through once they have scanned.";
    fill_vendor: "填入服务商全称", "Fill in the vendor's full name";
    choose: "请选择", "Choose";
    yes: "有", "Yes";
    yes_detail: "实施人员在客户现场，带着客户扫码。", "Staff are with the customer and hand out the code.";
    no: "没有", "No";
    no_detail: "请在下面写明通过什么方式分享二维码。", "Say below how the QR code is shared instead.";
    built_in: "内置", "Built in";
    own_task: "自定义任务", "Task of your own";
    no_title: "还没有标题", "No title yet";
    sign_in_detail: "手机号和验证码", "Phone number and one-time code";
    authorize_detail: "查看申请的数据与接口，同意授权", "Reads what the suite asks for, and consents";
    scope_detail: "全员、部门或成员", "Everyone, departments or members";
    start: "开始使用", "Start";
    start_detail: "进入工作台", "To the workbench";
    add_task: "添加任务", "Add a task";
    up: "上移", "Move up";
    down: "下移", "Move down";
    remove: "删除", "Remove";
    keys: "在任务里按 Alt + ↑ 或 Alt + ↓，也可以移动它。", "Alt + ↑ and Alt + ↓ move the task that you are in, too.";
    first: "已经是最前面", "It can't go further up";
    last: "已经是最后面", "It can't go further down";
    english: "英文（可不填）", "English (optional)";
    fresh: "填写的内容会自动保存。", "What you type is saved by itself.";
    saving: "正在保存…", "Saving…";
    saved: "已保存", "Saved";
    waiting: "没有保存成功，正在重试。填写的内容都在。", "Not saved; trying again. What you typed is kept.";
    offline: "没有网络，还没有保存。填写的内容都在，恢复后自动保存。", "You're offline, so it isn't saved yet. What you typed is kept, and saved once you're back.";
    not_saved: "没有保存：", "Not saved:";
    changed: "在别处改过，请先选择用哪一份。", "Changed elsewhere: choose what to keep first.";
    submit: "提交审核", "Submit for review";
    resubmit: "重新提交", "Submit again";
    submitting: "正在提交…", "Submitting…";
    submitted: "已提交，等待审核", "Submitted; it waits for review";
    icon_set: "图标已更换", "The icon is changed";
    elsewhere: "这份申请刚刚在别处被改过", "The application was changed elsewhere just now";
    elsewhere_detail: "可能是同事，或另一个窗口。两边都改了下面这些栏，那边写的是：", "By a colleague perhaps, or in another window. Both sides changed these fields; there they say:";
    keep_ours: "用这里的内容", "Keep what is here";
    take_theirs: "用那边的内容", "Take what is there";
    merged: "别处的修改已合并进来", "Changes made elsewhere were merged in";
    elsewhere_submitted: "这份申请已在别处提交", "The application was submitted elsewhere";
    rejected: "申请被驳回", "The application was rejected";
    rejected_detail: "按下面的意见改好，再重新提交。意见也写在对应的栏旁边。", "Mend what follows and submit it again. Each reason stands beside its field, too.";
    opinion: "审核意见", "Reviewer";
    in_force_note: "新的申请通过之前，现行的一直有效。", "The one in force stays so until this one is approved.";
    discard: "放弃修改", "Discard the changes";
    discard_title: "放弃这次的修改？", "Discard the changes?";
    discard_detail: "填写的内容会丢掉，现行的申请不受影响。", "What was typed for the new application is lost. The one in force isn't touched.";
    discarded: "已放弃，现行的申请仍然有效", "Discarded; the application in force stays";
    wait: "等待审核", "Waiting for review";
    wait_detail: "结果会用邮件通知负责人。等待期间不能修改，需要修改请先撤回。", "The owners are e-mailed the outcome. It can't be changed meanwhile; take it back to change it.";
    take_back: "撤回", "Take it back";
    take_back_title: "撤回这份申请？", "Take the application back?";
    take_back_detail: "撤回后可以修改，重新提交后要重新排队。", "You can change it then. Submitted again, it goes to the end of the queue.";
    taken_back: "已撤回，可以修改了", "Taken back; it can be changed";
    approved: "申请已通过", "The application is approved";
    approved_detail: "套件已上线，客户可以扫码部署。", "The suite is live, and customers can deploy it.";
    links: "查看部署链接", "See the deploy links";
    apply_again: "修改并重新申请", "Change it and apply again";
    content: "申请内容", "What it says";
    nothing: "没有填写", "Nothing";
    no_tasks: "没有自定义任务", "No tasks of your own";
    history_title: "发生过的事", "What happened";
    no_history: "还没有提交过", "It wasn't submitted yet";
    no_history_detail: "提交、撤回、驳回和通过都会记在这里。", "Submissions, rejections and approvals are noted here.";
    machine: "系统", "The server";
    get_sheet: "下载", "Download";
    get_sheet_detail: "Excel 文件，已填好现在的内容和图标。需要同事补充时，发给他们填。", "An Excel file with what is filled in so far, and the icon. Send it to whoever knows the rest.";
    get_sheet_button: "下载电子表格", "Download the spreadsheet";
    put_sheet: "上传", "Upload";
    put_sheet_detail: "先给您看里面有什么、哪里不对，确认后才填入申请。", "You see what it holds and what is wrong before any of it is used.";
    file: "填好的电子表格", "The filled-in spreadsheet";
    file_help: "XLSX，最大 4 MB。图标放在“套件icon”工作表里。", "XLSX of up to 4 MB, the icon in its sheet 套件icon.";
    file_bad: "这个文件读不出来。请用从这里下载的 XLSX，最大 4 MB。", "This file can't be read. Take the XLSX that is downloaded here, of up to 4 MB.";
    reading: "正在读取…", "Reading…";
    read: "文件里的内容", "What the file holds";
    cell: "单元格", "Cell";
    column: "栏位", "Field";
    wrong: "问题", "What is wrong";
    faults_detail: "可以在表格里改好再上传；也可以先填入，在页面上改，不会丢失。", "Mend them in the file and upload it again, or use it as it is and mend them here: nothing is lost.";
    differences: "与现在不同的栏", "What it changes";
    now: "现在", "Now";
    in_file: "文件里", "In the file";
    same: "与现在的内容一样，不需要填入。", "It says what the application says already.";
    use_file: "填入申请", "Use it";
    used: "已填入，请再看一遍", "Filled in; look it over once more";
    no_upload: "申请正在审核，不能修改。要上传，请先撤回。", "The application is being reviewed and can't be changed. Take it back first.";
}

/// How many fields are at fault.
pub fn left(lang: Lang, n: usize) -> String {
    lang.pick(
        format!("还有 {n} 处要填写或修改"),
        format!(
            "{n} {} to fill in or mend",
            if n == 1 { "thing" } else { "things" }
        ),
    )
}

/// When and by whom it was submitted.
pub fn submitted_by(lang: Lang, at: &str, who: &str) -> String {
    lang.pick(
        format!("{at} 由 {who} 提交。"),
        format!("Submitted on {at} by {who}."),
    )
}

/// Since when what was approved is in force.
pub fn in_force(lang: Lang, at: &str) -> String {
    lang.pick(format!("{at} 起生效。"), format!("In force since {at}."))
}

/// A task's new place, read out.
pub fn at_step(lang: Lang, title: &str, n: usize, of: usize) -> String {
    lang.pick(
        format!("“{title}”现在是第 {n} 步，共 {of} 步"),
        format!("“{title}” is step {n} of {of} now"),
    )
}

/// A task was removed.
pub fn removed(lang: Lang, title: &str) -> String {
    lang.pick(format!("已删除“{title}”"), format!("“{title}” was removed"))
}

/// How many cells of a spreadsheet are at fault.
pub fn faulty_cells(lang: Lang, n: usize) -> String {
    lang.pick(
        format!("{n} 个单元格有问题"),
        format!("{n} {} at fault", if n == 1 { "cell" } else { "cells" }),
    )
}

/// A task by its number.
pub fn nth_task(lang: Lang, n: u32) -> String {
    lang.pick(format!("任务 {n}："), format!("Task {n}: "))
}

/// What happened to an application.
pub fn happened(lang: Lang, what: Round) -> &'static str {
    match what {
        Round::Submitted => lang.pick("提交了申请", "Submitted"),
        Round::TakenBack => lang.pick("撤回了申请", "Taken back"),
        Round::Approved => lang.pick("通过了申请", "Approved"),
        Round::Rejected => lang.pick("驳回了申请", "Rejected"),
    }
}
