/// A number with what it counts: `1 row`, `2 rows`, `2 classes`.
///
/// - Parameters:
///   - count: the number
///   - noun: what there is one of
///   - plural: what there are several of, unless an s makes it
/// - Returns: the number and the noun
public func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? "\(noun)s")"
}
