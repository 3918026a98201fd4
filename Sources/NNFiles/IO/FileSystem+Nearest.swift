extension FileSystem {
  /// The path of a file or folder that was probably meant by one that does not exist: what is
  /// missing is replaced by the most similar name in its folder.
  ///
  /// - Parameter path: a path at which there is nothing
  /// - Returns: the path of what exists; `nil` if nothing is similar
  package static func nearest(to path: String) -> String? {
    var found = path.hasPrefix("/") ? "/" : ""
    for component in path.split(separator: "/").map(String.init) {
      let next = found + component
      if exists(next) {
        found = next + "/"
        continue
      }
      guard let names = try? names(in: found.isEmpty ? "." : found),
        let name = nearest(to: component, in: names)
      else { return nil }
      found += name + "/"
    }
    if found.hasSuffix("/") { found.removeLast() }
    return found.isEmpty || found == path || !exists(found) ? nil : found
  }

  /// The most similar one of names: one with an ending that was left out, or with few edits.
  private static func nearest(to name: String, in names: [String]) -> String? {
    let visible = names.filter { !$0.hasPrefix(".") || name.hasPrefix(".") }
    if let longer = visible.first(where: { $0 == "\(name).yaml" })
      ?? visible.first(where: { $0.hasPrefix("\(name).") })
    {
      return longer
    }
    // Of b.yaml and a.yaml, most letters are the same, but not those that matter.
    func stem(_ name: String) -> String { String(name.prefix { $0 != "." }) }
    return Suggestion.nearest(
      to: name,
      among: visible.filter { candidate in
        let shorter = min(stem(name).count, stem(candidate).count)
        // A dot may itself be mistyped, as in images.idx3 for images-idx3.
        return Suggestion.nearest(to: stem(name), among: [stem(candidate)]) != nil
          || shorter > 3 && Suggestion.edits(from: name, to: candidate) * 3 <= shorter
      })
  }
}
