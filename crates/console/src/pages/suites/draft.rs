//! A suite as it is being typed.

use api::console::suite::{Bilingual, SuiteFields};
use domain::task::SerialRule;
use domain::team::TeamModes;

/// What a new suite begins with.
pub fn blank() -> SuiteFields {
    SuiteFields {
        name: String::new(),
        tagline: Bilingual::default(),
        accent: None,
        team_modes: TeamModes::Either,
        serial: SerialRule::None,
        permissions: Vec::new(),
        tasks: Vec::new(),
    }
}
