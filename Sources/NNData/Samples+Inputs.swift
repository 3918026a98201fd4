import NNFiles

extension Samples {
  /// The inputs of samples as they are stored; there may be more rows than samples.
  public struct Inputs: Sendable {
    /// The stored numbers: rows x inputs. Dimensions behind the first count as one.
    let array: StoredArray
    /// What numbers are divided by when a batch is gathered.
    let divisor: Double

    /// Numbers that count as their quotient by a divisor.
    public init(_ array: StoredArray, divisor: Double = 1) {
      self.array = array
      self.divisor = divisor
    }

    /// Bytes, row after row, that count as their quotient by a number.
    public static func bytes(_ bytes: [UInt8], divisor: Double) -> Inputs {
      Inputs(
        StoredArray(shape: [bytes.count], type: .uint8, storage: ByteStorage(copying: bytes)),
        divisor: divisor)
    }

    /// Numbers as they are, row after row.
    public static func numbers(_ numbers: [Double]) -> Inputs {
      Inputs(
        StoredArray(shape: [numbers.count], type: .float64, storage: ByteStorage(copying: numbers)))
    }

    /// The number of values.
    var count: Int { array.count }

    /// The bytes that they take in memory.
    var byteCount: Int { array.storage.isMapped ? 0 : count * array.type.size }

    /// Lets go of what was read of a mapped file, so that a pass over all rows takes little memory.
    ///
    /// - Parameters:
    ///   - rows: those that are not needed for the moment
    ///   - width: the numbers of a row
    public func forget(_ rows: Range<Int>, width: Int) {
      guard array.storage.isMapped, !array.isFortranOrder else { return }
      let size = width * array.type.size
      array.storage.forget(
        array.offset + rows.lowerBound * size..<array.offset + rows.upperBound * size)
    }
  }
}
