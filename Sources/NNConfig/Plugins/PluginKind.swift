/// A kind of plugins, which can replace each other.
public struct PluginKind: Sendable {
  /// The kind in one word, for example `loader`.
  public let name: String
  /// What messages call a plugin of the kind, for example `dataset loader`.
  public let noun: String
  /// The key that names the plugin where it is written with parameters: `name`, `loader`.
  public let nameKey: String
  /// Whether a plugin is always written with that key, even without settings: a kind has a key of
  /// its own because `dataset: mnist`, for example, would not say what mnist is.
  public let isWrittenWithKey: Bool
  /// Keys besides a plugin's parameters, which the owner of the catalog reads; messages suggest
  /// them too.
  let otherKeys: [String]
  /// How formulas of its plugins are written; `nil` if they have none.
  public let notation: FormulaNotation?

  /// The noun's article.
  package var article: String { noun.first.map { "aeiou".contains($0) } ?? false ? "an" : "a" }
}
