/// What this program was built from: `revision` is the one of Git, `swiftVersion` that of the
/// compiler. Both come from the build plugin BuildInfo.
enum Build {}
