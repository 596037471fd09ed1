//! Every behaviour in a real browser: on {X, LinkedIn} × {WebAssembly, JavaScript}.

mod fixtures;
