//! The application for quick deployment in the console: filled in, rejected, mended, approved; as a spreadsheet there and back.

use api::console::{path, review_path, vendor_path};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::account::Role;
use serde_json::{Value, json};
use tests::console::Desk;
use tests::{ICON, World};
use thirtyfour::Key;

use crate::console_user::ConsoleUser;
use crate::phone::Phone;
use crate::steps::GO;

const WANG: &str = "wang@isv.example";
const VENDOR: &str = "示例科技有限公司";

/// A vendor with a suite, the operator, and the vendor's browser.
struct Stage<'a> {
    world: &'a World,
    owner: Desk<'a>,
    suite: String,
    user: ConsoleUser,
}

impl<'a> Stage<'a> {
    /// The vendor's owner has signed in, and looks at a page of the suite.
    async fn at(world: &'a World, user: ConsoleUser, page: &str) -> Self {
        let owner = Desk::owner(world, WANG, VENDOR).await;
        let suite = json!({
            "name": "云考勤", "tagline": { "zh": "扫码就能用" }, "team_modes": "either", "serial": "none",
            "icon": STANDARD.encode(ICON),
        });
        let (status, made) = owner.send("POST", vendor_path::SUITES, suite).await;
        assert_eq!(status, 200, "{made}");
        let suite = made["suite_key"].as_str().unwrap().to_owned();
        let app = json!({
            "name": "考勤打卡", "description": "手机打卡", "home_url": "https://isv.example/?corpid=$CORPID$",
        });
        let apps = vendor_path::of_suite(vendor_path::APPS, &suite);
        assert_eq!(owner.send("POST", &apps, app).await.0, 200);
        let stage = Self {
            world,
            owner,
            suite,
            user,
        };
        stage.open(page).await;
        stage.user.sign_in(WANG).await;
        stage.user.browser.sees("线下快速部署申请表").await;
        stage
    }

    async fn open(&self, page: &str) {
        let page = format!("/console/suites/{}/{page}", self.suite);
        self.user.browser.open(self.world, &page).await;
    }

    fn path(&self, path: &str) -> String {
        vendor_path::of_suite(path, &self.suite)
    }

    async fn application(&self) -> Value {
        self.owner.get(&self.path(review_path::APPLICATION)).await.1
    }

    async fn has_focus(&self, id: &str) {
        let script = format!("return document.activeElement?.id === '{id}'");
        self.user.browser.until_asked(&script).await;
    }

    /// Somebody comes back to the window.
    async fn look_again(&self) {
        self.user
            .browser
            .asks("dispatchEvent(new Event('focus')); return true")
            .await;
    }

    /// A screen reader is told this.
    async fn hears(&self, text: &str) {
        let script =
            format!("return document.querySelector('#main').textContent.includes('{text}')");
        self.user.browser.until_asked(&script).await;
    }

    /// What the guide page beside the form says.
    async fn preview_says(&self, text: &str) {
        let script = format!(
            "return document.querySelector('.phone iframe').contentDocument.body.innerText.includes('{text}')"
        );
        self.user.browser.until_asked(&script).await;
    }

    /// Decides the application that waits.
    async fn decide(&self, operator: &Desk<'_>, route: &str, reasons: Option<Value>) -> Value {
        let (_, queue) = operator.get(review_path::APPLICATIONS).await;
        let id = queue["rows"][0]["id"].as_i64().unwrap();
        let one = path::of_id(review_path::ONE_APPLICATION, id);
        let (_, found) = operator.get(&one).await;
        let mut body = json!({ "version": found["version"] });
        if let Some(reasons) = reasons {
            body["reasons"] = reasons;
        }
        let (status, decided) = operator.send("POST", &path::of_id(route, id), body).await;
        assert_eq!(status, 200, "{decided}");
        decided
    }
}

/// An invite code for the vendor.
async fn invite_code(operator: &Desk<'_>) -> String {
    let vendors = format!("{}?q={VENDOR}", review_path::DESK_VENDORS);
    let (_, found) = operator.get(&vendors).await;
    let wanted = json!({ "vendor_id": found["rows"][0]["id"], "label": "第一批" });
    let (_, made) = operator
        .send("POST", review_path::INVITE_CODES, wanted)
        .await;
    made["code"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_applies_is_rejected_mends_it_and_is_approved() {
    let world = World::with_app().await;
    let operator = Desk::operator(&world, "zhang@op.example", Role::Administrator).await;
    let stage = Stage::at(&world, ConsoleUser::desk().await, "application").await;
    let browser = &stage.user.browser;
    let code = invite_code(&operator).await;

    browser.sees("填写的内容会自动保存").await;
    browser.tap(".save-bar .primary").await;
    stage.has_focus("application-product_code").await;
    stage.user.picture("application-faults").await;
    for (field, text) in [
        ("product_code", "cmd0000000"),
        ("invite_code", &*code),
        ("reason", "门店没有电脑，店员用手机扫码开通考勤。"),
    ] {
        let css = format!("#application-{field}");
        browser.type_into(&css, text).await;
    }
    for choice in [
        "on_site .choice:nth-child(2)",
        "contacts .choice:nth-child(2)",
    ] {
        browser.tap(&format!("#application-{choice}")).await;
    }
    let sharing = "#application-sharing";
    browser.type_into(sharing, "客服用微信发给客户").await;

    browser.tap("#application-add-task").await;
    stage.has_focus("application-tasks-0-title").await;
    browser
        .type_into("#application-tasks-0-title", "看介绍")
        .await;
    browser
        .type_into("#application-tasks-0-text", "一分钟")
        .await;
    stage.preview_says("看介绍").await;
    browser.tap("#application-tasks-0-up").await;
    stage.hears("“看介绍”现在是第 4 步，共 6 步").await;
    stage.has_focus("application-tasks-0-up").await;
    let alt_up = Key::Alt + Key::Up;
    let title = browser.find("#application-tasks-0-title").await;
    title.send_keys(alt_up).await.unwrap();
    stage.hears("“看介绍”现在是第 3 步，共 6 步").await;
    stage.has_focus("application-tasks-0-title").await;
    assert_eq!(browser.value("#application-tasks-0-after").await, "team");
    browser.tap("#application-tasks-0-remove").await;
    browser.sees("已删除“看介绍”").await;
    browser.tap("#application-tasks-undo").await;
    browser.sees("已保存").await;

    browser.network(false).await;
    browser.type_into(sharing, "客服用邮件发给客户").await;
    browser.sees("没有网络，还没有保存").await;
    browser.network(true).await;
    browser.sees("已保存").await;
    assert_eq!(
        stage.application().await["form"]["sharing"],
        "客服用邮件发给客户"
    );

    // A colleague changes the same field in another window.
    let mut other = stage.application().await;
    other["form"]["sharing"] = json!("印在产品包装里");
    let save = json!({ "version": other["version"], "form": other["form"] });
    let form = stage.path(review_path::APPLICATION);
    assert_eq!(stage.owner.send("PUT", &form, save).await.0, 200);
    browser.type_into(sharing, "销售当面给客户看").await;
    browser.sees("这份申请刚刚在别处被改过").await;
    stage.user.picture("application-elsewhere").await;
    browser.tap(".notice.bad .button").await;
    browser.sees("已保存").await;
    let saved = stage.application().await;
    assert_eq!(saved["form"]["sharing"], "销售当面给客户看");
    assert_eq!(saved["faults"], json!([]));

    browser.tap(".save-bar .primary").await;
    browser.sees("等待审核").await;
    stage.user.picture("application-waiting").await;
    let reasons = json!([
        { "field": "reason", "text": "请写明有多少家门店" },
        { "field": "tasks", "text": "介绍请放在最后" },
    ]);
    stage
        .decide(&operator, review_path::REJECTION, Some(reasons))
        .await;
    stage.look_again().await;
    browser.sees("申请被驳回").await;
    stage.user.picture("application-rejected").await;
    browser.tap(".notice.bad .link").await;
    stage.has_focus("application-reason").await;
    let reason = "120 家门店没有电脑，店员用手机扫码开通考勤。";
    browser.type_into("#application-reason", reason).await;
    browser.sees("已保存").await;
    browser.tap(".save-bar .primary").await;
    browser.sees("等待审核").await;
    let approved = stage.decide(&operator, review_path::APPROVAL, None).await;
    stage.look_again().await;
    browser.sees("申请已通过").await;
    browser.sees("已上线").await;
    stage.user.picture("application-approved").await;
    browser.tap("#apply-again").await;
    browser.type_into(sharing, "改印在发票上").await;
    browser.sees("已保存").await;
    browser.tap("#discard").await;
    stage.user.picture("application-discard").await;
    stage.user.submit("dialog[open]").await;
    browser.sees("申请已通过").await;
    browser.sees("销售当面给客户看").await;
    let heading = "return document.activeElement?.tagName === 'H1'";
    browser.until_asked(heading).await;
    stage.open("application/history").await;
    browser.sees("驳回了申请").await;
    browser.sees("请写明有多少家门店").await;
    stage.user.picture("application-history").await;

    let phone = Phone::new("zh-CN").await;
    let link = approved["link"].as_str().unwrap();
    phone.open(&world, &format!("/d/{link}")).await;
    phone.sees("看介绍").await;
    phone.tap(GO).await;
    phone.comes_to("/sign-in").await;
    phone.off().await;
    stage.user.browser.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_goes_to_a_spreadsheet_and_back_with_its_faults() {
    let world = World::with_app().await;
    let stage = Stage::at(&world, ConsoleUser::phone().await, "application/sheet").await;
    let browser = &stage.user.browser;
    let keep = "const done = arguments[0];\
        fetch(document.querySelector('#get-sheet').href).then(it => it.blob())\
            .then(it => { window.sheet = it; done(it.size) })";
    let kept = browser.driver.execute_async(keep, vec![]).await.unwrap();
    assert!(kept.json().as_u64() > Some(1000), "a file was downloaded");

    browser.tap(".views .view-link").await;
    browser
        .type_into("#application-provider", "别家科技有限公司")
        .await;
    browser.sees("已保存").await;
    stage.user.picture("application-form").await;
    browser.tap(".views .view-link:nth-child(2)").await;
    let upload = "const files = new DataTransfer();\
        files.items.add(new File([window.sheet], '申请表.xlsx'));\
        const it = document.querySelector('#sheet-file');\
        it.files = files.files;\
        it.dispatchEvent(new Event('change', { bubbles: true }));\
        return true";
    browser.find("#sheet-file").await;
    browser.asks(upload).await;
    browser.sees("个单元格有问题").await;
    browser.sees("B3").await;
    browser.sees("别家科技有限公司").await;
    stage.user.picture("application-sheet").await;
    browser.tap("#use-sheet").await;
    browser.comes_to("/application").await;
    browser.sees("请填写").await;
    assert_eq!(browser.value("#application-provider").await, VENDOR);
    browser.sees("已保存").await;
    assert_eq!(stage.application().await["form"]["provider"], VENDOR);
    stage.user.browser.off().await;
}
