//! Every text of the console, both languages side by side, a table for each area.

/// A table of texts; a missing one doesn't compile.
macro_rules! table {
    ($($name:ident: $zh:literal, $en:literal;)+) => {
        /// The texts of one language. A text says what it is by its name.
        pub struct Text { $(pub $name: &'static str),+ }

        static ZH: Text = Text { $($name: $zh),+ };
        static EN: Text = Text { $($name: $en),+ };

        /// The table of a language.
        pub fn of(lang: ui::lang::Lang) -> &'static Text {
            lang.pick(&ZH, &EN)
        }
    };
}

pub mod acceptance;
pub mod account;
pub mod agent;
pub mod all_suites;
pub mod app;
pub mod application;
pub mod audit;
pub mod check;
pub mod common;
pub mod complaints;
pub mod customer_list;
pub mod customers;
pub mod defect;
pub mod desk;
pub mod entrance;
pub mod event;
pub mod funnel;
pub mod home;
pub mod icon;
pub mod invite_codes;
pub mod judged;
pub mod links;
pub mod list;
pub mod number;
pub mod overview;
pub mod refusal;
pub mod road;
pub mod sandbox;
pub mod serials;
pub mod server;
pub mod suite;
pub mod suite_form;
pub mod team;
