import ArgumentParser

extension CompletionKind {
  /// Experiment files.
  static var experiment: CompletionKind { .file(extensions: ["yaml", "yml"]) }

  /// What names a run: its folder, its archive or its experiment file.
  static var run: CompletionKind { .file(extensions: ["yaml", "yml", "zip"]) }

  /// Libraries of plugins.
  static var library: CompletionKind { .file(extensions: ["so", "dylib"]) }
}
