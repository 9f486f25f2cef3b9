//! Each judgement's table.

use super::*;

fn levels<T>(cases: impl IntoIterator<Item = (T, Level)>, judge: impl Fn(&T) -> Finding) {
    for (case, level) in cases {
        let finding = judge(&case);
        assert_eq!(finding.level, level, "{finding}");
        assert_eq!(finding.remedy.is_empty(), level == Ok, "{finding}");
    }
}

fn addr(text: &str) -> SocketAddr {
    text.parse().unwrap()
}

#[test]
fn a_line_says_how_bad_it_is_and_what_to_do() {
    assert_eq!(disk(2 * GB).to_string(), "ok   disk: 2048 MB free");
    let said = disk(MB).to_string();
    assert!(said.starts_with("bad  disk: 1 MB free  → "), "{said}");
}

#[test]
fn a_schema_is_brought_up_but_never_down() {
    let cases = [
        (Schema::Current, Ok),
        (Schema::None, Warn),
        (Schema::Older(2), Warn),
        (Schema::Newer("m2".into()), Bad),
    ];
    levels(cases, schema);
    levels([(true, Warn), (false, Bad)], |&is_writable| {
        no_database(Path::new("data"), is_writable)
    });
}

#[test]
fn a_disk_and_a_log_have_their_bounds() {
    levels(
        [
            (0, Bad),
            (100 * MB - 1, Bad),
            (100 * MB, Warn),
            (GB - 1, Warn),
            (GB, Ok),
        ],
        |&free| disk(free),
    );
    levels([(0, Ok), (256 * MB, Ok), (256 * MB + 1, Warn)], |&size| {
        log(size)
    });
}

#[test]
fn a_public_url_is_https_but_within_a_network() {
    let cases = [
        ("https://deploy.example.com", Ok),
        ("http://deploy.example.com", Warn),
        ("http://203.0.113.7:8080", Warn),
        ("http://192.168.0.2:8080", Ok),
        ("http://localhost:8080", Ok),
        ("http://Box.LOCAL", Ok),
        ("http://[::1]:8080", Ok),
        ("http://[fd00::1]", Ok),
        ("http://[2001:db8::1]", Warn),
        ("http://mylocal", Warn),
    ];
    levels(cases, |url| public_url(url));
    for (url, of) in [
        ("http://[::1]:8080", "::1"),
        ("https://a.example:8443", "a.example"),
    ] {
        assert_eq!(host(url), of);
    }
}

#[test]
fn who_answers_counts() {
    let answer = |text: &str| match text {
        "ours" => Answer::Ours,
        "404" => Answer::Other(404),
        "502" => Answer::Other(502),
        "tls" => Answer::Insecure("expired".into()),
        _ => Answer::Nothing("refused".into()),
    };
    let cases = [
        ("ours", Ok),
        ("404", Bad),
        ("502", Bad),
        ("tls", Bad),
        ("none", Warn),
    ];
    levels(cases, |text| public_answer(&answer(text)));
    let cases = [("404", Ok), ("502", Warn), ("tls", Bad), ("none", Bad)];
    levels(cases, |text| sms(Some(&answer(text)), false));
    levels([(true, Warn), (false, Warn)], |&demo| sms(None, demo));
    levels([(0, Warn), (4, Ok)], |&count| countries(count));
    let answers = [
        (None, Warn),
        (Some(Result::Ok(())), Ok),
        (Some(Err("refused".to_owned())), Bad),
    ];
    levels(answers, |answer| mail(answer.clone()));
}

#[test]
fn a_port_is_free_or_ours() {
    let taken = || Err("taken".to_owned());
    let at = addr("0.0.0.0:8080");
    levels(
        [
            ((Result::Ok(()), false), Ok),
            ((taken(), true), Ok),
            ((taken(), false), Bad),
        ],
        |(bound, ours)| port("port", at, bound.clone(), *ours),
    );
    for (at, is_told) in [
        ("127.0.0.1:1", false),
        ("10.0.0.1:1", false),
        ("0.0.0.0:1", true),
        ("[::]:1", true),
    ] {
        assert_eq!(metrics(addr(at)).is_some(), is_told, "{at}");
    }
}

#[test]
fn a_proxy_is_trusted_where_there_is_one() {
    let cases = [
        ((true, false, "127.0.0.1:8080"), Warn),
        ((true, true, "0.0.0.0:8080"), Warn),
        ((true, true, "127.0.0.1:8080"), Ok),
        ((false, true, "127.0.0.1:8080"), Warn),
        ((false, false, "0.0.0.0:8080"), Ok),
    ];
    levels(cases, |&(https, trusts, at)| proxy(https, trusts, addr(at)));
}

#[test]
fn a_clock_is_right_to_half_a_minute() {
    let cases = [
        (Some(0), Ok),
        (Some(-30), Ok),
        (Some(31), Warn),
        (Some(-300), Warn),
        (Some(301), Bad),
        (None, Warn),
    ];
    levels(cases, |&ahead| clock(ahead));
}

#[test]
fn connections_need_files() {
    let cases = [
        ((Some(1024), 10_000), Warn),
        ((Some(1124), 1024), Ok),
        ((None, 10_000), Ok),
    ];
    levels(cases, |&(limit, connections)| files(limit, connections));
    levels([(None, Ok), (Some("no built app"), Bad)], |why| {
        app(why.map_or(Result::Ok(()), |why| Err(why.to_owned())))
    });
}

#[test]
fn a_secret_key_is_given_or_kept_for_its_owner_alone() {
    let file = || PathBuf::from("data/a.key");
    let cases = [
        (KeptKey::Given, Ok),
        (KeptKey::Kept(file(), true), Ok),
        (KeptKey::Kept(file(), false), Warn),
        (KeptKey::NotYet(file()), Ok),
        (KeptKey::Bad("short".into()), Bad),
        (KeptKey::Nowhere, Warn),
    ];
    levels(cases, secret_key);
}

#[test]
fn a_database_is_elsewhere_by_its_host() {
    for (url, elsewhere) in [
        ("postgres://a@db.example/c", true),
        ("postgres://a@10.0.0.7:5432/c", true),
        ("postgres://a@localhost/c", false),
        ("postgres://a@127.0.0.1:5432/c", false),
        ("postgres://a@[::1]/c", false),
        ("postgres:///c?host=/var/run/postgresql", false),
    ] {
        assert_eq!(is_elsewhere(url), elsewhere, "{url}");
    }
}
