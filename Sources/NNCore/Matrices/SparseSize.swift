import CNNKernels

/// What is not zero in rows of bytes, which decides whether and how they are sparse.
struct SparseSize {
  /// The number of bytes in a row.
  let width: Int
  /// The number of rows.
  private(set) var rows = 0
  /// The number of nonzero bytes in all rows.
  private(set) var nonzeroCount = 0
  private var quadCount = 0

  /// Visiting an input alone takes as long as visiting so many inputs of a quad.
  static let costOfSingleInput = 2.0

  /// No rows.
  init(width: Int) { self.width = width }

  /// Adds a row.
  mutating func add(_ row: UnsafePointer<UInt8>) {
    let counts = nn_count_nonzero(width, row)
    rows += 1
    nonzeroCount += counts.bytes
    quadCount += counts.quads
  }

  private var singleInputs: Double { Self.costOfSingleInput * Double(nonzeroCount) }
  private var inputsOfQuads: Double { Double(4 * quadCount) }

  /// The number of inputs that products visit; those that are visited one at a time count as often
  /// as they cost.
  var visitedInputs: Double { min(singleInputs, inputsOfQuads) }
  /// The number of inputs that products visit at a time.
  var inputsAtATime: Int { singleInputs < inputsOfQuads ? 1 : 4 }
  /// The bytes that sparse rows take.
  var byteCount: Int { rows * nn_sparse_row_size(width, 0) + quadCount * 4 }
}
