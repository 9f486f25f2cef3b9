//! The mark of pages that are a test's: a bar above the element that holds the page, where programs draw nothing.

/// Whose pages are marked. A program goes from team to team without loading a page, so a script follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The page is a test's.
    Test,
    /// The page is a test's while it shows one of these teams.
    Among {
        /// The test teams.
        tests: Vec<String>,
        /// The team that is shown where the address names none.
        first: String,
    },
    /// The page is a test's unless it shows one of these teams.
    Unless(Vec<String>),
}

/// What the bar looks like: 32 pixels, which the page below is lower by, in colors that no theme changes.
pub const STYLE: &str = "#test{position:sticky;top:0;z-index:3;min-height:32px;padding:6px 12px;background:#ffc53d;color:#1f1300;\
     font-size:13px;line-height:20px;text-align:center}#test[hidden]{display:none}#test b{font-weight:700}\
     #test:not([hidden])~#app{min-height:calc(100vh - 32px)}\
     @supports(min-height:100dvh){#test:not([hidden])~#app{min-height:calc(100dvh - 32px)}}\
     #test:not([hidden])~#app .banner{top:32px}html{scroll-padding-top:40px}";

impl Mark {
    /// The bar. It is in both languages, since programs switch the language without loading a page.
    pub fn bar(&self) -> String {
        let attributes = match self {
            Self::Test => String::new(),
            Self::Among { tests, first } => {
                let tests = tests.join(" ");
                format!(" hidden data-tests=\"{tests}\" data-first=\"{first}\"")
            }
            Self::Unless(real) => format!(" data-real=\"{}\"", real.join(" ")),
        };
        let script = match self {
            Self::Test => "",
            Self::Among { .. } | Self::Unless(_) => "<script src=\"/test.js\" defer></script>",
        };
        format!(
            "<aside id=\"test\" aria-label=\"测试 Test\"{attributes}><b lang=\"zh-CN\">测试 · 仅供试用</b> \
             <span lang=\"en\">Test: not for real use</span></aside>{script}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_it_depends_on_the_team_the_bar_is_hidden_until_a_script_has_looked() {
        assert!(!Mark::Test.bar().contains("hidden"));
        let teams = Mark::Among {
            tests: vec!["ding1".to_owned(), "ding2".to_owned()],
            first: "ding3".to_owned(),
        };
        let bar = teams.bar();
        assert!(bar.contains(" hidden data-tests=\"ding1 ding2\" data-first=\"ding3\">"));
        assert!(bar.contains("/test.js"));
        let joins = Mark::Unless(vec!["ding3".to_owned()]).bar();
        assert!(joins.contains("data-real=\"ding3\">") && !joins.contains("hidden"));
    }
}
