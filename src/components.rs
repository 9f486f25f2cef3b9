//! What pages of both programs are made of and documents are not.

pub mod bar;
pub mod field;
pub mod form_page;
pub mod load;
pub mod scope;
pub mod sheet;
pub mod sign_in;

pub use bar::{LangSwitch, LoadDocument, Network, NotFoundPage};
pub use field::{ErrorText, Field, PhoneField, TextField};
pub use form_page::{FormPage, SubmitButton};
pub use load::{Trouble, load, show};
pub use sheet::{Menu, Sheet, SheetHandle};
