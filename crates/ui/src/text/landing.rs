//! What the landing page says.

use crate::lang::Lang;

table_beside! {
    tagline: "服务商给您一个二维码，手机一扫，两分钟后应用就在您的公司里用起来。", "Your vendor hands you a QR code. Scan it, and two minutes later the app runs in your company.";
    step_scan: "用手机扫服务商的二维码", "Scan the vendor's QR code with your phone";
    step_team: "登录，创建团队，授权应用", "Sign in, create your team, authorize the app";
    step_use: "打开工作台，马上使用", "Open the workbench and start";
    try_demo: "体验演示应用", "Try the demo";
    scan_demo: "扫一扫，体验演示应用", "Scan to try the demo";
    to_workbench: "进入工作台", "Go to the workbench";
    vendors: "您是服务商？请联系本平台的管理员开通快速部署。", "Are you a vendor? Ask this platform's operator about quick deployment.";
}
