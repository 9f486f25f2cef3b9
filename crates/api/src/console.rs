//! What the console and the server say to each other.
