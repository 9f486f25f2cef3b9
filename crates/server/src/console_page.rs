//! The console's page: the same for every path, under a strict Content-Security-Policy.

use std::path::Path;

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};

use crate::page::inline_sources;

/// The built page, if there is one.
#[derive(Default)]
pub struct ConsolePage(Option<Built>);

/// A page and what it may do.
struct Built {
    html: String,
    policy: HeaderValue,
}

impl ConsolePage {
    /// Reads the page in this folder. Where there is none, the log says so: nobody but vendors and operators misses it.
    ///
    /// # Errors
    /// A file that is there and can't be read.
    pub fn read(dir: &Path) -> anyhow::Result<Self> {
        match std::fs::read_to_string(dir.join("index.html")) {
            Ok(html) => Ok(Self(Some(Built::new(html)?))),
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => {
                let dir = dir.display();
                tracing::warn!(
                    "no console at {dir}, so /console answers 404: `cargo xtask serve` builds it, --console-dir says where it is"
                );
                Ok(Self(None))
            }
            Err(why) => Err(why.into()),
        }
    }

    /// The answer to every path of it; `None` if it isn't built.
    pub fn answer(&self) -> Option<Response> {
        let built = self.0.as_ref()?;
        let mut response = Html(built.html.clone()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, built.policy.clone());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
        Some(response)
    }
}

impl Built {
    fn new(html: String) -> anyhow::Result<Self> {
        let (scripts, styles) = inline_sources(&html);
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
             img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        );
        Ok(Self {
            html,
            policy: HeaderValue::try_from(policy)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_built_page_runs_its_own_scripts_and_nothing_else() {
        let built = Built::new("<style>a{}</style><script>f()</script>".to_owned()).unwrap();
        let page = ConsolePage(Some(built)).answer().unwrap();
        let policy = page.headers()[header::CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap();
        assert!(policy.contains(
            "script-src 'self' 'wasm-unsafe-eval' 'sha256-GcEEE0IkDzIP5EQ6DXZaDPORqT5RTBELX8Fyzyg9yvo=';"
        ));
        assert!(policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe-inline"));
    }

    #[test]
    fn a_folder_without_a_page_is_no_error() {
        let page = ConsolePage::read(Path::new("/nowhere")).unwrap();
        assert!(page.answer().is_none());
    }
}
