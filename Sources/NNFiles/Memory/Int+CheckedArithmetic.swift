extension Int {
  /// The sum; `nil` if it is above `Int.max`.
  package func checkedSum(_ other: Int) -> Int? {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? nil : sum
  }

  /// The product; `nil` if it is above `Int.max`.
  package func checkedProduct(_ other: Int) -> Int? {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? nil : product
  }
}

extension [Int] {
  /// The product of all numbers; `nil` if it is above `Int.max`.
  package var checkedProduct: Int? {
    reduce(1) { product, number in product.flatMap { $0.checkedProduct(number) } }
  }
}
