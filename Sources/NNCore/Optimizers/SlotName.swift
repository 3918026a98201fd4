/// The names under which checkpoints store what an optimizer remembers.
package enum SlotName {
  /// The name of the weights.
  static let ofWeights = "arr"
  /// The name of the best weights so far.
  static let ofBestWeights = "best"

  /// Whether an optimizer can give a slot a name.
  package static func isValid(_ name: String) -> Bool {
    !name.isEmpty && ![ofWeights, ofBestWeights].contains(name)
      && name.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789_".utf8.contains($0) }
  }
}
