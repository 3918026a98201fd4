import NNConfig
import NNCore
import Testing

@testable import NNExperiment

@Suite("The activity of layers")
struct LayerActivityTests {
  /// The activity of a network of one layer whose answers are these rows, which come in blocks.
  private func activity(
    _ rows: [[Double]], activation: String = "identity", pieceSize: Int = 256
  ) throws -> LayerActivity {
    let catalog = Registry().catalog(of: (any Activation).self)
    let plugin = try #require(catalog.plugin(named: activation))
    var diagnostics = Diagnostics()
    let chosen = catalog.choose(
      plugin, entries: [], at: SourceRange(startOf: SourceText(file: "", text: "", directory: "")),
      diagnostics: &diagnostics)
    let network = Network<Float>(
      structure: [1, rows[0].count], activations: [try #require(chosen?.component)])
    var meter = ActivityMeter(network, samples: rows.count, pieceSize: pieceSize)
    for start in stride(from: 0, to: rows.count, by: pieceSize) {
      let piece = rows[start..<min(start + pieceSize, rows.count)]
      let arena = Arena()
      let matrix: Matrix<Float> = arena.matrix(rows: piece.count, columns: rows[0].count)
      for (row, values) in piece.enumerated() {
        for (column, value) in values.enumerated() { matrix[row, column] = Float(value) }
      }
      withExtendedLifetime(arena) { meter.add([PanelBatch(matrix)]) }
    }
    return meter.activities[0]
  }

  @Test("Neurons that answer the same to all samples are counted", arguments: [1, 2, 256])
  func constant(pieceSize: Int) throws {
    let rows = (0..<600).map { row -> [Double] in
      [0, Double(row), 7, row == 599 ? 1 : 0, 0, -0.0]
    }
    let found = try activity(rows, pieceSize: pieceSize)
    #expect(found.neurons == 6)
    #expect(found.constant == 4)
    #expect(found.constantOutput == nil)
    #expect(try activity(rows.map { [$0[0], $0[1], $0[4]] }).constantOutput == 0)
    #expect(try activity(rows.map { [$0[1]] }).constant == 0)
    #expect(try activity(rows.map { [$0[1]] }).constantOutput == nil)
  }

  @Test("Rounding is not a difference, and small numbers are not constant")
  func noise() throws {
    #expect(try activity([[1], [1 + 1e-7], [1 - 1e-7]]).constant == 1)
    #expect(try activity([[1], [1 + 1e-5]]).constant == 0)
    #expect(try activity([[1e-20], [2e-20]]).constant == 0)
  }

  @Test("Saturation is the share of answers at one of two limits")
  func saturation() throws {
    let rows = [[0, 1, 0.5], [0.005, 0.5, 0.011], [0.995, 0.989, 0.2], [1, 1, 1]]
    #expect(try activity(rows, activation: "sigmoid").saturation == 7.0 / 12)
    #expect(try activity(rows, activation: "tanh").saturation == 6.0 / 12)
    #expect(try activity(rows, activation: "relu").saturation == nil)
    #expect(try activity(rows, activation: "leaky_relu").saturation == nil)
  }

  @Test("Of many samples, some blocks are measured")
  func blocks() throws {
    let rows = (0..<6400).map { [$0 < 3200 ? 1.0 : 0.5] }
    #expect(try activity(rows, activation: "sigmoid", pieceSize: 10).saturation == 0.5)
  }
}
