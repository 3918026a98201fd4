extension Int {
  /// The product; `nil` if it is above `Int.max`.
  package func checkedProduct(_ other: Int) -> Int? {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? nil : product
  }
}
