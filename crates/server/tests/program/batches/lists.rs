//! What is said of a list before links are made of it, and who is asked.

use std::process::{Command, Output, Stdio};

use store::{BatchLink, Store};
use tempfile::TempDir;

use crate::commands::{run, text, with_a_suite};
use crate::{database, quickdeploy};

/// `客戶,序號⏎鵬城五金,⏎` in Big5.
const BIG5: &[u8] = b"\xab\xc8\xa4\xe1,\xa7\xc7\xb8\xb9\n\xc4P\xab\xb0\xa4\xad\xaa\xf7,\n";

struct Files {
    folder: TempDir,
    list: String,
    out: String,
}

impl Files {
    async fn with_a_list(list: impl AsRef<[u8]>) -> Self {
        let folder = with_a_suite().await;
        let path = |file: &str| folder.path().join(file).to_str().unwrap().to_owned();
        let (list_path, out) = (path("customers.csv"), path("codes.zip"));
        std::fs::write(&list_path, list).unwrap();
        Self {
            folder,
            list: list_path,
            out,
        }
    }

    fn arguments<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        let create = [
            "link", "batch", "create", "--suite", "key1", "--size", "120",
        ];
        let files = ["--list", &self.list, "--out", &self.out];
        [&create[..], &files, more].concat()
    }

    fn create(&self, more: &[&str]) -> Output {
        run(&self.folder, &self.arguments(more))
    }

    /// Runs it on a terminal that somebody types into.
    fn create_on_a_terminal(&self, typed: &str, more: &[&str]) -> Output {
        let program = quickdeploy(self.folder.path());
        let arguments = self.arguments(more);
        let words = [program.get_program().to_str().unwrap()].into_iter();
        let words: Vec<String> = words.chain(arguments).map(|it| format!("'{it}'")).collect();
        let mut script = Command::new("script");
        script.args(["--quiet", "--return", "--command", &words.join(" ")]);
        script.arg("/dev/null");
        script.env("QUICKDEPLOY_DATABASE", database(self.folder.path()));
        script.env("QUICKDEPLOY_PUBLIC_URL", "https://qd.example");
        with_input(script, typed)
    }

    async fn customers(&self) -> Vec<String> {
        let store = Store::open(&database(self.folder.path())).await.unwrap();
        let Some(batch) = store.batch(1).await.unwrap() else {
            return Vec::new();
        };
        let customer = |(link, _): (BatchLink, _)| link.customer;
        batch.links.into_iter().map(customer).collect()
    }

    fn assert_nothing_is_written(&self) {
        assert!(!std::fs::exists(&self.out).unwrap());
        assert!(!std::fs::exists(format!("{}.part", self.out)).unwrap());
    }
}

fn with_input(mut program: Command, typed: &str) -> Output {
    use std::io::Write;

    let program = program.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = program.stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(typed.as_bytes()).unwrap();
    drop(stdin);
    child.wait_with_output().unwrap()
}

#[tokio::test]
async fn a_list_in_an_encoding_that_cannot_be_told_makes_nothing_until_it_is_given() {
    let files = Files::with_a_list(BIG5).await;
    let refused = files.create(&[]);
    let said = text(&refused.stderr);
    assert!(!refused.status.success());
    for part in [
        "the encoding can't be told from the file: give it with --encoding",
        "Line 1 reads as\n",
        "\n  Big5: \"客戶,序號\"\n",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    files.assert_nothing_is_written();
    assert!(files.customers().await.is_empty());

    let wrong = files.create(&["--encoding", "utf-8"]);
    assert!(text(&wrong.stderr).contains("line 1 is not valid UTF-8"));
    let unknown = files.create(&["--encoding", "big6"]);
    assert!(text(&unknown.stderr).contains("one of utf-8, utf-16le"));
    files.assert_nothing_is_written();

    let made = files.create(&["--encoding", "big5"]);
    let said = text(&made.stderr);
    assert!(made.status.success(), "{said}");
    assert!(
        said.starts_with("encoding: Big5\ncustomers: column 1, \"客戶\"\nserials: no column\n"),
        "{said}"
    );
    assert_eq!(files.customers().await, ["鵬城五金"]);
}

#[tokio::test]
async fn what_is_above_the_header_is_left_out_and_told() {
    let list = "sep=;\r\n2026年11月客户名单;;\r\n\r\n编号;客户;备注\r\n1;甲;\r\n2;乙;\r\n";
    let files = Files::with_a_list(list).await;
    let made = files.create(&[]);
    let said = text(&made.stderr);
    assert!(made.status.success(), "{said}");
    let understood = "encoding: UTF-8\n\
        delimiter: ;\n\
        customers: column 2, \"客户\"\n\
        serials: no column\n\
        line 1 is left out: it names the delimiter: \"sep=;\"\n\
        line 2 is left out: above the header: \"2026年11月客户名单\"\n\
        2 customers: \"甲\", \"乙\"\n\
        made batch 1\n";
    assert!(said.starts_with(understood), "{said}");
    assert_eq!(files.customers().await, ["甲", "乙"]);
}

#[tokio::test]
async fn a_terminal_is_asked_before_links_are_made() {
    let files = Files::with_a_list("客户\n甲\n乙\n").await;
    for answer in ["n\n", "\n"] {
        let refused = files.create_on_a_terminal(answer, &[]);
        let said = text(&refused.stdout);
        assert!(!refused.status.success(), "{said}");
        let end = "2 customers: \"甲\", \"乙\"\r\nMake 2 links? [y/N] ";
        assert!(said.contains(end), "{said}");
        assert!(said.ends_with("error: no link is made\r\n"), "{said}");
        files.assert_nothing_is_written();
        assert!(files.customers().await.is_empty());
    }
    let made = files.create_on_a_terminal("y\n", &[]);
    assert!(made.status.success(), "{}", text(&made.stdout));
    assert_eq!(files.customers().await, ["甲", "乙"]);
}

#[tokio::test]
async fn nobody_is_asked_with_yes_or_without_a_terminal_or_for_a_list_from_standard_input() {
    let files = Files::with_a_list("客户\n甲\n").await;
    let yes = files.create_on_a_terminal("", &["--yes"]);
    let piped = files.create(&[]);
    let mut program = quickdeploy(files.folder.path());
    program.env("QUICKDEPLOY_PUBLIC_URL", "https://qd.example");
    let arguments = files.arguments(&[]);
    let arguments = arguments
        .iter()
        .map(|it| if *it == files.list { "-" } else { it });
    program.args(arguments);
    let from_stdin = with_input(program, "客户\n甲\n");
    for done in [yes, piped, from_stdin] {
        let said = text(&[done.stdout, done.stderr].concat());
        assert!(done.status.success(), "{said}");
        assert!(said.contains("1 customer: \"甲\""), "{said}");
        assert!(!said.contains("[y/N]"), "{said}");
    }
}
