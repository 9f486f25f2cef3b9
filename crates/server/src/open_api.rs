//! The open API: what vendors' servers call, spoken as the platform speaks it (open API 2).

pub mod body;
pub mod call;
pub mod errcode;
pub mod param;

use domain::time::Span;

/// How long a token is good for, a suite's and a team's alike (open API 2, `expires_in`).
pub const TOKEN_LIFETIME: Span = Span::seconds(7200);
