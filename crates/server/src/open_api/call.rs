//! Every call of the open API with what it needs: routes, documentation and tests are made from this table (open API 2).

use super::errcode::Errcode;
use super::param::Param;

/// Gets a suite's token.
pub const GET_SUITE_TOKEN: &str = "/service/get_suite_token";
/// Swaps a temporary code for the permanent one.
pub const GET_PERMANENT_CODE: &str = "/service/get_permanent_code";
/// Activates a suite in a team.
pub const ACTIVATE_SUITE: &str = "/service/activate_suite";
/// Gets a team's token.
pub const GET_CORP_TOKEN: &str = "/service/get_corp_token";
/// Reads an authorization.
pub const GET_AUTH_INFO: &str = "/service/get_auth_info";
/// Reads a micro app in a team.
pub const GET_AGENT: &str = "/service/get_agent";
/// Lists the teams that wait for activation.
pub const GET_UNACTIVE_CORP: &str = "/service/get_unactive_corp";
/// Pushes new temporary codes.
pub const REAUTH_CORP: &str = "/service/reauth_corp";
/// Sets a team's whitelist.
pub const SET_CORP_IP_WHITELIST: &str = "/service/set_corp_ipwhitelist";
/// Reads the scope.
pub const AUTH_SCOPES: &str = "/auth/scopes";
/// Lists the departments in the scope.
pub const DEPARTMENT_LIST: &str = "/department/list";
/// Lists a department's people in the scope.
pub const USER_SIMPLE_LIST: &str = "/user/simplelist";
/// Reads a person in the scope.
pub const USER_GET: &str = "/user/get";

/// The token that a call carries in its query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Token {
    /// None.
    None,
    /// A suite's: `suite_access_token`.
    Suite,
    /// A team's: `access_token`.
    Corp,
}

impl Token {
    /// The name of the query's parameter.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Suite => Some("suite_access_token"),
            Self::Corp => Some("access_token"),
        }
    }

    /// The code where it is missing. A team's token has none of its own; clients get a new token on this one.
    pub fn missing(self) -> Option<Errcode> {
        match self {
            Self::None => None,
            Self::Suite => Some(Errcode::SuiteTokenMissing),
            Self::Corp => Some(Errcode::InvalidToken),
        }
    }
}

/// A call.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// `POST` with its parameters in a JSON body, or `GET` with them in the query.
    pub method: &'static str,
    /// The path.
    pub path: &'static str,
    /// The token that it carries.
    pub token: Token,
    /// The parameters that it needs.
    pub required: &'static [Param],
    /// The parameters that it takes.
    pub optional: &'static [Param],
    /// What may be wrong besides its form, its token and its caller.
    pub refusals: &'static [Errcode],
    /// What it does.
    pub what: &'static str,
}

/// Why an authorization isn't found by team and permanent code.
const NO_AUTHORIZATION: &[Errcode] = &[
    Errcode::NoSuchAuthorization,
    Errcode::BadPermanentCode,
    Errcode::NotAuthorized,
    Errcode::CorpMismatch,
];

/// All of them.
pub const CALLS: [Call; 13] = [
    Call {
        method: "POST",
        path: GET_SUITE_TOKEN,
        token: Token::None,
        required: &[Param::SuiteKey, Param::SuiteSecret, Param::SuiteTicket],
        optional: &[],
        refusals: &[
            Errcode::BadSuiteSecret,
            Errcode::NoSuchTicket,
            Errcode::BadSuiteKeyOrSecret,
        ],
        what: "Get a suite's token",
    },
    Call {
        method: "POST",
        path: GET_PERMANENT_CODE,
        token: Token::Suite,
        required: &[Param::TemporaryCode],
        optional: &[],
        refusals: &[Errcode::NoSuchTemporaryCode, Errcode::TemporaryCodeSpent],
        what: "Swap a temporary code for the permanent one",
    },
    Call {
        method: "POST",
        path: ACTIVATE_SUITE,
        token: Token::Suite,
        required: &[Param::SuiteKey, Param::AuthCorp, Param::PermanentCode],
        optional: &[],
        refusals: NO_AUTHORIZATION,
        what: "Activate a suite in a team",
    },
    Call {
        method: "POST",
        path: GET_CORP_TOKEN,
        token: Token::Suite,
        required: &[Param::AuthCorp, Param::PermanentCode],
        optional: &[],
        refusals: NO_AUTHORIZATION,
        what: "Get a team's token",
    },
    Call {
        method: "POST",
        path: GET_AUTH_INFO,
        token: Token::Suite,
        required: &[Param::SuiteKey, Param::AuthCorp],
        // Some clients in the field leave it out.
        optional: &[Param::PermanentCode],
        refusals: NO_AUTHORIZATION,
        what: "Read an authorization",
    },
    Call {
        method: "POST",
        path: GET_AGENT,
        token: Token::Suite,
        required: &[
            Param::SuiteKey,
            Param::AuthCorp,
            Param::PermanentCode,
            Param::Agent,
        ],
        optional: &[],
        refusals: &[
            Errcode::BadAgent,
            Errcode::NoSuchAuthorization,
            Errcode::BadPermanentCode,
            Errcode::NotAuthorized,
            Errcode::CorpMismatch,
        ],
        what: "Read a micro app in a team",
    },
    Call {
        method: "POST",
        path: GET_UNACTIVE_CORP,
        token: Token::Suite,
        required: &[Param::App],
        optional: &[],
        refusals: &[],
        what: "List the teams that authorized and aren't active yet",
    },
    Call {
        method: "POST",
        path: REAUTH_CORP,
        token: Token::Suite,
        required: &[Param::App, Param::Corps],
        optional: &[],
        refusals: &[Errcode::NotAuthorized],
        what: "Have a new temporary code pushed for each of these teams",
    },
    Call {
        method: "POST",
        path: SET_CORP_IP_WHITELIST,
        token: Token::Suite,
        required: &[Param::AuthCorp, Param::Whitelist],
        optional: &[],
        refusals: &[Errcode::NotAuthorized],
        what: "Set from where a team's data may be read",
    },
    Call {
        method: "GET",
        path: AUTH_SCOPES,
        token: Token::Corp,
        required: &[],
        optional: &[],
        refusals: &[],
        what: "Read the departments and people of the scope",
    },
    Call {
        method: "GET",
        path: DEPARTMENT_LIST,
        token: Token::Corp,
        required: &[],
        optional: &[],
        refusals: &[],
        what: "List the departments in the scope",
    },
    Call {
        method: "GET",
        path: USER_SIMPLE_LIST,
        token: Token::Corp,
        required: &[Param::Department],
        optional: &[],
        refusals: &[],
        what: "List a department's people in the scope",
    },
    Call {
        method: "GET",
        path: USER_GET,
        token: Token::Corp,
        required: &[Param::User],
        optional: &[],
        refusals: &[],
        what: "Read a person in the scope",
    },
];

impl Call {
    /// Whether it is called by this method. There is no code for "GET needed", so what takes a GET takes a POST too, with its
    /// parameters in the query all the same.
    ///
    /// # Errors
    ///
    /// [`Errcode::PostNeeded`].
    pub fn check_method(&self, method: &str) -> Result<(), Errcode> {
        match (self.method, method) {
            ("POST", "POST") | ("GET", _) => Ok(()),
            _ => Err(Errcode::PostNeeded),
        }
    }

    /// All the codes that it may answer, in the order of their numbers.
    pub fn errors(&self) -> Vec<Errcode> {
        let missing = self.required.iter().map(|param| param.missing());
        let mut codes: Vec<Errcode> = missing.chain(self.refusals.iter().copied()).collect();
        codes.extend([Errcode::Busy, Errcode::TooOften, Errcode::AddressNotAllowed]);
        if self.method == "POST" {
            codes.extend([Errcode::PostNeeded, Errcode::JsonNeeded]);
        }
        if self.token == Token::Suite && self.required.contains(&Param::SuiteKey) {
            codes.push(Errcode::BadSuite);
        }
        if !(self.required.is_empty() && self.optional.is_empty()) {
            codes.push(Errcode::BadParameter);
        }
        if let Some(missing) = self.token.missing() {
            codes.extend([missing, Errcode::InvalidToken, Errcode::TokenExpired]);
        }
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

/// The call at a path.
pub fn find(path: &str) -> Option<&'static Call> {
    CALLS.iter().find(|call| call.path == path)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_call_is_found_by_its_path_and_takes_its_method() {
        for call in &CALLS {
            assert_eq!(find(call.path).map(|found| found.what), Some(call.what));
            assert_eq!(call.check_method("POST"), Ok(()));
        }
        let check = |path, method| find(path).unwrap().check_method(method);
        assert_eq!(check(GET_SUITE_TOKEN, "GET"), Err(Errcode::PostNeeded));
        assert_eq!(check(GET_SUITE_TOKEN, "PUT"), Err(Errcode::PostNeeded));
        assert_eq!(check(USER_GET, "GET"), Ok(()));
        assert!(find("/service/get_suite_token/").is_none());
        assert!(find("/service/nothing").is_none());
    }

    #[test]
    fn only_the_first_call_carries_no_token_and_corp_calls_are_gets() {
        for call in &CALLS {
            let token = match call.path {
                GET_SUITE_TOKEN => Token::None,
                path if path.starts_with("/service/") => Token::Suite,
                _ => Token::Corp,
            };
            assert_eq!(call.token, token, "{}", call.path);
            assert_eq!(call.method == "GET", token == Token::Corp, "{}", call.path);
        }
    }

    #[test]
    fn every_parameter_and_every_code_is_some_calls() {
        let params = CALLS.iter().flat_map(|call| [call.required, call.optional]);
        let params: HashSet<Param> = params.flatten().copied().collect();
        assert_eq!(params.len(), Param::ALL.len());
        let codes: HashSet<Errcode> = CALLS.iter().flat_map(Call::errors).collect();
        assert_eq!(codes.len(), Errcode::ALL.len());
    }

    #[test]
    fn a_call_has_the_errors_of_its_form_its_token_and_its_own() {
        let codes = |path| -> Vec<i32> {
            let errors = find(path).unwrap().errors();
            errors.iter().map(|code| code.code()).collect()
        };
        assert_eq!(
            codes(GET_SUITE_TOKEN),
            [
                -1, 40035, 40080, 40085, 40088, 41021, 41023, 41024, 43002, 43009, 45009, 60020
            ]
        );
        assert_eq!(
            codes(GET_PERMANENT_CODE),
            [
                -1, 40014, 40035, 40078, 41022, 41026, 42001, 42008, 43002, 43009, 45009, 60020
            ]
        );
        assert_eq!(codes(AUTH_SCOPES), [-1, 40014, 42001, 45009, 60020]);
    }
}
