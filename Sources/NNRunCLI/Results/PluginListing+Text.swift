import NNConfig

extension PluginListing {
  /// The summary; `nil` if it is nothing but the formula.
  var summaryBesidesFormulas: String? {
    formulas.contains { $0.text == summary } ? nil : summary
  }

  /// What settings mean whose names the experiment chooses; `nil` if there are none.
  var meaningOfOtherNames: String? {
    namedByUser.map { "\($0) that the formula refers to as NAME; any number of these" }
  }
}

extension PluginOrigin {
  /// Where a plugin comes from, if it is not built in.
  var sentence: String? {
    switch self {
    case .builtIn: nil
    case .package(let module): "Defined by the module '\(module)'."
    case .library(let path, let digest): "Defined by the library \(path) (SHA-256 \(digest))."
    }
  }
}
