//! The address of a vendor's server, as it is entered for a suite.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use thiserror::Error;
use url::{Host, Url};

/// Where a suite's callbacks go: `http` or `https`, without credentials or fragment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CallbackUrl(Url);

/// Why a text is no callback URL.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CallbackUrlError {
    /// More characters than [`CallbackUrl::MAX`].
    #[error("longer than {max} characters", max = CallbackUrl::MAX)]
    TooLong,
    /// Spaces or line breaks inside: probably two addresses, or half of one.
    #[error("holds spaces or line breaks")]
    Space,
    /// No URL at all, and why.
    #[error("not a URL: {0}")]
    NotAUrl(#[from] url::ParseError),
    /// Another scheme than `http` and `https`.
    #[error("begins with {0}: instead of http:// or https://")]
    Scheme(String),
    /// A name or a password before the host.
    #[error("holds a user name or a password")]
    Credentials,
    /// A part behind `#`, which no server gets.
    #[error("holds a fragment (#)")]
    Fragment,
    /// Port 0, which nothing listens on.
    #[error("has the port 0")]
    Port,
}

impl CallbackUrl {
    /// The greatest number of characters, as entered and as sent.
    pub const MAX: usize = 1000;

    /// The URL.
    pub fn url(&self) -> &Url {
        &self.0
    }

    /// The host's address where the URL names one instead of a name. Nothing looks such a host up, so a check that waits for an
    /// answer from the DNS would miss it.
    pub fn address(&self) -> Option<IpAddr> {
        match self.0.host()? {
            Host::Ipv4(address) => Some(address.into()),
            Host::Ipv6(address) => Some(address.into()),
            Host::Domain(_) => None,
        }
    }
}

impl FromStr for CallbackUrl {
    type Err = CallbackUrlError;

    fn from_str(text: &str) -> Result<Self, CallbackUrlError> {
        let text = text.trim();
        if text.chars().count() > Self::MAX {
            return Err(CallbackUrlError::TooLong);
        }
        // Browsers drop line breaks and encode spaces; here they are mistakes of somebody who pasted.
        if text.contains(char::is_whitespace) {
            return Err(CallbackUrlError::Space);
        }
        let url = Url::parse(text)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(CallbackUrlError::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(CallbackUrlError::Credentials);
        }
        if url.fragment().is_some() {
            return Err(CallbackUrlError::Fragment);
        }
        if url.port() == Some(0) {
            return Err(CallbackUrlError::Port);
        }
        // What isn't ASCII grows by being encoded.
        match url.as_str().len() {
            n if n > Self::MAX => Err(CallbackUrlError::TooLong),
            _ => Ok(Self(url)),
        }
    }
}

impl fmt::Display for CallbackUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_callback_url_is_read_as_it_is_sent() {
        for (text, url) in [
            (
                "https://isv.example/callback",
                "https://isv.example/callback",
            ),
            (" HTTP://ISV.Example:8080 \n", "http://isv.example:8080/"),
            (
                "https://isv.example:443/?a=1&b=",
                "https://isv.example/?a=1&b=",
            ),
            (
                "https://服务.example/回调",
                "https://xn--zfr188b.example/%E5%9B%9E%E8%B0%83",
            ),
            ("http://[2001:db8::1]:81/", "http://[2001:db8::1]:81/"),
        ] {
            let read = text.parse::<CallbackUrl>().map(|url| url.to_string());
            assert_eq!(read.as_deref(), Ok(url), "{text}");
        }
    }

    #[test]
    fn what_is_no_callback_url_says_why() {
        use CallbackUrlError::*;
        for (text, why) in [
            ("", NotAUrl(url::ParseError::RelativeUrlWithoutBase)),
            (
                "isv.example/callback",
                NotAUrl(url::ParseError::RelativeUrlWithoutBase),
            ),
            ("https://", NotAUrl(url::ParseError::EmptyHost)),
            ("https://a..b:x", NotAUrl(url::ParseError::InvalidPort)),
            (
                "https://1.2.3.256/",
                NotAUrl(url::ParseError::InvalidIpv4Address),
            ),
            ("ftp://isv.example/", Scheme("ftp".into())),
            ("file:///etc/passwd", Scheme("file".into())),
            ("isv.example:8080/callback", Scheme("isv.example".into())),
            ("https://me@isv.example/", Credentials),
            ("https://:secret@isv.example/", Credentials),
            ("https://isv.example/#top", Fragment),
            ("https://isv.example/#", Fragment),
            ("https://isv.example:0/", Port),
            ("https://isv.example/a b", Space),
            ("https://isv.example/\nhttps://isv.example/", Space),
        ] {
            assert_eq!(text.parse::<CallbackUrl>(), Err(why), "{text}");
        }
        let of_length = |n: usize, c: &str| format!("https://a/{}", c.repeat(n - 10)).parse();
        assert!(
            of_length(1000, "a").is_ok_and(|url: CallbackUrl| url.url().as_str().len() == 1000)
        );
        assert_eq!(of_length(1001, "a"), Err(TooLong));
        assert_eq!(of_length(500, "回"), Err(TooLong));
    }

    #[test]
    fn an_address_in_place_of_a_name_is_known_however_it_is_written() {
        for (host, address) in [
            ("isv.example", None),
            ("127.0.0.1", Some("127.0.0.1")),
            ("127.1", Some("127.0.0.1")),
            ("0x7f000001", Some("127.0.0.1")),
            ("2130706433", Some("127.0.0.1")),
            ("0177.0.0.1", Some("127.0.0.1")),
            ("１２７.0.0.1", Some("127.0.0.1")),
            ("127.0.0.1.", Some("127.0.0.1")),
            ("[::1]", Some("::1")),
            ("[::ffff:127.0.0.1]", Some("::ffff:127.0.0.1")),
        ] {
            let url: CallbackUrl = format!("http://{host}/").parse().unwrap();
            let address = address.map(|address| address.parse().unwrap());
            assert_eq!(url.address(), address, "{host}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(https?://)?\\PC{0,40}") {
            if let Ok(url) = text.parse::<CallbackUrl>() {
                prop_assert!(url.url().host().is_some());
                prop_assert_eq!(url.to_string().parse(), Ok(url));
            }
        }
    }
}
