/// An IDX file.
///
/// - Parameters:
///   - lengths: of the dimensions
///   - elements: the bytes after the header
///   - type: the code of the elements' type; 8 are bytes
/// - Returns: the bytes of the file
public func idx(_ lengths: [Int], _ elements: [UInt8], type: UInt8 = 8) -> [UInt8] {
  [0, 0, type, UInt8(lengths.count)]
    + lengths.flatMap { length in [24, 16, 8, 0].map { UInt8((length >> $0) & 255) } } + elements
}
