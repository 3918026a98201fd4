/// What this program was built from. The build plugin BuildInfo adds `revision`, the Git commit,
/// and `swiftVersion`, the version of the compiler.
enum Build {}
