//! Dialogs over the page.

use web_sys::HtmlDialogElement;

/// Opens one; the page can't be reached meanwhile.
pub fn open(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        dialog.show_modal().ok();
    }
}

/// Closes it; the focus goes back to where it came from.
pub fn close(dialog: &HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}
