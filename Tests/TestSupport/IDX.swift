/// An IDX file of bytes.
public func idx(_ dimensions: [Int], _ elements: [UInt8]) -> [UInt8] {
  [0, 0, 8, UInt8(dimensions.count)]
    + dimensions.flatMap { length in [24, 16, 8, 0].map { UInt8(length >> $0 & 255) } } + elements
}
