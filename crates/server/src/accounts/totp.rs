//! The second factor: codes of an authenticator app.

use domain::account::second_factor::{DIGITS, SECRET_BYTES, SKEW, STEP_SECONDS};
use domain::time::Moment;
use qr::{Style, StyledSymbol};
use totp_rs::{Builder, Secret, Totp};

use crate::error::{ApiError, ApiResult};

/// What apps show beside the account.
const ISSUER: &str = "Quick Deploy";

/// A second factor of an account.
pub struct SecondFactor(Totp);

impl SecondFactor {
    /// One with a secret of random bytes.
    ///
    /// # Errors
    ///
    /// Never, for an e-mail address.
    pub fn generate(random: [u8; SECRET_BYTES], email: &str) -> ApiResult<Self> {
        Self::of(Secret::from(random), email)
    }

    /// One with a secret in base32.
    ///
    /// # Errors
    ///
    /// It is no secret.
    pub fn read(base32: &str, email: &str) -> ApiResult<Self> {
        let secret = Secret::try_from_base32(base32).map_err(ApiError::internal)?;
        Self::of(secret, email)
    }

    fn of(secret: Secret, email: &str) -> ApiResult<Self> {
        let totp = Builder::new()
            .with_digits(DIGITS)
            .with_skew(SKEW)
            .with_step_duration(STEP_SECONDS)
            .with_secret(secret)
            .with_account_name(email)
            .with_issuer(Some(ISSUER))
            .build();
        totp.map(Self).map_err(ApiError::internal)
    }

    /// The secret in base32.
    pub fn secret(&self) -> String {
        self.0.secret().to_base32()
    }

    /// The secret as a URI for apps.
    ///
    /// # Errors
    ///
    /// Never, for an e-mail address.
    pub fn uri(&self) -> ApiResult<String> {
        self.0.to_url().map_err(ApiError::internal)
    }

    /// The URI as a QR code in SVG.
    ///
    /// # Errors
    ///
    /// A code that can't be drawn.
    pub fn qr(&self) -> ApiResult<String> {
        let symbol = StyledSymbol::new(&self.uri()?, &Style::default());
        Ok(symbol.map_err(ApiError::internal)?.svg())
    }

    /// The step of a code, if it is the one of now, or of the step before or behind it.
    pub fn step(&self, code: &str, now: Moment) -> Option<i64> {
        let seconds = u64::try_from(now.0.div_euclid(1000)).ok()?;
        i64::try_from(self.0.check(code, seconds)?).ok()
    }

    /// The code that an app shows.
    pub fn code(&self, now: Moment) -> String {
        let seconds = u64::try_from(now.0.div_euclid(1000)).unwrap_or_default();
        self.0.generate(seconds).to_string()
    }
}

#[cfg(test)]
mod tests {
    use domain::time::Span;

    use super::*;

    const NOW: Moment = Moment(1_795_910_400_000);

    #[test]
    fn a_code_of_rfc_6238_is_told_with_its_step() {
        let secret = *b"12345678901234567890";
        let factor = SecondFactor::generate(secret, "wang@isv.example").unwrap();
        assert_eq!(factor.step("287082", Moment(59_000)), Some(1));
        assert_eq!(factor.step("287082", Moment(89_999)), Some(1));
        assert_eq!(factor.step("287082", Moment(90_000)), None);
        assert_eq!(factor.step("287083", Moment(59_000)), None);
    }

    #[test]
    fn a_clock_may_be_one_step_off() {
        let factor = SecondFactor::generate([7; SECRET_BYTES], "wang@isv.example").unwrap();
        let code = factor.code(NOW);
        let step = NOW.0 / 30_000;
        for (off, found) in [
            (-60, None),
            (-30, Some(step)),
            (0, Some(step)),
            (30, Some(step)),
            (60, None),
        ] {
            assert_eq!(factor.step(&code, NOW + Span::seconds(off)), found, "{off}");
        }
        for typed in ["", "12345", "abcdef", "１２３４５６", "1234567"] {
            assert_eq!(factor.step(typed, NOW), None);
        }
    }

    #[test]
    fn a_secret_reads_back_and_its_uri_names_the_account() {
        let factor = SecondFactor::generate([7; SECRET_BYTES], "wang@isv.example").unwrap();
        let read = SecondFactor::read(&factor.secret(), "wang@isv.example").unwrap();
        assert_eq!(read.code(NOW), factor.code(NOW));
        let uri = factor.uri().unwrap();
        assert!(
            uri.starts_with("otpauth://totp/Quick%20Deploy:wang"),
            "{uri}"
        );
        assert!(uri.contains(&factor.secret()), "{uri}");
        assert!(factor.qr().unwrap().starts_with("<svg"));
        assert!(SecondFactor::read("1", "wang@isv.example").is_err());
    }
}
