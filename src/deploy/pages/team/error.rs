//! Why a team or a colleague is refused: the field at fault, and the code that has the words.

use api::problem::Code;
use domain::team::{ColleagueError, TeamError};

/// The field at fault and the code whose words say why.
pub fn field_and_code(why: TeamError) -> (&'static str, Code) {
    match why {
        TeamError::Mode => ("", Code::TeamMode),
        TeamError::Name(_) => ("name", Code::TeamName),
        TeamError::OwnerName(_) => ("owner_name", Code::OwnerName),
        TeamError::TooFew(_) => ("colleagues", Code::TeamTooFew),
        TeamError::TooMany => ("colleagues", Code::TeamTooMany),
        TeamError::Colleague(_, why) => ("colleagues", colleague_code(why)),
    }
}

/// The code whose words say why a colleague is refused.
pub fn colleague_code(why: ColleagueError) -> Code {
    match why {
        ColleagueError::Name(_) => Code::ColleagueName,
        ColleagueError::Phone(why) => match why.into() {
            Code::PhoneInvalid => Code::ColleaguePhone,
            code => code,
        },
        ColleagueError::Department(_) => Code::ColleagueDepartment,
        ColleagueError::Owner => Code::ColleagueOwner,
        ColleagueError::Twice(_) => Code::ColleagueTwice,
    }
}
