//! The API of the console.

mod account;
mod audit;
mod link;
mod member;
mod second_factor;
mod session;

use api::console::path;
use utoipa::openapi::HttpMethod;

use crate::endpoint::Endpoint;

/// Every route of the console.
pub fn endpoints() -> Vec<Endpoint> {
    use HttpMethod::{Delete, Get, Post, Put};
    vec![
        Endpoint::new(Post, path::ACCOUNTS, account::sign_up),
        Endpoint::new(Post, path::CONFIRM, account::confirm),
        Endpoint::new(Post, path::SESSION, session::sign_in),
        Endpoint::new(Delete, path::SESSION, session::sign_out),
        Endpoint::new(Post, path::FORGOTTEN, account::forgotten),
        Endpoint::new(Post, path::RESET, account::reset),
        Endpoint::new(Post, path::INVITATION, member::invitation),
        Endpoint::new(Post, path::INVITATION_ACCEPT, member::accept),
        Endpoint::new(Get, path::ME, account::me),
        Endpoint::new(Put, path::ME, account::change_me),
        Endpoint::new(Put, path::PASSWORD, account::change_password),
        Endpoint::new(Get, path::SESSIONS, session::list),
        Endpoint::new(Delete, path::SESSIONS, session::end_others),
        Endpoint::new(Delete, path::ONE_SESSION, session::end),
        Endpoint::new(Post, path::TOTP, second_factor::begin),
        Endpoint::new(Put, path::TOTP, second_factor::switch_on),
        Endpoint::new(Post, path::TOTP_OFF, second_factor::switch_off),
        Endpoint::new(Get, path::VENDOR, member::vendor),
        Endpoint::new(Put, path::VENDOR, member::change_vendor),
        Endpoint::new(Get, path::MEMBERS, member::list),
        Endpoint::new(Post, path::MEMBERS, member::invite),
        Endpoint::new(Put, path::ONE_MEMBER, member::set_role),
        Endpoint::new(Delete, path::ONE_MEMBER, member::take_out),
        Endpoint::new(Post, path::MEMBER_INVITATION, member::invite_again),
        Endpoint::new(Delete, path::MEMBER_INVITATION, member::take_back),
        Endpoint::new(Get, path::OPERATORS, member::list),
        Endpoint::new(Post, path::OPERATORS, member::invite),
        Endpoint::new(Put, path::ONE_OPERATOR, member::set_role),
        Endpoint::new(Delete, path::ONE_OPERATOR, member::take_out),
        Endpoint::new(Post, path::OPERATOR_INVITATION, member::invite_again),
        Endpoint::new(Delete, path::OPERATOR_INVITATION, member::take_back),
        Endpoint::new(Get, path::AUDIT, audit::search),
    ]
}
