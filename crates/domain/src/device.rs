//! What a visitor looks from: the device, and the chat app whose web view it is, by their browser's name.

/// What a browser runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// iPhone, iPad.
    Ios,
    /// Android.
    Android,
    /// HarmonyOS from version 5 on a phone or tablet: it runs its own apps only. What came before is an Android.
    Harmony,
    /// Anything else.
    Desktop,
}

impl Device {
    /// All, phones first.
    pub const ALL: [Self; 4] = [Self::Ios, Self::Android, Self::Harmony, Self::Desktop];

    /// Reads a `User-Agent`.
    pub fn of(agent: &str) -> Self {
        let has = |word: &str| agent.contains(word);
        // A HarmonyOS that runs Android's apps says so.
        if has("Android") {
            Self::Android
        } else if has("(PC; OpenHarmony") {
            Self::Desktop
        } else if has("HarmonyOS") || has("OpenHarmony") {
            Self::Harmony
        } else if has("iPhone") || has("iPad") || has("iPod") {
            Self::Ios
        } else {
            Self::Desktop
        }
    }

    /// It is held in a hand: a code on its screen can't be scanned by it.
    pub fn is_phone(self) -> bool {
        self != Self::Desktop
    }
}

/// An app that opens pages in a web view of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InApp {
    /// 微信.
    WeChat,
    /// 企业微信.
    WeCom,
    /// QQ.
    Qq,
    /// 微博.
    Weibo,
    /// 支付宝.
    Alipay,
    /// 钉钉.
    DingTalk,
    /// 飞书.
    Feishu,
    /// 抖音.
    Douyin,
    /// Another, whose name people needn't be told.
    Other,
}

impl InApp {
    /// Reads a `User-Agent`; `None` for a browser.
    pub fn of(agent: &str) -> Option<Self> {
        // Android's web view says so of itself, and vivo's browser of what it is made of.
        let web_view = agent.contains("; wv)") && !agent.contains("Browser/");
        // WeCom also says MicroMessenger; QQBrowser is a browser, QQ/ is the chat app.
        let known = [
            ("wxwork", Self::WeCom),
            ("MicroMessenger", Self::WeChat),
            (" QQ/", Self::Qq),
            ("Weibo", Self::Weibo),
            ("AlipayClient", Self::Alipay),
            ("DingTalk", Self::DingTalk),
            ("Lark", Self::Feishu),
            ("aweme", Self::Douyin),
            ("baiduboxapp", Self::Other),
            ("NewsArticle", Self::Other),
            ("Kwai", Self::Other),
            ("ksNebula", Self::Other),
            ("xhsdiscover", Self::Other),
            ("FBAN", Self::Other),
            ("FBAV", Self::Other),
            ("Instagram", Self::Other),
            (" Line/", Self::Other),
        ];
        let mut known = known.into_iter();
        let known = known.find_map(|(word, app)| agent.contains(word).then_some(app));
        known.or(web_view.then_some(Self::Other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_and_chat_apps_are_known_by_what_their_browsers_call_themselves() {
        for (agent, device, app) in [
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.50(0x18003229) NetType/4G Language/zh_CN",
                Device::Ios,
                Some(InApp::WeChat),
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; M2102J2SC Build/UKQ1; wv) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 XWEB/1160 MMWEBSDK/2023 MicroMessenger/8.0.43",
                Device::Android,
                Some(InApp::WeChat),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 wxwork/4.1.22 MicroMessenger/7.0.1 Language/zh",
                Device::Ios,
                Some(InApp::WeCom),
            ),
            (
                "Mozilla/5.0 (Linux; Android 13) Chrome/109 Mobile MQQBrowser/6.2 QQ/9.0.8.15045 NetType/WIFI",
                Device::Android,
                Some(InApp::Qq),
            ),
            (
                "Mozilla/5.0 (Linux; Android 13) Chrome/109 MQQBrowser/14.9 Mobile",
                Device::Android,
                None,
            ),
            (
                "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114 ArkWeb/4.1.6.1 Mobile",
                Device::Harmony,
                None,
            ),
            (
                "Mozilla/5.0 (PC; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114 Safari/537.36 ArkWeb/4.1.6.1",
                Device::Desktop,
                None,
            ),
            (
                "Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00) Chrome/99 HuaweiBrowser/13 Mobile",
                Device::Android,
                None,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AliApp(DingTalk/7.6.0) com.laiwang.DingTalk",
                Device::Ios,
                Some(InApp::DingTalk),
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
                Device::Desktop,
                None,
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; V2309A Build/UP1A; wv) AppleWebKit/537.36 Chrome/123 Mobile Safari/537.36",
                Device::Android,
                Some(InApp::Other),
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; V2314A Build/UP1A; wv) AppleWebKit/537.36 Chrome/123 Mobile Safari/537.36 VivoBrowser/19.3.1.0",
                Device::Android,
                None,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 baiduboxapp/13.60",
                Device::Ios,
                Some(InApp::Other),
            ),
            ("", Device::Desktop, None),
        ] {
            assert_eq!(
                (Device::of(agent), InApp::of(agent)),
                (device, app),
                "{agent}"
            );
        }
    }
}
