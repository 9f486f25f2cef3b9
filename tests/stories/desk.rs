//! An operator at the desk: judges applications, suspends a suite, answers a complaint.

use api::console::path::of_id;
use api::console::review_path as path;
use api::console::vendor_path as vendor;
use api::path as phone_path;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::account::Role;
use domain::link::LinkToken;
use domain::time::Span;
use serde_json::{Value, json};
use tests::console::{Desk, PASSWORD};
use tests::customer::Customer;
use tests::{ICON, World};
use thirtyfour::prelude::*;

use crate::console_user::ConsoleUser;
use crate::steps::{GO, at_the_team, authorize, create_solo};

const VENDOR: &str = "星辰软件有限公司";
const WANG: &str = "wang@vendor.example";
const CHEN: &str = "chen@operator.example";

/// A vendor's owner and an operator, over HTTP.
struct Stage<'a> {
    owner: Desk<'a>,
    operator: Desk<'a>,
    code: String,
}

impl<'a> Stage<'a> {
    async fn new(world: &'a World) -> Self {
        let owner = Desk::owner(world, WANG, VENDOR).await;
        let operator = Desk::operator(world, CHEN, Role::Administrator).await;
        let (_, vendors) = operator
            .get(&format!("{}?q={VENDOR}", path::DESK_VENDORS))
            .await;
        let wanted = json!({ "vendor_id": vendors["rows"][0]["id"] });
        let (_, made) = operator.send("POST", path::INVITE_CODES, wanted).await;
        Self {
            owner,
            operator,
            code: made["code"].as_str().unwrap().to_owned(),
        }
    }

    /// Makes a suite with an app, and submits its application; answers its key.
    async fn submit(&self, name: &str) -> String {
        let new = json!({
            "name": name, "tagline": { "zh": "扫码就能用" }, "team_modes": "either", "serial": "none",
            "icon": STANDARD.encode(ICON),
        });
        let (_, made) = self.owner.send("POST", vendor::SUITES, new).await;
        let key = made["suite_key"].as_str().unwrap().to_owned();
        let of = |path| vendor::of_suite(path, &key);
        let app = json!({
            "name": "考勤打卡", "description": "手机打卡", "home_url": "https://isv.example/?corpid=$CORPID$",
        });
        self.owner.send("POST", &of(vendor::APPS), app).await;
        let form = json!({
            "provider": VENDOR, "product_code": "cmd0000000", "invite_code": self.code,
            "reason": "门店没有电脑，店员用手机现场扫码开通。", "on_site": false, "sharing": "贴在门店的海报上",
            "contacts": "phone", "other_contacts": "", "serials": "none", "team_modes": "solo",
            "tasks": [{ "after": "scope", "title": "看介绍", "text": "一分钟", "url": "https://isv.example/" }],
        });
        let save = json!({ "version": 0, "form": form });
        let (_, saved) = self.owner.send("PUT", &of(path::APPLICATION), save).await;
        let version = json!({ "version": saved["version"] });
        let submission = of(path::APPLICATION_SUBMISSION);
        let (status, submitted) = self.owner.send("POST", &submission, version).await;
        assert_eq!(status, 200, "{submitted}");
        // The next one is behind it in the queue.
        self.owner.world.pass(Span::minutes(1));
        key
    }

    /// Approves the application that waits; answers the suite's link.
    async fn approve(&self) -> LinkToken {
        let (_, queue) = self.operator.get(path::APPLICATIONS).await;
        let id = queue["rows"][0]["id"].as_i64().unwrap();
        let (_, found) = self.operator.get(&of_id(path::ONE_APPLICATION, id)).await;
        let body = json!({ "version": found["version"] });
        let approval = of_id(path::APPROVAL, id);
        let (_, approved) = self.operator.send("POST", &approval, body).await;
        LinkToken::parse(approved["link"].as_str().unwrap()).unwrap()
    }

    /// The operator signs in at a desk.
    async fn sit_down(&self) -> ConsoleUser {
        let user = ConsoleUser::desk().await;
        let world = self.operator.world;
        user.browser.open(world, "/console/sign-in").await;
        user.type_all(&[("#sign-in-email", CHEN), ("#sign-in-password", PASSWORD)])
            .await;
        user.submit(".door").await;
        let code = self.operator.code().unwrap();
        user.browser.type_into("#sign-in-code", &code).await;
        user.submit(".door").await;
        user.browser.sees("等待处理").await;
        user
    }
}

/// Gives the window another size.
async fn resize(user: &ConsoleUser, (width, height): (u32, u32)) {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    let tools = user.browser.driver.cdp();
    let set = tools.send_raw("Emulation.setDeviceMetricsOverride", size);
    set.await.unwrap();
}

/// Presses Alt with a letter.
async fn alt(user: &ConsoleUser, letter: char) {
    let chain = user.browser.driver.action_chain();
    let chain = chain.key_down(Key::Alt).send_keys(letter).key_up(Key::Alt);
    chain.perform().await.unwrap();
}

/// The suite of the application that is on the page.
async fn heading(user: &ConsoleUser, says: &str) {
    let is = format!("return document.querySelector('h1')?.innerText === '{says}'");
    user.browser.until_asked(&is).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_works_the_queue_rejects_with_reasons_and_approves_by_mail() {
    let world = World::with_app().await;
    let stage = Stage::new(&world).await;
    let first = stage.submit("云考勤").await;
    stage.submit("云排班").await;
    let user = stage.sit_down().await;
    let browser = &user.browser;
    browser.sees("份申请待审核").await;
    user.picture("operator-waits").await;
    browser.tap(".waits li:first-child a").await;
    browser
        .comes_to("/console/applications?state=submitted")
        .await;
    browser.sees("第 1 次提交").await;
    user.picture("queue").await;

    browser.tap("tbody tr:first-child a").await;
    heading(&user, "云考勤").await;
    browser.sees("第 1 份，共 2 份").await;
    user.picture("judged").await;
    browser.tap("#reason-reason").await;
    browser
        .type_into("#reject-reason", "请写明门店的数量")
        .await;
    browser.tap("#reason-name").await;
    browser.tap("#reject").await;
    browser.sees("请填写 1 到 500 个字的原因").await;
    user.picture("judged-reasons").await;
    resize(&user, (390, 844)).await;
    user.picture("judged-narrow").await;
    resize(&user, (1440, 900)).await;
    alt(&user, 'n').await;
    heading(&user, "云排班").await;
    alt(&user, 'p').await;
    heading(&user, "云考勤").await;
    assert_eq!(browser.value("#reject-reason").await, "请写明门店的数量");
    browser.type_into("#reject-name", "名称太笼统").await;
    browser.tap("#reject").await;
    browser.sees("驳回这份申请？").await;
    user.picture("reject").await;
    user.submit("dialog[open]").await;
    browser.sees("已驳回，原因已发给服务商").await;
    let letter = world.mailbox.nth(WANG, 1).await;
    for reason in ["请写明门店的数量", "名称太笼统"] {
        assert!(letter.text.contains(reason), "{}", letter.text);
    }
    let found = vendor::of_suite(path::APPLICATION, &first);
    let (_, found) = stage.owner.get(&found).await;
    assert_eq!(found["state"], "rejected");

    browser.tap("#next").await;
    heading(&user, "云排班").await;
    browser.tap("#approve").await;
    browser.sees("链接会用邮件发给服务商的负责人").await;
    user.picture("approve").await;
    user.submit("dialog[open]").await;
    browser.sees("打开部署页").await;
    user.picture("judged-approved").await;
    let letter = world.mailbox.nth(WANG, 2).await;
    let (_, link) = letter.text.split_once("/d/").unwrap();
    let link = link.split_whitespace().next().unwrap();
    let link = LinkToken::parse(link).unwrap();
    let customer = Customer::new(&world, "13800138000", &link);
    customer.sign_in().await;
    assert_eq!(customer.create_solo("老街").await.0, 200);
    browser.open(&world, "/console/applications").await;
    browser.sees("已通过").await;
    user.browser.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suite_is_suspended_while_a_customer_deploys_it_and_a_complaint_is_answered() {
    let world = World::with_app().await;
    let stage = Stage::new(&world).await;
    let suite = stage.submit("云考勤").await;
    let link = stage.approve().await;
    let member = Customer::new(&world, "13900139000", &link);
    member.sign_in().await;
    member.create_solo("新街").await;
    member.finish_with_custom().await;
    let (_, bench) = member.get(phone_path::WORKBENCH).await;
    let corpid = bench["team"]["corpid"].as_str().unwrap();
    let reports = phone_path::of_suite(phone_path::REPORTS, corpid, &suite);
    let report: Value = json!({ "text": "打卡之后没有记录" });
    member.post(&reports, report).await;
    let user = stage.sit_down().await;
    let browser = &user.browser;
    let phone = at_the_team(&world, &link).await;

    browser.open(&world, "/console/all-suites").await;
    browser.tap("[aria-label='暂停: 云考勤']").await;
    user.submit("dialog[open]").await;
    browser.sees("请填写 1 到 500 个字的原因").await;
    browser.type_into("#suspend-reason", "多起投诉未处理").await;
    user.picture("suspend").await;
    user.submit("dialog[open]").await;
    browser.find("[aria-label='恢复: 云考勤']").await;
    browser.sees("多起投诉未处理").await;
    user.picture("all-suites").await;
    create_solo(&phone).await;
    phone.sees("暂停开通").await;
    phone.picture("suspended-on-the-way").await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.sees("已开通的团队不受影响").await;
    browser.tap("[aria-label='恢复: 云考勤']").await;
    browser.type_into("#resume-reason", "已全部处理").await;
    user.submit("dialog[open]").await;
    browser.find("[aria-label='暂停: 云考勤']").await;
    phone.open(&world, &format!("/d/{link}/team")).await;
    create_solo(&phone).await;
    authorize(&phone).await;
    phone.comes_to("/scope").await;
    phone.tap(GO).await;

    browser.open(&world, "/console/complaints?state=open").await;
    browser.sees("新街").await;
    user.picture("complaints").await;
    browser.tap("tbody a").await;
    user.submit(".card").await;
    browser.sees("请填写 1 到 1,000 个字的答复").await;
    browser.type_into("#answer-text", "服务商已修复").await;
    user.submit(".card").await;
    browser.sees("张伟 答复于").await;
    user.picture("complaint").await;
    world.pass(Span::seconds(61));
    phone.driver.delete_all_cookies().await.unwrap();
    phone.open(&world, "/workbench/notices").await;
    phone.sign_in(&world, "13900139000").await;
    phone.sees("您反馈的 云考勤 问题有答复：服务商已修复").await;
    phone.picture("complaint-answered").await;
    phone.off().await;
    browser.tap("#close").await;
    browser.find("#reopen").await;
    user.picture("complaint-closed").await;
    browser.open(&world, "/console/invite-codes").await;
    browser.tap("#make-code").await;
    browser.type_into("#make-code-vendor_id", VENDOR).await;
    browser
        .until_asked("return document.querySelectorAll('#vendors option').length === 1")
        .await;
    browser.type_into("#make-code-label", "第二批").await;
    user.submit("dialog[open]").await;
    browser.sees("邀请码已生成").await;
    user.picture("invite-code").await;
    browser.open(&world, "/console/vendors").await;
    browser.sees(VENDOR).await;
    user.picture("vendors").await;
    user.browser.off().await;
}
