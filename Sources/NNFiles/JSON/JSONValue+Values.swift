// The value as the type that a reader expects; `nil` if it is another.
extension JSONValue {
  /// A number.
  public var double: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    default: nil
    }
  }

  /// A whole number.
  public var int: Int? {
    if case .integer(let integer) = self { integer } else { nil }
  }

  /// A text.
  public var string: String? {
    if case .string(let string) = self { string } else { nil }
  }

  /// The elements of a list.
  package var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// A list of texts.
  public var strings: [String]? { list(\.string) }

  /// A list of numbers.
  public var doubles: [Double]? { list(\.double) }

  private func list<Element>(_ element: (JSONValue) -> Element?) -> [Element]? {
    guard let elements else { return nil }
    let values = elements.compactMap(element)
    return values.count == elements.count ? values : nil
  }
}
