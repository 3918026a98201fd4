/// A number with what it counts: `1 row`, `2 rows`, `2 classes`.
///
/// - Parameters:
///   - count: the number
///   - noun: what is counted, in the singular
///   - plural: its plural; the noun with an s if it is left out
/// - Returns: the number and the noun
package func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? "\(noun)s")"
}
