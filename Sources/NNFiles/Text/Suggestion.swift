/// Finds the name that was probably meant by a mistyped one.
package enum Suggestion {
  /// The hint `; did you mean 'iterations'?`, or an empty text if no candidate is similar.
  package static func hint(for name: String, among candidates: [String]) -> String {
    nearest(to: name, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// A hint at the most similar candidate, or if none is similar, at all known names.
  package static func hint(
    for name: String, among candidates: [String], orAllOf known: [String]
  ) -> String {
    let hint = hint(for: name, among: candidates)
    if !hint.isEmpty { return hint }
    switch known.count {
    case 0: return "; there are none"
    case 1: return "; there is only \(known[0])"
    default: return "; there are \(known.joined(separator: ", "))"
    }
  }

  /// The candidate with the fewest edits, if these are at most a third of its letters, or one edit
  /// if it has two letters.
  package static func nearest(to name: String, among candidates: [String]) -> String? {
    // Longer names are not mistyped ones, and comparing them would take quadratic time.
    guard name.count <= 64 else { return nil }
    var best: (candidate: String, edits: Int)?
    for candidate in candidates {
      let edits = edits(from: name.lowercased(), to: candidate.lowercased())
      guard edits <= max(1, candidate.count / 3), 2 * edits <= candidate.count else { continue }
      if best.map({ edits < $0.edits }) ?? true { best = (candidate, edits) }
    }
    return best?.candidate
  }

  /// The edit distance: how many letters were inserted, deleted, replaced or swapped with a
  /// neighbour (optimal string alignment).
  static func edits(from source: String, to target: String) -> Int {
    let source = Array(source)
    let target = Array(target)
    var beforeLast: [Int] = []
    var last = Array(0...target.count)
    for i in source.indices {
      var row = [i + 1]
      for j in target.indices {
        var edits = min(last[j + 1] + 1, row[j] + 1, last[j] + (source[i] == target[j] ? 0 : 1))
        if i > 0, j > 0, source[i] == target[j - 1], source[i - 1] == target[j] {
          edits = min(edits, beforeLast[j - 1] + 1)
        }
        row.append(edits)
      }
      beforeLast = last
      last = row
    }
    return last[target.count]
  }
}
