//! What the check of a vendor's server says.

use ui::lang::Lang;

table! {
    title: "联调检查", "Check";
    detail: "用一个测试团队，把客户的路和您的服务器完整走一遍，一般几十秒。不影响任何客户。", "A test team goes the whole way of a customer with your server. It takes less than a minute and touches no customer.";
    hosted: "托管的套件没有服务器，不用检查。", "A hosted suite has no server to be checked.";
    none: "还没有检查过。", "It hasn't been checked yet.";
    begin: "开始检查", "Begin the check";
    running: "正在检查，结果会逐条出现…", "The check is running; its lines appear as they come…";
    serial: "一个有效的序列号（可不填）", "A serial that your server takes (optional)";
    skipped: "没有填写有效的序列号，这一步没有检查。", "No serial was given, so this wasn't checked.";
    serial_help: "填了就会检查您的服务器是否认得它。", "With one, it is checked that your server knows it.";
}

/// How a check stands.
pub fn state(lang: Lang, state: &str) -> &'static str {
    match state {
        "running" => lang.pick("检查中", "Running"),
        "passed" => lang.pick("通过", "Passed"),
        "failed" => lang.pick("有问题", "Faults found"),
        "stopped" => lang.pick("中断", "Stopped"),
        _ => lang.pick("未检查", "Not checked"),
    }
}

/// How good a line is.
pub fn level(lang: Lang, level: &str) -> &'static str {
    match level {
        "ok" => lang.pick("正常", "Right"),
        "warn" => lang.pick("建议修改", "Better mended"),
        "bad" => lang.pick("必须修改", "Must be mended"),
        _ => lang.pick("跳过", "Skipped"),
    }
}

/// A step's name: what the protocol sends or calls keeps its own.
pub fn step(lang: Lang, step: &str) -> String {
    let zh = match step {
        "server" => "平台服务",
        "wrong signature" => "错误签名",
        "another suite's event" => "其他套件的消息",
        "unknown event" => "未知事件",
        "wrong serial" => "错误的序列号",
        "right serial" => "有效的序列号",
        _ => return step.to_owned(),
    };
    let en = match step {
        "server" => "platform",
        step => step,
    };
    lang.pick(zh, en).to_owned()
}

/// What a fault is, in Chinese; the server says it in English.
pub fn finding(lang: Lang, fault: &str) -> Option<&'static str> {
    if lang == Lang::En {
        return None;
    }
    Some(match fault {
        "server_unreachable" => "服务商访问的地址上，平台没有应答。",
        "other_server" => "服务商访问的地址上是另一个平台，它不认识这个套件。",
        "plain_http" => "回调地址没有加密。",
        "old_secrets" => "服务器只认得上一次轮换之前的密钥。",
        "late" => "应答正确，但太慢。",
        "forged_signature" => "签名错误的消息也被接受了。",
        "foreign_suite_key" => "发给其他套件的消息也被接受了。",
        "unknown_event_fails" => "遇到不认识的事件时服务器出错。",
        "unknown_event_refused" => "不认识的事件没有应答 success，会被反复推送，拖住后面的事件。",
        "wrong_serial_accepted" => "随意编造的序列号也被接受了。",
        "serial_unanswered" => "序列号既没有被接受也没有被拒绝，客户会看到“连不上服务商”。",
        "right_serial_refused" => "有效的序列号被拒绝了。",
        "serial_late" => "序列号核对得太慢，客户在等。",
        "call_refused" => "服务器调用接口时被拒绝，没有走到下一步。",
        "no_token" => "收到 tmp_auth_code 之后，服务器没有获取 suite_access_token。",
        "code_not_swapped" => "服务器没有用 tmp_auth_code 里的授权码换取永久授权码。",
        "not_activated" => "服务器换取了授权码，但没有激活套件。",
        "info_not_read" => "没有读取授权信息：不知道客户是谁、用了哪个序列号。",
        "activated_late" => "从 tmp_auth_code 到激活用时太长。",
        "not_repeatable" => "同一个事件再来一次时没有被接受。",
        "not_a_url" => "没有可用的回调地址。",
        "private_address" => "回调地址指向内网。",
        "name_unknown" => "回调地址的域名解析不到。",
        "connection_refused" => "连接被拒绝。",
        "unreachable" => "连不上服务器。",
        "no_answer" => "服务器没有按时应答。",
        "redirect" => "服务器跳转到了另一个地址，事件不会跟着跳转。",
        "path_unknown" => "回调地址的路径不存在（404）。",
        "method_refused" => "回调地址不接受 POST（405）。",
        "status_4xx" | "status_5xx" | "status" => "服务器返回的状态码不是 200。",
        "too_long" => "应答太长。",
        "certificate_expired" => "证书已过期。",
        "certificate_name" => "证书不是这个域名的。",
        "certificate_untrusted" => "证书不是公共机构签发的，或缺少中间证书。",
        "certificate_bad" => "证书有问题。",
        "no_tls" => "这个端口上没有可用的 TLS。",
        "empty_answer" => "应答是空的。",
        "not_encrypted" => "应答没有加密。",
        "not_json" | "field_missing" => "应答不是规定的 JSON。",
        "html" => "应答的是一个网页。",
        "signature" => "应答的签名不对。",
        "not_base64" | "key" | "padding" | "length" => "应答解密不了。",
        "not_utf8" => "应答的文字不是 UTF-8。",
        "suite_key" => "应答里的套件 key 不是这个套件的。",
        "empty_text" => "解密后的应答是空的。",
        "not_the_random" | "refused_event" => "应答的不是规定的文字。",
        "our_failure" => "平台自己出了问题，与您的服务器无关。",
        _ => return None,
    })
}

/// What to do about a fault, in Chinese; the server says it in English.
pub fn remedy(lang: Lang, fault: &str) -> Option<&'static str> {
    if lang == Lang::En {
        return None;
    }
    Some(match fault {
        "plain_http" => "改用 https:// 提供服务，再更新回调地址。",
        "old_secrets" => {
            "把最近一次生成的 token、encoding_aes_key 和 suite_secret 更新到服务器上。"
        }
        "late" => "先立即应答，耗时的工作放到后台。",
        "forged_signature" => {
            "用您的 token、timestamp、nonce 和 encrypt 计算签名，不一致就拒绝，例如返回 403。"
        }
        "foreign_suite_key" => "比较消息末尾的套件 key，不是自己的就拒绝。",
        "unknown_event_fails" | "unknown_event_refused" => {
            "不认识的事件也要照常加密应答 success：以后可能有新的事件。"
        }
        "wrong_serial_accepted" => {
            "在 check_suite_license_code 中核对 LicenseCode，确实由您发出、且没有被别人使用时才应答 success。"
        }
        "serial_unanswered" => {
            "对 check_suite_license_code，有效的应答 success，无效的应答其他文字，都要加密。"
        }
        "right_serial_refused" => "原样比较 LicenseCode；注意序列号可能已经用完。",
        "serial_late" => "序列号在自己的数据库里查（加索引），不要再调用其他服务。",
        "no_token" => {
            "用 suite_key、suite_secret 和最新的 SuiteTicket 调用 POST /service/get_suite_token。"
        }
        "code_not_swapped" => {
            "应答事件之后，把 AuthCode 作为 tmp_auth_code 调用 POST /service/get_permanent_code。"
        }
        "not_activated" => {
            "用 suite_key、auth_corpid 和 permanent_code 调用 POST /service/activate_suite。"
        }
        "info_not_read" => "拿到永久授权码后，调用 POST /service/get_auth_info。",
        "activated_late" => "先换取授权码并激活，团队的数据之后再准备。",
        "not_repeatable" => "已经处理过的事件再来时也应答 success：事件至少推送一次。",
        "not_a_url" => "设置一个回调地址，例如 https://isv.example/callback。",
        "private_address" => "使用公网地址。",
        "name_unknown" => "核对域名和它的 DNS 记录。",
        "connection_refused" => "启动服务器，并在防火墙上放行端口。",
        "unreachable" => "检查服务器是否在运行，以及防火墙和代理。",
        "no_answer" => "检查服务器是否卡住；应在 3 秒内应答，耗时的工作放到后台。",
        "redirect" => "把回调地址改为跳转后的地址，或让它直接应答。",
        "path_unknown" => "核对回调地址的路径。",
        "method_refused" => "回调地址要接受 POST。",
        "status_4xx" => "多半是解不开消息：核对 token、encoding_aes_key 和套件 key。",
        "status_5xx" => "查看服务器的日志。",
        "status" => "返回状态码 200。",
        "too_long" => "只应答协议规定的四个字段。",
        "certificate_expired" => "更新证书，并设为自动续期。",
        "certificate_name" => "使用与回调地址域名一致的证书。",
        "certificate_untrusted" => "使用公共机构签发的证书，并带上中间证书。",
        "certificate_bad" => "换一张公共机构签发的证书。",
        "no_tls" => "在这个端口上提供 TLS 1.2 或 1.3，或改正回调地址的端口。",
        "empty_answer" | "not_encrypted" | "not_json" | "field_missing" => {
            "应答 JSON，含 msg_signature、timeStamp、nonce、encrypt，文字像我们的消息那样加密。"
        }
        "html" => "应答的是网页：核对路径，别让登录页和错误页拦在前面。",
        "signature" => "用套件的 token 对应答自己的 timeStamp、nonce、encrypt 签名。",
        "not_base64" => "encrypt 是 AES-256-CBC 结果的完整 base64。",
        "key" => "用套件的 encoding_aes_key 加密：AES-256-CBC，IV 为密钥的前 16 字节。",
        "padding" => "按 PKCS#7 补齐到 32 字节的倍数。",
        "length" => "依次加密：16 个随机字节、4 字节大端的消息长度、消息、套件 key。",
        "not_utf8" => "消息用 UTF-8 编码。",
        "suite_key" => "加密前把本套件的 key 接在消息后面。",
        "empty_text" => "应答规定的文字，并加密。",
        "not_the_random" => "两个地址检查事件应答其中的 Random，其他事件应答 success。",
        "refused_event" => "处理好事件后应答 success；没有处理成功的原因请看服务器日志。",
        _ => return None,
    })
}
